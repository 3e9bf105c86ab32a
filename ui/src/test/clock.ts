import type { Clock, Stop } from "../clock";

interface Alarm {
  at: number;
  every: number | null;
  ring: () => void;
}

/** A clock whose hands the test turns. */
export class HandClock implements Clock {
  #now = Date.parse("2026-11-23T14:05:00Z");
  #alarms = new Set<Alarm>();

  now(): number {
    return this.#now;
  }
  every(ms: number, tick: () => void): Stop {
    return this.#set({ at: this.#now + ms, every: ms, ring: tick });
  }
  after(ms: number, ring: () => void): Stop {
    return this.#set({ at: this.#now + ms, every: null, ring });
  }

  /** Time goes by, and everything that is due rings at its time. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const [next] = [...this.#alarms].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.#now = next.at;
      if (next.every === null) this.#alarms.delete(next);
      else next.at += next.every;
      next.ring();
    }
    this.#now = end;
  }

  /** The computer sleeps: the wall clock goes on, nothing rings, and every alarm comes that much later. */
  sleep(ms: number): void {
    this.#now += ms;
    for (const alarm of this.#alarms) alarm.at += ms;
  }

  /** Somebody sets the wall clock. */
  set(ms: number): void {
    this.sleep(ms);
  }

  #set(alarm: Alarm): Stop {
    this.#alarms.add(alarm);
    return () => void this.#alarms.delete(alarm);
  }
}
