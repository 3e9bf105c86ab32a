// Norwegian Bokmål of ../en/settings.ts.
export const settings = {
  title: "Innstillinger",
  back: "Tilbake",
  asSystem: "Som systemet",
  language: "Språk",
  theme: "Utseende",
  light: "Lyst",
  dark: "Mørkt",
  tray: "Bli i systemstatusfeltet når vinduet lukkes",
  trayText: "Appen fornyer videre, og ikonet kopierer token. Selve siden slippes.",
  start: "Start sammen med økten",
  startText: "Skjult: ingenting åpnes, og tokenene dine er ferske fra første minutt.",
  notifications: "Si fra når noe trenger meg",
  notificationsText: "Med systemets egne varsler, én gang, og ikke i stilletiden.",
  privacy:
    "Appen snakker med identitetsleverandøren din og med CDF, og ikke med noen andre. Den sender ingen statistikk.",
};
