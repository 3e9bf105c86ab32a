// Norwegian Bokmål of ../en/about.ts.
export const about = {
  title: "Om CDF Sign-in",
  version: "Versjon",
  madeWith: "Laget med",
  system: "System",
  licence: "Lisens",
  licences: "MIT eller Apache 2.0, som du vil",
  privacy: "Ingen telemetri",
  privacyText:
    "Appen snakker med identitetsleverandøren din, med Cognite Data Fusion, og med ingen andre. Den teller ingenting og melder ingenting.",
  diagnostics: "Diagnostikk",
  diagnosticsText:
    "For den som hjelper deg. Dette er alt som kopieres: ingen navn, ingen ID-er fra profilene dine, ingen tokener.",
  copy: "Kopier diagnostikk",
  copied: "Diagnostikken",
  logs: "Åpne loggmappen",
};
