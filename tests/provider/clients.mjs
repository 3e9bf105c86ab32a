// The applications that are registered: one that people sign in with, and two that sign in by themselves.
import { X509Certificate, createHash, randomBytes } from 'node:crypto';

import { errors } from 'oidc-provider';

import { deviceGrant } from './devices.mjs';

/** The object of an application's own sign-ins, as a person has one. */
export const servicePrincipal = 'c5d0e7a4-2b19-4f63-a8d7-90b1e64f7303';

const unattended = { application_type: 'web', grant_types: ['client_credentials'], response_types: [], redirect_uris: [] };

export class Clients {
  #behaviour;

  #keys = [];

  constructor({ clientId, daemonClientId, certificateClientId, behaviour }) {
    Object.assign(this, { clientId, daemonClientId, certificateClientId });
    this.#behaviour = behaviour;
    this.daemonSecret = randomBytes(30).toString('base64url');
  }

  /** A certificate that may sign assertions, added to those before. Answers with its x5t#S256. */
  register(pem) {
    const certificate = parsed(pem);
    const thumbprint = (hash) => createHash(hash).update(certificate.raw).digest('base64url');
    const names = { kid: thumbprint('sha256'), 'x5t#S256': thumbprint('sha256'), x5t: thumbprint('sha1') };
    this.#keys.push({ ...certificate.publicKey.export({ format: 'jwk' }), use: 'sig', ...names });
    return names.kid;
  }

  /** RFC 7515 §4.1.8 and, as MSAL still does where it is given that thumbprint, §4.1.7: the header names the certificate. */
  assertNamesCertificate = (ctx, claims, header) => {
    const names = (key, name) => header[name]?.replace(/=+$/, '') === key[name]; // MSAL pads
    if (this.#keys.some((key) => names(key, 'x5t#S256') || names(key, 'x5t'))) return;
    throw new errors.InvalidClientAuth(`no certificate has the x5t#S256 ${header['x5t#S256']}`);
  };

  /** oidc-provider asks anew for each request, so that a switch or a certificate counts at once. */
  adapter = { find: async (id) => this.#all()[id], upsert: async () => {}, destroy: async () => {} };

  #all() {
    return {
      [this.clientId]: {
        client_id: this.clientId,
        application_type: 'native', // RFC 8252 §7.3: the port of a loopback redirect is not compared
        token_endpoint_auth_method: 'none',
        redirect_uris: ['http://localhost'],
        grant_types: ['authorization_code', 'refresh_token', deviceGrant],
        response_types: ['code'],
      },
      [this.daemonClientId]: {
        ...unattended,
        client_id: this.daemonClientId,
        client_secret: this.daemonSecret,
        client_secret_expires_at: this.#behaviour.secret_expired ? 1 : 0,
        token_endpoint_auth_method: 'client_secret_post',
      },
      [this.certificateClientId]: {
        ...unattended,
        client_id: this.certificateClientId,
        token_endpoint_auth_method: 'private_key_jwt',
        jwks: { keys: this.#keys },
      },
    };
  }
}

function parsed(pem) {
  try {
    return new X509Certificate(pem);
  } catch {
    throw new RangeError('pem is not a certificate');
  }
}
