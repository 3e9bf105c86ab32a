import type { EndpointView } from "../bindings/EndpointView";
import type { Stop } from "../clock";
import { words } from "../words";
import type { Page } from "./page.svelte";

/** Often enough to see who asks while one tries a tool. */
const LOOK_MS = 3_000;

/** A profile's token endpoint, while its page is looked at. */
export class Endpoint {
  view = $state.raw<EndpointView | null>(null);
  #page: Page;
  #name: string;

  constructor(page: Page, name: string) {
    this.#page = page;
    this.#name = name;
  }

  /** Looks now, and again and again while it is on. */
  watch(): Stop {
    void this.#look();
    return this.#page.clock.every(LOOK_MS, () => {
      if (this.view?.is_on) void this.#look();
    });
  }

  async #look(): Promise<void> {
    // What cannot be read now is looked at again, and said when somebody switches.
    this.view = await this.#page.host.endpoint(this.#name).catch(() => this.view);
  }

  async switch(on: boolean): Promise<void> {
    await this.#page.attempt(async () => {
      this.view = await this.#page.host.switchEndpoint(this.#name, on);
    });
  }

  async copySecret(): Promise<void> {
    await this.#page.attempt(async () => {
      this.#page.clipboard.holds(await this.#page.host.copyEndpointSecret(this.#name));
      this.#page.toasts.done(words.toast.secretCopied);
    });
  }

  askToRenew(): void {
    const { title, text, keep, renew } = words.handOff.endpoint.ask;
    this.#page.question = { title, text, no: keep, yes: renew, go: () => void this.#renew() };
  }

  async #renew(): Promise<void> {
    await this.#page.attempt(async () => {
      await this.#page.host.renewEndpointSecret(this.#name);
      this.#page.toasts.done(words.toast.newSecret);
    });
  }
}
