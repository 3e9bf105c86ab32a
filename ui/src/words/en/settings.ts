// Words of the settings. The rules stand in index.ts, through which they are read.
export const settings = {
  title: "Settings",
  asSystem: "As the system",
  language: "Language",
  theme: "Appearance",
  light: "Light",
  dark: "Dark",
};
