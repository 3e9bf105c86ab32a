import type { DiffLineView } from "../../bindings/DiffLineView";
import type { FormatView } from "../../bindings/FormatView";
import type { PreviewView } from "../../bindings/PreviewView";
import type { SnippetView } from "../../bindings/SnippetView";

function format(
  tool: string,
  id: string,
  title: string,
  file_name: string,
  about: string,
  rest: Partial<FormatView> = {},
): FormatView {
  return { id, title, tool, file_name, about, gives: "token", freshness: "restart", unfit: null, ...rest };
}

const noSecret = "This file holds a client secret, and the profile has none: it signs a person in.";

export const formats: FormatView[] = [
  format("Cognite Toolkit", "dotenv", "Toolkit .env", ".env", "The cdf command reads it when it starts."),
  format(
    "Cognite Toolkit",
    "endpoint-dotenv",
    "Toolkit .env, by the endpoint",
    ".env",
    "It asks this computer for your token.",
    {
      gives: "endpoint",
      freshness: "itself",
    },
  ),
  format("Cognite Toolkit", "dotenv-client-credentials", "Toolkit .env, client credentials", ".env", "", {
    gives: "application",
    unfit: { reason: noSecret, instead: "Choose “Toolkit .env”, which holds a token." },
  }),
  format("Cognite Neat", "neat-dotenv", "Neat .env", ".env", "Strict: only the keys that neat knows."),
  format(
    "Python SDK",
    "sdk-json",
    "SDK JSON",
    "north-prod.json",
    "For CogniteClient.load in the Python SDK.",
  ),
  format("Python SDK", "msal-cache", "MSAL cache", "cache.bin", "For an unmodified OAuthInteractive."),
  format("Rust SDK", "cognite-env", "COGNITE_ variables", ".env", "The Rust SDK and notebooks read them."),
  format("Extractors", "extractor-yaml", "Extractor YAML", "config.yaml", "", {
    gives: "application",
    unfit: {
      reason: "An extractor takes no ready token: it signs in itself, with a secret or a certificate.",
      instead: "Switch on the token endpoint, or use a profile of an application.",
    },
  }),
  format("Shells", "sh", "Shell variables", "cdf.sh", "Load it with: . ./cdf.sh"),
  format("Shells", "powershell", "PowerShell variables", "cdf.ps1", "Load it with: . .\\cdf.ps1"),
  format(
    "HTTP clients",
    "curl-config",
    "curl configuration",
    "cdf.curl",
    "curl -K cdf.curl reads it at each call.",
    {
      freshness: "reread",
    },
  ),
  format(
    "HTTP clients",
    "postman",
    "Postman environment",
    "cdf.postman_environment.json",
    "Import it once more after a new token.",
  ),
];

export const snippets: SnippetView[] = [
  "Python",
  "Notebook cell",
  "JavaScript",
  ".NET",
  "Java",
  "Rust",
  "curl",
  "HTTPie",
  "Power BI",
].map((title, i) => ({
  id: title.toLowerCase().replace(" ", "-"),
  title,
  about: i < 2 ? "A Token that asks this computer whenever the old one ends." : `For ${title}.`,
  freshness: title === "curl" ? "restart" : "itself",
}));

const same = (text: string): DiffLineView => ({ change: "same", text });
const added = (text: string): DiffLineView => ({ change: "added", text });
const removed = (text: string): DiffLineView => ({ change: "removed", text });

const skipped = (text: string): DiffLineView => ({ change: "skipped", text });

export const newFile: PreviewView = {
  is_new: true,
  is_foreign: false,
  lines: [
    added("CDF_CLUSTER=westeurope-1"),
    added("CDF_PROJECT=north-prod"),
    added("LOGIN_FLOW=token"),
    added("CDF_TOKEN=•••• (hidden)"),
  ],
  warnings: [],
};

export const intoExisting: PreviewView = {
  is_new: false,
  is_foreign: false,
  lines: [
    skipped("12 lines that stay"),
    same("SENSOR_12=compressor-12"),
    same("LOGIN_FLOW=token"),
    removed("CDF_PROJECT=north-test"),
    added("CDF_PROJECT=north-prod"),
    removed("CDF_TOKEN=•••• (hidden)"),
    added("CDF_TOKEN=•••• (hidden)"),
    same(""),
    same("# Below: mine"),
    same("EDITOR=vim"),
    skipped("8 lines that stay"),
  ],
  warnings: [
    {
      message: "Git would take this file into its next commit.",
      hint: "Add it to .gitignore, so that the token stays on this computer.",
      git_ignore: true,
    },
    {
      message: "The folder is synchronised by OneDrive.",
      hint: "The token goes wherever OneDrive takes the file.",
      git_ignore: false,
    },
  ],
};
