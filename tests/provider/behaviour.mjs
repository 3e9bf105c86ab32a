// How the provider behaves at this moment. Tests change it through /control/set; /control/reset goes back to the start.
import { byUsername } from './people.mjs';

const isBoolean = (value) => typeof value === 'boolean';
const isWhole = (lowest) => (value) => Number.isInteger(value) && value >= lowest;

const defaults = {
  auto: null, // who signs in without a page: a user name, or true for "the login_hint, else the first person"
  expires_in: 3600, // seconds an access token lives
  rotate: true, // a refresh answers with a new refresh token
  reuse_detection: true, // a refresh token used twice kills its family; Entra itself leaves the old one valid
  secret_expired: false, // the daemon's client secret is past its end
  strict_redirect: false, // true: http://localhost and http://localhost/ differ, as for most providers but not Entra
  device_interval: 5, // seconds a device is asked to wait between two polls
  device_slow_down: false, // polls that come earlier are told to slow down
  device_auto: null, // a device code is approved by itself after so many polls
  iss: null, // RFC 9207: the issuer named in the answer to the browser; "right", "wrong", or one of your own
  date_skew: 0, // seconds that the provider's and CDF's clock, as their `Date` tells it, is ahead
  delay_ms: 0, // how long the token endpoint thinks before it answers
  offline: false, // true: every connection but those to /control and to CDF is reset
};

const checks = {
  auto: (value) => value === null || isBoolean(value) || byUsername(value) !== undefined,
  expires_in: isWhole(1),
  rotate: isBoolean,
  reuse_detection: isBoolean,
  secret_expired: isBoolean,
  strict_redirect: isBoolean,
  device_interval: isWhole(0),
  device_slow_down: isBoolean,
  device_auto: (value) => value === null || isWhole(0)(value),
  iss: (value) => value === null || typeof value === 'string',
  date_skew: Number.isInteger,
  delay_ms: isWhole(0),
  offline: isBoolean,
};

export class Behaviour {
  #start;

  constructor(start = {}) {
    Object.assign(this, defaults);
    this.set(start);
    this.#start = { ...this };
  }

  /** A misspelt switch in a test must not pass unseen. */
  check(changes) {
    for (const [name, value] of Object.entries(changes)) {
      if (!Object.hasOwn(checks, name)) throw new RangeError(`no switch is called ${name}`);
      if (!checks[name](value)) throw new RangeError(`${name} cannot be ${JSON.stringify(value)}`);
    }
  }

  /** Changes all the named switches, or none. */
  set(changes) {
    this.check(changes);
    Object.assign(this, changes);
  }

  reset() {
    Object.assign(this, this.#start);
  }
}
