import type { Copied } from "../bindings/Copied";
import type { Clock, Stop } from "../clock";
import type { Host } from "../host/types";
import { secondsLeft } from "../time";

/** A secret that is on the clipboard, until the host takes it out again. */
export class Clipboard {
  #until = $state<number | null>(null);
  #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  start(host: Host): Promise<Stop> {
    return host.onClipboardCleared(() => this.emptied());
  }

  holds({ cleared_in }: Copied): void {
    this.#until = cleared_in === null ? null : this.#clock.now() + cleared_in * 1_000;
  }

  /** Something else was copied, or nothing is there any more. */
  emptied(): void {
    this.#until = null;
  }

  /** Seconds that it stays there; null when none is there. */
  left(now: number): number | null {
    if (this.#until === null || now >= this.#until) return null;
    return secondsLeft((this.#until - now) / 1_000, now, now);
  }
}
