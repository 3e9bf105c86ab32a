export type Stop = () => void;

/** Time as the page sees it. Passed in, so that tests turn the hands themselves. */
export interface Clock {
  /** Milliseconds on the wall clock: unlike `performance.now` it goes on while the computer sleeps. */
  now(): number;
  every(ms: number, tick: () => void): Stop;
  after(ms: number, ring: () => void): Stop;
}

export const wallClock: Clock = {
  now: () => Date.now(),
  every(ms, tick) {
    const id = setInterval(tick, ms);
    return () => clearInterval(id);
  },
  after(ms, ring) {
    const id = setTimeout(ring, ms);
    return () => clearTimeout(id);
  },
};
