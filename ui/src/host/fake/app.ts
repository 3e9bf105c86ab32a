import type { AboutView } from "../../bindings/AboutView";
import type { Ask } from "../../bindings/Ask";
import type { ClaimsView } from "../../bindings/ClaimsView";
import type { Settings } from "../../bindings/Settings";
import { usual } from "../../settings";
import { FakeBase } from "./base";
import { claims, whyOf } from "./claims";

const versions = {
  version: "0.1.0",
  made_with: "Tauri 2.12.5, WebKitGTK 2.48.1",
  system: "Debian GNU/Linux 12 (bookworm) (x86_64)",
};
/** What the fake host says of itself. */
export const aboutThis: AboutView = {
  ...versions,
  diagnostics: `CDF Sign-in: ${versions.version}
Made with: ${versions.made_with}
System: ${versions.system}
Desktop: GNOME, wayland
Proxy: not named by the environment
Vault: keyring
Profiles: 3 signed_in, 1 needs_sign_in
Settings: language as the system, theme as the system, stay in tray true, notifications true
Last error: provider_refused, AADSTS65001, trace 3c9b2f10-7d5e-4a41-9a0e-51c2f6b81d00
`,
};

/** The fake host's settings, and what is asked of its page from outside. */
export abstract class FakeApp extends FakeBase {
  settingsNow: Settings = usual;
  claimsNow: ClaimsView = claims;
  tray = true;
  autostart = false;
  #asks: Ask[] = [];
  #askedHeard = new Set<() => void>();
  #settingsHeard = new Set<(settings: Settings) => void>();

  settings = async () => {
    this.note("settings");
    return this.settingsNow;
  };
  changeSettings = async (settings: Settings) => {
    this.note("changeSettings", settings);
    this.settingsNow = settings;
    for (const heard of this.#settingsHeard) heard(settings);
    return null;
  };
  onSettingsChanged = async (heard: (settings: Settings) => void) => {
    this.#settingsHeard.add(heard);
    return () => void this.#settingsHeard.delete(heard);
  };

  hasTray = async () => {
    this.note("hasTray");
    return this.tray;
  };
  startsWithSession = async () => {
    this.note("startsWithSession");
    return this.autostart;
  };
  startWithSession = async (on: boolean) => {
    this.note("startWithSession", on);
    this.autostart = on;
    return null;
  };
  makeShortcut = async (name: string) => {
    this.note("makeShortcut", name);
    return `/home/ingrid/Desktop/cdf-signin-${name}.desktop`;
  };

  claims = async (name: string) => {
    this.note("claims", name);
    return this.claimsNow;
  };
  whyProject = async (name: string, project: string) => {
    this.note("whyProject", name, project);
    return whyOf(project);
  };

  takeAsks = async () => {
    this.note("takeAsks");
    return this.#asks.splice(0);
  };
  about = async () => {
    this.note("about");
    return aboutThis;
  };
  onAsked = async (heard: () => void) => {
    this.#askedHeard.add(heard);
    return () => void this.#askedHeard.delete(heard);
  };
  /** Somebody asks from outside. */
  ask(ask: Ask): void {
    this.#asks.push(ask);
    for (const heard of this.#askedHeard) heard();
  }
}
