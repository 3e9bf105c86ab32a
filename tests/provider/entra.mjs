// The provider as Entra is: addresses below a tenant, the resource named by the scope, AADSTS numbers.
import { errors } from 'oidc-provider';

import { refusal, translate } from './aadsts.mjs';
import { servicePrincipal } from './clients.mjs';
import { oidcScopes } from './scopes.mjs';

const endpoints = [
  ['authorize', /^\/oauth2\/v2\.0\/authorize$/],
  ['resume', /^\/oauth2\/v2\.0\/authorize\/[^/]+$/],
  ['token', /^\/oauth2\/v2\.0\/token$/],
  ['devicecode', /^\/oauth2\/v2\.0\/devicecode$/],
  ['logout', /^\/oauth2\/v2\.0\/logout$/],
  ['deviceauth', /^\/oauth2\/deviceauth/],
  ['keys', /^\/discovery\/v2\.0\/keys$/],
  ['discovery', /^\/v2\.0\/\.well-known\/openid-configuration$/],
  ['login', /^\/login\/[^/]+$/],
];

/** What createOidc and the middleware ask of a kind of provider. */
export function entraShape({ origin, tenantId, clusters, behaviour }) {
  const base = `/${tenantId}`;
  return {
    endpoints,
    issuer: `${origin}${base}/v2.0`,
    loginPath: `${base}/login`,
    routes: {
      authorization: `${base}/oauth2/v2.0/authorize`,
      token: `${base}/oauth2/v2.0/token`,
      device_authorization: `${base}/oauth2/v2.0/devicecode`,
      code_verification: `${base}/oauth2/deviceauth`,
      end_session: `${base}/oauth2/v2.0/logout`,
      jwks: `${base}/discovery/v2.0/keys`,
    },
    claims: { openid: ['sub', 'tid', 'ver'], profile: ['oid', 'name', 'preferred_username'] },
    personClaims: (person) => claimsOf(person, tenantId),
    tokenClaims: (person) => claimsOf(person, tenantId),
    resourceOf: ({ scope }) => resourceOf(scope),
    resourceServer(resource) {
      if (!clusters.some((cluster) => resource === `https://${cluster}.cognitedata.com`)) throw new errors.InvalidTarget();
      return { scope: ['.default', 'user_impersonation', 'IDENTITY'].map((name) => `${resource}/${name}`).join(' ') };
    },
    accessToken: asEntraToken,
    adapt(provider) {
      tolerateSlash(provider, behaviour);
      takeTenantNames(provider, origin);
    },
    translate,
    refusal,
    revoked: { error: 'invalid_grant', aadsts: 50173 },
    declined: 'authorization_declined',
    notAllowed: scopeOfApplication,
    tokenAnswer,
    deviceAnswer: (answer) => deviceAnswer(answer, origin, behaviour),
    document({ claims_parameter_supported, authorization_response_iss_parameter_supported, ...rest }) {
      return { ...rest, ...(behaviour.iss === null ? {} : { authorization_response_iss_parameter_supported }) };
    },
  };
}

/** `https://westeurope-1.cognitedata.com/.default` asks for the resource `https://westeurope-1.cognitedata.com`. */
function resourceOf(scope) {
  const scopes = (scope ?? '').split(' ').filter((name) => name && !oidcScopes.includes(name));
  const unknown = scopes.find((name) => !name.includes('://'));
  if (unknown) throw new errors.InvalidScope('unknown scope', unknown);
  const resources = new Set(scopes.map((name) => name.slice(0, name.lastIndexOf('/'))));
  if (resources.size > 1) throw new errors.InvalidScope('more than one resource', scope);
  return [...resources][0];
}

function claimsOf(person, tenantId) {
  if (!person) return { oid: servicePrincipal, tid: tenantId, idtyp: 'app', ver: '2.0' };
  const { name, object_id: oid, username: preferred_username } = person;
  return { sub: oid, oid, tid: tenantId, name, preferred_username, ver: '2.0' };
}

/** Entra's access tokens say JWT, not at+jwt (RFC 9068), and name the client `azp` and the permissions `scp`. */
function asEntraToken(token, jwt) {
  jwt.header = { typ: 'JWT' };
  const { client_id, scope, jti, ...rest } = jwt.payload;
  const permissions = token.kind === 'ClientCredentials' ? { sub: rest.oid } : { scp: 'user_impersonation' };
  const proof = { none: '0', client_secret_post: '1', private_key_jwt: '2' }[token.client.clientAuthMethod];
  jwt.payload = { ...rest, nbf: rest.iat, appid: client_id, azp: client_id, azpacr: proof, uti: jti, ...permissions };
}

/** An assertion may be for the token endpoint as the client names it: with the tenant's domain in place of its GUID. */
function takeTenantNames(provider, origin) {
  const { clientJwtAuthExpectedAudience } = provider.OIDCContext.prototype;
  provider.OIDCContext.prototype.clientJwtAuthExpectedAudience = function expected() {
    const { tenant, rest } = this.ctx.state;
    return clientJwtAuthExpectedAudience.call(this).add(`${origin}/${tenant}${rest}`);
  };
}

/** Entra takes http://localhost:1234/ for the registered http://localhost. */
function tolerateSlash(provider, behaviour) {
  const { redirectUriAllowed } = provider.Client.prototype;
  provider.Client.prototype.redirectUriAllowed = function allowed(value) {
    const bare = !behaviour.strict_redirect && value.endsWith('/') ? value.slice(0, -1) : value;
    return redirectUriAllowed.call(this, bare);
  };
}

/** An application asks for all that it was given at one resource: /.default alone. */
function scopeOfApplication(form) {
  if (form.get('grant_type') !== 'client_credentials') return undefined;
  const scopes = (form.get('scope') ?? '').split(' ').filter(Boolean);
  if (scopes.length === 0) return [{ error: 'invalid_request', aadsts: 900144 }, { parameter: 'scope' }];
  if (scopes.length > 1) return [{ error: 'invalid_scope', aadsts: 70011 }];
  return scopes[0].endsWith('/.default') ? undefined : [{ error: 'invalid_scope', aadsts: 1002012 }];
}

function tokenAnswer({ access_token, refresh_token, id_token, expires_in, scope }, grantType) {
  if (grantType === 'client_credentials') return { token_type: 'Bearer', expires_in, ext_expires_in: expires_in, access_token };
  return {
    token_type: 'Bearer',
    scope: scope?.includes('://') ? `${scope.replace(/[^/]+$/, '')}user_impersonation ${scope}` : scope,
    expires_in, ext_expires_in: expires_in, access_token, refresh_token, id_token,
  };
}

/** Entra's answer to a device authorization request has a message for people and no verification_uri_complete. */
function deviceAnswer({ device_code, user_code, expires_in }, origin, behaviour) {
  const verification_uri = `${origin}/common/oauth2/deviceauth`;
  const message = `To sign in, use a web browser to open the page ${verification_uri} and enter the code ${user_code} to authenticate.`;
  return { user_code, device_code, verification_uri, expires_in, interval: behaviour.device_interval, message };
}
