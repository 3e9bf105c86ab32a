import type { AccessView } from "../../bindings/AccessView";
import type { CapabilityView } from "../../bindings/CapabilityView";
import type { CheckFact } from "../../bindings/CheckFact";
import type { CheckStep } from "../../bindings/CheckStep";

/** What a check of the fake host finds. */
export interface Checkup {
  /** What is looked at, and what is found there. */
  steps: [string, CheckStep][];
  summary: string;
  access: AccessView | null;
}

const step = (title: string, part: Partial<CheckStep> = {}): CheckStep => ({
  outcome: "passed",
  title,
  detail: "",
  next: [],
  field: null,
  code: null,
  facts: [],
  ...part,
});

const fact = (name: string, value: string): CheckFact => ({ name, value });

const own = "north-prod";
const right = (acl: string, actions: string, scope = "all", part: Partial<CapabilityView> = {}) => ({
  acl,
  actions: actions.split(" "),
  scope,
  all_projects: false,
  projects: [own],
  ...part,
});

const access: AccessView = {
  projects: [
    { name: "harbour-prod", groups: null },
    { name: own, groups: 3 },
    { name: "north-test", groups: 1 },
  ],
  capabilities: [
    right("assets", "READ"),
    right("dataModelInstances", "READ WRITE", "spaces sp_north_model, sp_north_extractors"),
    right("events", "READ", "data sets 1845029384756, 2093847561029"),
    right("files", "READ WRITE", "data sets 1845029384756"),
    right("projects", "LIST READ", "all", { all_projects: true, projects: [] }),
    right("raw", "READ WRITE LIST", "tables src:north.compressors, src:north.tags"),
    right("sessions", "CREATE", "your own"),
    right("timeSeries", "READ WRITE", "all", { projects: [own, "north-test"] }),
    right("transformations", "READ", "all", { projects: ["north-test"] }),
  ],
};

const profile: [string, CheckStep] = [
  "the profile",
  step("The profile is complete", { detail: "north-prod on westeurope-1.cognitedata.com." }),
];
const vault: [string, CheckStep] = ["the vault", step("The system's keyring opens")];

export const fine: Checkup = {
  steps: [
    profile,
    ["the redirect port", step("Port 53000 is free")],
    vault,
    [
      "the way to the provider",
      step("login.microsoftonline.com answers", {
        detail: "Without a proxy, with TLS 1.3.",
        facts: [fact("root", "DigiCert Global Root G2"), fact("round trip", "84 ms")],
      }),
    ],
    ["the clock", step("The clock is right", { detail: "It agrees with the provider's to the second." })],
    ["the provider", step("The tenant 4e9d1c77-02b6-4c18-9f3a-6b0d85c1e2f4 exists")],
    [
      "the token",
      step("Ingrid Solberg is signed in", {
        detail: "The token is good for 52 minutes and renews without you.",
        facts: [fact("account", "ingrid.solberg@north.example")],
      }),
    ],
    ["the cluster", step("CDF answers at westeurope-1.cognitedata.com")],
    [
      "the project",
      step("north-prod lets you in", {
        detail: "Through 3 of its groups you have rights to 8 kinds of resource.",
        facts: [fact("request id", "8f2c6a1e-77b0-9d3f-a2c4-0b1d9e5f7a60")],
      }),
    ],
  ],
  summary: "Everything is fine.",
  access,
};

export const troubled: Checkup = {
  steps: [
    profile,
    [
      "the redirect port",
      step("Port 53000 is taken", {
        outcome: "warned",
        detail:
          "Another program has it (Address already in use). A sign-in takes another free port, which Entra allows.",
        field: "redirect_port",
      }),
    ],
    vault,
    [
      "the way to the provider",
      step("A proxy reads your encrypted traffic", {
        outcome: "warned",
        detail:
          "The certificate of login.microsoftonline.com is signed by “North Energy Proxy Root CA 2”, which is no public authority. This app trusts it because your system does. Python and Node may not.",
        next: [
          "For Python, set REQUESTS_CA_BUNDLE and SSL_CERT_FILE to a file with that root; for Node, NODE_EXTRA_CA_CERTS.",
        ],
        facts: [fact("proxy", "http://proxy.north.example:8080 (HTTPS_PROXY)")],
      }),
    ],
    ["the clock", step("The clock is right", { detail: "It agrees with the provider's to the second." })],
    ["the provider", step("The provider knows the tenant")],
    [
      "the token",
      step("Nobody is signed in to North production", {
        outcome: "failed",
        code: "sign_in_required",
        detail: "",
        next: ["Sign in."],
      }),
    ],
    ["the cluster", step("CDF answers at westeurope-1.cognitedata.com")],
    [
      "the project",
      step("The project was not checked", {
        outcome: "skipped",
        detail: "It could not be checked because there is no token to ask with.",
      }),
    ],
  ],
  summary: "One thing stands in the way, 2 are worth knowing. 5 of 9 are fine.",
  access: null,
};

const away = (title: string) =>
  step(title, {
    outcome: "failed",
    code: "network",
    detail: "The name could not be looked up.",
    next: ["This computer seems to be offline. Check the connection and the VPN, then try again."],
  });
const skipped = (title: string, why: string) =>
  step(title, { outcome: "skipped", detail: `It could not be checked because ${why}.` });

export const offline: Checkup = {
  steps: [
    profile,
    ["the redirect port", step("Port 53000 is free")],
    vault,
    ["the way to the provider", away("login.microsoftonline.com cannot be reached")],
    ["the clock", skipped("The clock was not checked", "the provider did not answer")],
    ["the provider", skipped("The provider was not checked", "the provider did not answer")],
    [
      "the token",
      step("Ingrid Solberg is signed in", {
        detail: "The token is good for 52 minutes and renews without you.",
      }),
    ],
    ["the cluster", away("westeurope-1.cognitedata.com cannot be reached")],
    ["the project", skipped("The project was not checked", "the cluster did not answer")],
  ],
  summary: "2 things stand in the way. 4 of 9 are fine.",
  access: null,
};
