// A second provider, as most others are: no tenant in its addresses, errors without numbers, and the API that a token is
// for named by `audience` (as at Auth0). Its issuer ends with a slash, as Auth0's does.
import { errors } from 'oidc-provider';

const endpoints = [
  ['authorize', /^\/authorize$/],
  ['resume', /^\/authorize\/[^/]+$/],
  ['token', /^\/oauth\/token$/],
  ['devicecode', /^\/oauth\/device\/code$/],
  ['deviceauth', /^\/activate/],
  ['logout', /^\/oidc\/logout$/],
  ['keys', /^\/\.well-known\/jwks\.json$/],
  ['discovery', /^\/\.well-known\/openid-configuration$/], // OpenID Connect Discovery 1.0 §4.1
  ['discovery', /^\/oauth-authorization-server\/other$/], // RFC 8414 §3.1: before the issuer's path
  ['login', /^\/login\/[^/]+$/],
];

export const isPlain = (address) => /^\/(other\/|\.well-known\/oauth-authorization-server\/other$)/.test(address.split('?')[0]);

/** `audiences`: the APIs it knows; the first is what an application gets a token for that names none. */
export function plainShape({ origin, audiences, behaviour }) {
  return {
    endpoints,
    issuer: `${origin}/other/`,
    loginPath: '/other/login',
    routes: {
      authorization: '/other/authorize',
      token: '/other/oauth/token',
      device_authorization: '/other/oauth/device/code',
      code_verification: '/other/activate',
      end_session: '/other/oidc/logout',
      jwks: '/other/.well-known/jwks.json',
    },
    claims: { openid: ['sub'], profile: ['name', 'nickname'], email: ['email', 'email_verified'] },
    personClaims: ({ object_id: sub, name, username: email }) => ({
      sub, name, nickname: name.split(' ')[0].toLowerCase(), email, email_verified: true,
    }),
    tokenClaims: () => undefined,
    // A person's token without an audience is opaque, and no API but the provider's own takes it.
    resourceOf: ({ audience }, form) => audience ?? form.get('audience')
      ?? (form.get('grant_type') === 'client_credentials' ? audiences[0] : undefined),
    resourceServer(resource) {
      if (!audiences.includes(resource)) throw new errors.AccessDenied(`Service not found: ${resource}`);
      return { scope: '' };
    },
    accessToken: () => {},
    adapt: () => {},
    translate: ({ error, detail }) => ({ error, description: detail }),
    refusal: ({ error, description, claims }) => ({ error, error_description: description ?? error, ...(claims ? { claims } : {}) }),
    revoked: { error: 'invalid_grant', description: 'Unknown or invalid refresh token.' },
    declined: 'access_denied',
    notAllowed: () => undefined,
    tokenAnswer: (answer) => answer,
    deviceAnswer: (answer) => ({ ...answer, interval: behaviour.device_interval }),
    document: ({ authorization_response_iss_parameter_supported: _, ...rest }) => (
      behaviour.iss === null ? rest : { ...rest, authorization_response_iss_parameter_supported: true }
    ),
  };
}
