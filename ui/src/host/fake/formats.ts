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
  format(
    "Cognite Toolkit",
    "dotenv",
    "Toolkit .env",
    ".env",
    "The Cognite Toolkit reads it from the folder it runs in. Other lines of the file stay.",
  ),
  format(
    "Cognite Toolkit",
    "endpoint-dotenv",
    "Toolkit .env, token endpoint",
    ".env",
    "For the Cognite Toolkit: it asks the app for tokens, and stays signed in. Other lines of the file stay.",
    {
      gives: "endpoint",
      freshness: "itself",
    },
  ),
  format("Cognite Toolkit", "dotenv-client-credentials", "Toolkit .env with the client secret", ".env", "", {
    gives: "application",
    unfit: { reason: noSecret, instead: "Choose “Toolkit .env”, which holds a token." },
  }),
  format("Cognite Neat", "neat-dotenv", "Neat .env", ".env", "Strict: only the keys that neat knows."),
  format(
    "Python SDK",
    "sdk-json",
    "SDK JSON",
    "north-prod.json",
    'For the Cognite Python SDK: CogniteClient.load(open("cognite-client.json").read()).',
  ),
  format(
    "Python SDK",
    "msal-cache",
    "MSAL token cache",
    "cache.bin",
    "For code with OAuthInteractive, unchanged but for token_cache_path: it finds the token and opens no browser until that ends. The access token alone; other entries of the cache stay.",
  ),
  format(
    "Rust SDK",
    "cognite-env",
    "COGNITE_ .env",
    ".env",
    "COGNITE_TOKEN, COGNITE_PROJECT and COGNITE_BASE_URL, as notebooks in Fusion have them. Other lines stay. Keep it apart from a Toolkit .env.",
  ),
  format("Extractors", "extractor-yaml", "Extractor YAML", "config.yaml", "", {
    gives: "application",
    unfit: {
      reason:
        "Extractors take no ready token: they sign in themselves, with a client secret or a certificate.",
      instead: "Make a profile of an application of its own, with its secret or certificate.",
    },
  }),
  format(
    "Shells",
    "sh",
    "Shell script",
    "cdf.sh",
    "For sh, bash and zsh: “. ./cdf.sh” sets the Toolkit's CDF_ and the SDKs' COGNITE_ variables.",
  ),
  format(
    "Shells",
    "powershell",
    "PowerShell script",
    "cdf.ps1",
    "For PowerShell: “. .\\cdf.ps1” sets the Toolkit's CDF_ and the SDKs' COGNITE_ variables.",
  ),
  format(
    "HTTP clients",
    "curl-config",
    "curl configuration",
    "cdf.curl",
    'For curl: curl -K cdf.curl "https://…" sends the token, which so stands in no command line.',
    {
      freshness: "reread",
    },
  ),
  format(
    "HTTP clients",
    "postman",
    "Postman environment",
    "cdf.postman_environment.json",
    "For Postman and newman: import it, or newman run … -e FILE. Requests use {{baseUrl}}, {{project}} and {{token}}.",
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
