// oidc-provider set up so that its answers come out as Entra's: PKCE, the resource named by the scope, a refresh token for
// offline_access alone.
import { createPrivateKey, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';

import Provider, { errors, interactionPolicy } from 'oidc-provider';

import { servicePrincipal } from './clients.mjs';
import { byObjectId, byUsername } from './people.mjs';
import { automaticPerson, oidcScopes, resourceOf } from './scopes.mjs';

const DAY = 24 * 60 * 60;

/** The key that signs both kinds of tokens: a new one at each start, so that none is kept in the repository. */
export function signingKey() {
  // By way of PEM: a key that comes straight from the generator shares a lock with it, and exporting such a key stands
  // still for ever when Node 20 collects the generator as garbage at that moment (seen once in some hundred starts).
  const { privateKey: pem } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const privateKey = createPrivateKey(pem);
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' };
  return { privateKey, jwk };
}

/** Runs once an authorize request, after oidc-provider's checks and before it looks whether a page is needed. */
function takeAsEntra(behaviour) {
  return (ctx) => {
    const { params, session } = ctx.oidc;
    if (ctx.oidc.route !== 'authorization') return;
    // oidc-provider drops offline_access unless prompt=consent came with it (OpenID Connect Core §11); Entra does not.
    const asked = new Set(ctx.query.scope?.split(' '));
    const kept = new Set(params.scope?.split(' '));
    if (asked.has('offline_access')) params.scope = [...kept.add('offline_access')].join(' ');
    const person = automaticPerson(behaviour.auto, params.login_hint);
    if (person) {
      session.loginAccount({ accountId: person.object_id, transient: true });
      params.prompt = undefined;
      params.login_hint = undefined;
    }
  };
}

function policy() {
  const { Check, Prompt, base } = interactionPolicy;
  const prompts = base();
  // Consent is given by the administrator here; Entra asks again only when prompt=consent demands it.
  prompts.get('consent').checks.remove('native_client_prompt');
  prompts.get('login').checks.add(new Check('other_person', 'the session is not that of the login_hint', ({ oidc }) => {
    const hinted = byUsername(oidc.params.login_hint);
    return hinted !== undefined && !oidc.result?.login && oidc.session.accountId !== hinted.object_id;
  }));
  prompts.add(new Prompt({ name: 'select_account', requestable: true }), 0);
  return prompts;
}

/** Every sign-in gets a grant of its own: a reused refresh token ends that sign-in and no other. */
async function newGrant(ctx) {
  const { account, client, provider, requestParamOIDCScopes, requestParamScopes, resourceServers } = ctx.oidc;
  const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
  grant.addOIDCScope(requestParamOIDCScopes);
  for (const resource of Object.keys(resourceServers)) grant.addResourceScope(resource, requestParamScopes);
  await grant.save();
  return grant;
}

function claimsOf(person, tenantId) {
  if (!person) return { sub: servicePrincipal, oid: servicePrincipal, tid: tenantId, idtyp: 'app', ver: '2.0' };
  const { name, object_id: oid, username: preferred_username } = person;
  return { sub: oid, oid, tid: tenantId, name, preferred_username, ver: '2.0' };
}

function features({ clusters }) {
  return {
    devInteractions: { enabled: false },
    userinfo: { enabled: false },
    clientCredentials: { enabled: true },
    deviceFlow: { enabled: true, charset: 'base-20', mask: '*********' },
    rpInitiatedLogout: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: (ctx, _, granted) => (granted ? granted[0] : resourceOf(ctx.oidc.params.scope)),
      useGrantedResource: () => true,
      getResourceServerInfo(_, resource) {
        if (!clusters.some((cluster) => resource === `https://${cluster}.cognitedata.com`)) throw new errors.InvalidTarget();
        const scope = ['.default', 'user_impersonation', 'IDENTITY'].map((name) => `${resource}/${name}`).join(' ');
        return { audience: resource, scope, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } } };
      },
    },
  };
}

const routes = (tenantId) => ({
  authorization: `/${tenantId}/oauth2/v2.0/authorize`,
  token: `/${tenantId}/oauth2/v2.0/token`,
  device_authorization: `/${tenantId}/oauth2/v2.0/devicecode`,
  code_verification: `/${tenantId}/oauth2/deviceauth`,
  end_session: `/${tenantId}/oauth2/v2.0/logout`,
  jwks: `/${tenantId}/discovery/v2.0/keys`,
});

const lifetimes = (behaviour) => ({
  AccessToken: () => behaviour.expires_in,
  ClientCredentials: () => behaviour.expires_in,
  IdToken: 3600,
  AuthorizationCode: 600,
  DeviceCode: 900,
  RefreshToken: 90 * DAY,
  Grant: 90 * DAY,
  Interaction: 3600,
  Session: DAY,
});

/** The provider for one tenant; `origin` is the address it listens on. */
export function createOidc({ origin, tenantId, clients, clusters, behaviour, store, jwk, showError }) {
  const provider = new Provider(`${origin}/${tenantId}/v2.0`, {
    adapter: (model) => (model === 'Client' ? clients.adapter : store.adapter(model)),
    jwks: { keys: [jwk] },
    responseTypes: ['code'],
    scopes: oidcScopes,
    claims: { openid: ['sub', 'tid', 'ver'], profile: ['oid', 'name', 'preferred_username'] },
    extraParams: { domain_hint: takeAsEntra(behaviour) }, // the one hook between its checks and its pages
    features: features({ clusters }),
    interactions: { policy: policy(), url: (_, { uid }) => `/${tenantId}/login/${uid}` },
    findAccount: (_, objectId) => {
      const person = byObjectId(objectId);
      return person && { accountId: objectId, claims: () => claimsOf(person, tenantId) };
    },
    loadExistingGrant: newGrant,
    issueRefreshToken: (_, __, source) => source.scopes.has('offline_access'),
    rotateRefreshToken: () => behaviour.rotate,
    expiresWithSession: () => false,
    extraTokenClaims: (ctx) => claimsOf(byObjectId(ctx.oidc.account?.accountId), tenantId),
    assertJwtClientAuthClaimsAndHeader: clients.assertNamesCertificate,
    formats: { customizers: { jwt: (_, token, jwt) => asEntraToken(token, jwt) } },
    renderError: showError,
    clockTolerance: 0,
    cookies: { keys: [randomBytes(32).toString('hex')] },
    ttl: lifetimes(behaviour),
    routes: routes(tenantId),
  });
  tolerateSlash(provider, behaviour);
  takeTenantNames(provider, origin);
  return provider;
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
