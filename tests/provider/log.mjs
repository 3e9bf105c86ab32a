// What arrived, for tests to count and compare. A secret is only ever kept as (the start of) its SHA-256.
import { createHash } from 'node:crypto';

export const sha256 = (text) => createHash('sha256').update(text).digest('hex');
export const fingerprint = (secret) => (secret ? sha256(String(secret)).slice(0, 16) : undefined);

export class RequestLog {
  #entries = [];

  #next = 1;

  /** The entry is listed at once, so that a request which hangs is seen too; the caller completes it. */
  begin(facts) {
    const entry = { id: this.#next, at: new Date().toISOString(), ...facts, outcome: 'pending' };
    this.#next += 1;
    this.#entries.push(entry);
    return entry;
  }

  /** Entries that have every one of the wanted values, such as { endpoint: 'token' }. */
  list(wanted = {}) {
    const wants = Object.entries(wanted);
    return this.#entries.filter((entry) => wants.every(([name, value]) => String(entry[name]) === value));
  }

  reset() {
    this.#entries = [];
  }
}
