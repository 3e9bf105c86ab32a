// The device code flow: oidc-provider keeps the codes; who approves or declines one, and how polls are answered, is here.
import { performance } from 'node:perf_hooks';

import { askDeviceCode, deviceDeclined, deviceSignedIn, pickAccountForDevice } from './page.mjs';
import { automaticPerson, byUsername, people } from './people.mjs';
import { oidcScopes } from './scopes.mjs';

export const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';

/** What a person types: case and separators do not count. */
const normalized = (userCode) => (userCode ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '');

/** Approves and declines device codes, and keeps count of how each is polled. */
export class Devices {
  #polls = new Map();

  constructor(provider, shape, { behaviour, store }) {
    Object.assign(this, { provider, shape, behaviour, store });
  }

  /** A code that still waits for a person, by what the person types, or "newest". */
  async waiting(userCode) {
    const wanted = userCode === 'newest' ? this.store.newest('DeviceCode')?.userCode : normalized(userCode);
    const code = wanted && (await this.provider.DeviceCode.findByUserCode(wanted, { ignoreExpiration: true }));
    return code && !code.isExpired && !code.accountId && !code.error ? code : undefined;
  }

  /** As when the person entered the code and signed in. */
  async approve(code, person) {
    const { Grant } = this.provider;
    const scopes = code.params.scope.split(' ');
    const resource = this.shape.resourceOf(code.params, new URLSearchParams());
    const grant = new Grant({ accountId: person.object_id, clientId: code.clientId });
    grant.addOIDCScope(scopes.filter((name) => oidcScopes.includes(name)).join(' '));
    if (resource) grant.addResourceScope(resource, code.params.scope);
    const grantId = await grant.save(24 * 60 * 60);
    const authTime = Math.floor(Date.now() / 1000);
    Object.assign(code, { accountId: person.object_id, grantId, scope: code.params.scope, resource, authTime });
    await code.save();
  }

  /** As when the person pressed Cancel. */
  async decline(code) {
    Object.assign(code, { error: this.shape.declined, errorDescription: 'The person cancelled.' });
    await code.save();
  }

  /** What stands against answering this poll now: "slow_down", or nothing. Approves by itself after `device_auto` polls. */
  async poll(deviceCode) {
    const poll = this.#polls.get(deviceCode) ?? { count: 0, interval: this.behaviour.device_interval, last: -Infinity };
    this.#polls.set(deviceCode, poll);
    const now = performance.now();
    const isEarly = this.behaviour.device_slow_down && now - poll.last < poll.interval * 1000;
    poll.last = now;
    if (isEarly) {
      poll.interval += 5; // RFC 8628 §3.5: for this and all later polls
      return 'slow_down';
    }
    poll.count += 1;
    const { auto, device_auto } = this.behaviour;
    if (device_auto === null || poll.count <= device_auto) return undefined;
    const code = await this.waiting(this.store.find('DeviceCode', deviceCode)?.userCode);
    if (code) await this.approve(code, automaticPerson(auto ?? true));
    return undefined;
  }
}

/** The page at the verification address: the code, then who signs in, or Cancel. */
export function devicePage(devices) {
  return async (ctx, next) => {
    if (ctx.state.endpoint !== 'deviceauth') return next();
    const { form, entry } = ctx.state;
    const show = (outcome, page) => {
      entry.outcome = outcome;
      ctx.type = 'html';
      ctx.body = page;
    };
    if (ctx.method !== 'POST') return show('device_page', askDeviceCode());
    const userCode = form.get('user_code');
    const code = await devices.waiting(userCode);
    if (!code) return show('unknown_code', askDeviceCode('That code didn’t work. Check the code and try again.'));
    const person = byUsername(form.get('person') ?? undefined);
    if (person) {
      await devices.approve(code, person);
      return show('approved', deviceSignedIn());
    }
    if (form.has('cancel')) {
      await devices.decline(code);
      return show('declined', deviceDeclined());
    }
    return show('account_page', pickAccountForDevice(people, userCode));
  };
}
