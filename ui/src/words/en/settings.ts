// Words of the settings. The rules stand in index.ts, through which they are read.
export const settings = {
  title: "Settings",
  back: "Back",
  asSystem: "As the system",
  language: "Language",
  theme: "Appearance",
  light: "Light",
  dark: "Dark",
  tray: "Stay in the tray when the window is closed",
  trayText: "The app goes on renewing, and its icon copies tokens. The page itself is let go.",
  start: "Start with the session",
  startText: "Hidden: nothing opens, and your tokens are fresh from the first minute.",
  notifications: "Tell me when something needs me",
  notificationsText: "By the system's own notifications, once, and not in its quiet hours.",
  privacy: "The app talks to your identity provider and to CDF, and to nobody else. It sends no statistics.",
};
