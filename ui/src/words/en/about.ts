// Words of the pane about the app. The rules stand in index.ts, through which they are read.
export const about = {
  title: "About CDF Sign-in",
  version: "Version",
  madeWith: "Made with",
  system: "System",
  licence: "Licence",
  licences: "MIT or Apache 2.0, as you choose",
  privacy: "No telemetry",
  privacyText:
    "The app talks to your identity provider, to Cognite Data Fusion, and to nobody else. It counts nothing and reports nothing.",
  diagnostics: "Diagnostics",
  diagnosticsText:
    "For whoever helps you. This is all that is copied: no names, no IDs of your profiles, no tokens.",
  copy: "Copy diagnostics",
  copied: "Diagnostics",
  logs: "Open the log folder",
};
