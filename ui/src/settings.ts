import type { Settings } from "./bindings/Settings";

/** What holds until somebody changes it. The host has the same. */
export const usual: Settings = {
  language: null,
  theme: null,
  stay_in_tray: true,
  notifications: true,
};
