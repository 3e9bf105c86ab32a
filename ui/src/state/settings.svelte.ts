import type { Language } from "../bindings/Language";
import type { Settings } from "../bindings/Settings";
import type { Stop } from "../clock";
import type { Host } from "../host/types";
import { usual } from "../settings";
import { speak } from "../words";

/** The app's settings as the host holds them, and the page going by them. */
export class KeptSettings {
  now = $state.raw<Settings>(usual);
  /** The language that the words are in: what shows words is drawn anew when it changes. */
  language = $state<Language>("en");

  #host: Host;
  #onlanguage: () => void = () => {};

  constructor(host: Host) {
    this.#host = host;
  }

  /** `onlanguage`: what the host has said so far is to be asked for again. */
  async start(onlanguage: () => void): Promise<Stop> {
    const stop = await this.#host.onSettingsChanged((settings) => void this.#take(settings));
    await this.#take(await this.#host.settings().catch(() => usual));
    this.#onlanguage = onlanguage;
    return stop;
  }

  /** Changes some of them; the page goes by them as soon as the host has kept them. */
  async change(some: Partial<Settings>): Promise<void> {
    const settings = { ...this.now, ...some };
    await this.#host.changeSettings(settings);
    await this.#take(settings);
  }

  async #take(settings: Settings): Promise<void> {
    const language = await speak(settings.language);
    if (language !== this.language) {
      this.language = language;
      this.#onlanguage();
    }
    this.now = settings;
    if (settings.theme) document.documentElement.dataset.theme = settings.theme;
    else delete document.documentElement.dataset.theme;
  }
}
