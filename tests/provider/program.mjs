// A program that signs in (its requests and a browser that follows redirects), and the provider under it.
import { createHash, randomBytes } from 'node:crypto';

import { startProvider } from './server.mjs';

console.warn = () => {}; // oidc-provider's notices about development use

export const scope = 'https://westeurope-1.cognitedata.com/.default openid profile offline_access';
export const ingrid = 'ingrid.solberg@north.example';
export const kari = 'kari.nordmann@north.example';
const redirectUri = 'http://localhost:53000';

/** A provider of its own for one test; ends with it. */
export async function provider(t, start = {}) {
  const { addresses, close } = await startProvider({ start });
  t.after(close);
  return new Program(addresses);
}

export class Program {
  #cookies = new Map();

  constructor(addresses) {
    Object.assign(this, addresses);
    this.base = `${this.authority}/${this.tenant_id}`;
  }

  /** A browser's request: keeps cookies, follows redirects within the provider, and stops at any other address. */
  async browse(address, options = {}) {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const reply = await fetch(address, { ...options, redirect: 'manual', headers: { cookie, ...options.headers } });
    for (const line of reply.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      this.#cookies.set(name, value);
    }
    const next = reply.headers.get('location');
    if (!next) return { page: await reply.text(), status: reply.status, address: String(address) };
    const target = new URL(next, address);
    if (target.origin !== this.authority) return { callback: target, status: reply.status };
    return this.browse(target);
  }

  /** Opens the authorize address with the usual parameters; `more` changes them, undefined leaves one out. */
  authorize(more = {}, tenant = this.tenant_id) {
    return this.authorizeAt(`${this.authority}/${tenant}/oauth2/v2.0/authorize`, more);
  }

  /** The same at the authorization endpoint of any provider. */
  authorizeAt(endpoint, more = {}) {
    this.verifier = randomBytes(32).toString('base64url');
    const parameters = {
      client_id: this.client_id,
      response_type: 'code',
      redirect_uri: redirectUri,
      scope,
      state: 'state-1',
      nonce: 'nonce-1',
      code_challenge: createHash('sha256').update(this.verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...more,
    };
    const present = Object.entries(parameters).filter(([, value]) => value !== undefined);
    return this.browse(`${endpoint}?${new URLSearchParams(present)}`);
  }

  /** Presses a button of the page: its form goes back to the address it came from. */
  press(shown, fields) {
    return this.browse(shown.address, { method: 'POST', body: new URLSearchParams(fields) });
  }

  async token(fields, tenant = this.tenant_id) {
    const body = new URLSearchParams({ client_id: this.client_id, ...fields });
    const reply = await fetch(`${this.authority}/${tenant}/oauth2/v2.0/token`, { method: 'POST', body });
    return { status: reply.status, headers: reply.headers, ...(await reply.json()) };
  }

  redeem(code, more = {}) {
    return this.token({ grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: this.verifier, ...more });
  }

  refresh(refreshToken, more = {}) {
    return this.token({ grant_type: 'refresh_token', refresh_token: refreshToken, scope, ...more });
  }

  /** A whole sign-in; the provider has to be in automatic mode. */
  async signIn(more = {}) {
    const { callback } = await this.authorize(more);
    return this.redeem(callback.searchParams.get('code'));
  }

  async post(path, body = {}) {
    const reply = await fetch(`${this.control}/${path}`, { method: 'POST', body: JSON.stringify(body) });
    return { status: reply.status, ...(await reply.json()) };
  }

  set(switches) {
    return this.post('set', switches);
  }

  async requests(query = '') {
    return (await (await fetch(`${this.control}/requests${query}`)).json()).requests;
  }

  async askCdf(path, accessToken, options = {}) {
    const headers = accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` };
    const reply = await fetch(`${this.cdf}${path}`, { ...options, headers });
    return { status: reply.status, requestId: reply.headers.get('x-request-id'), ...(await reply.json()) };
  }
}
