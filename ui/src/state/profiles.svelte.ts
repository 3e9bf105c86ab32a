import type { ErrorView } from "../bindings/ErrorView";
import type { Overview } from "../bindings/Overview";
import type { ProfileView } from "../bindings/ProfileView";
import type { StatusView } from "../bindings/StatusView";
import type { Clock, Stop } from "../clock";
import { asErrorView } from "../errors";
import type { Host } from "../host/types";
import { secondsLeft } from "../time";

const TICK_MS = 1_000;
const LATE_MS = 5_000;
const ASK_MS = 30_000;

/**
 * The last thing the host said about the profiles. Between two answers only seconds are counted down here;
 * whatever could have made that count wrong (sleep, a changed clock, another window in front) asks again.
 */
export class Profiles {
  overview = $state.raw<Overview | null>(null);
  failure = $state.raw<ErrorView | null>(null);
  now = $state(0);
  /** Called for every change of a profile the page already knew. */
  onchange: (before: ProfileView, after: ProfileView) => void = () => {};
  ontick: () => void = () => {};

  #host: Host;
  #clock: Clock;
  #heardAt = new WeakMap<StatusView, number>();
  #askedAt = 0;
  #tickedAt = 0;
  #revision = 0;
  #asking: Promise<void> | null = null;

  constructor(host: Host, clock: Clock) {
    this.#host = host;
    this.#clock = clock;
    this.now = clock.now();
  }

  get list(): ProfileView[] {
    return this.overview?.profiles ?? [];
  }

  find(name: string | null): ProfileView | null {
    return this.list.find((profile) => profile.name === name) ?? null;
  }

  secondsLeft(status: StatusView): number | null {
    return status.expires_in === null ? null : this.#count(status, status.expires_in);
  }

  signInSecondsLeft(status: StatusView): number | null {
    return status.sign_in === null ? null : this.#count(status, status.sign_in.seconds_left);
  }

  #count(status: StatusView, seconds: number): number {
    return secondsLeft(seconds, this.#heardAt.get(status) ?? this.now, this.now);
  }

  async start(): Promise<Stop> {
    const stops = await Promise.all([
      this.#host.onProfileChanged((profile) => this.take(profile)),
      this.#host.onOverviewChanged((overview) => this.takeAll(overview)),
    ]);
    this.#tickedAt = this.#clock.now();
    stops.push(this.#clock.every(TICK_MS, () => this.#tick()));
    const ask = () => {
      if (document.visibilityState === "visible") void this.ask();
    };
    addEventListener("focus", ask);
    document.addEventListener("visibilitychange", ask);
    stops.push(() => {
      removeEventListener("focus", ask);
      document.removeEventListener("visibilitychange", ask);
    });
    await this.ask();
    return () => {
      for (const stop of stops) stop();
    };
  }

  ask(): Promise<void> {
    this.#asking ??= this.#askUntilNothingNewer().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  /** An event that arrives while the question is under way may be newer than its answer: then ask again. */
  async #askUntilNothingNewer(): Promise<void> {
    for (;;) {
      const revision = this.#revision;
      this.#askedAt = this.#clock.now();
      try {
        const overview = await this.#host.overview();
        if (revision !== this.#revision) continue;
        this.takeAll(overview);
      } catch (thrown) {
        this.failure = asErrorView(thrown);
      }
      return;
    }
  }

  async askOne(name: string): Promise<void> {
    this.take(await this.#host.profile(name));
  }

  takeAll(overview: Overview): void {
    const before = this.list;
    this.#heard();
    for (const profile of overview.profiles) this.#heardAt.set(profile.status, this.now);
    this.overview = overview;
    this.failure = null;
    for (const profile of overview.profiles) {
      const known = before.find((one) => one.name === profile.name);
      if (known) this.onchange(known, profile);
    }
  }

  take(profile: ProfileView): void {
    if (this.overview === null) return;
    const known = this.find(profile.name);
    this.#heard();
    this.#heardAt.set(profile.status, this.now);
    const profiles = known
      ? this.list.map((one) => (one === known ? profile : one))
      : [...this.list, profile];
    this.overview = { ...this.overview, profiles };
    if (known) this.onchange(known, profile);
  }

  takeStatus(name: string, status: StatusView): void {
    const known = this.find(name);
    if (known) this.take({ ...known, status });
  }

  #heard(): void {
    this.#revision += 1;
    this.now = this.#clock.now();
  }

  #tick(): void {
    const now = this.#clock.now();
    const slept = Math.abs(now - this.#tickedAt - TICK_MS) > LATE_MS;
    this.#tickedAt = now;
    const running = this.list.filter((profile) => (this.secondsLeft(profile.status) ?? 0) > 0);
    this.now = now;
    const ended = running.some((profile) => this.secondsLeft(profile.status) === 0);
    this.ontick();
    if (slept || ended || now - this.#askedAt >= ASK_MS) void this.ask();
  }
}
