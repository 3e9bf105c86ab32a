// Norwegian Bokmål of ../en/settings.ts.
export const settings = {
  title: "Innstillinger",
  asSystem: "Som systemet",
  language: "Språk",
  theme: "Utseende",
  light: "Lyst",
  dark: "Mørkt",
};
