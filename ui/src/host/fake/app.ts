import type { Ask } from "../../bindings/Ask";
import type { ClaimsView } from "../../bindings/ClaimsView";
import type { Settings } from "../../bindings/Settings";
import { usual } from "../../settings";
import { FakeBase } from "./base";
import { claims } from "./claims";

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

  takeAsks = async () => {
    this.note("takeAsks");
    return this.#asks.splice(0);
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
