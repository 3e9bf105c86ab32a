// oidc-provider set up for one kind of provider (its `shape`: entra.mjs, plain.mjs): PKCE, a refresh token for
// offline_access alone, people who sign in by themselves when `auto` says so.
import { createPrivateKey, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';

import Provider, { interactionPolicy } from 'oidc-provider';

import { automaticPerson, byObjectId, byUsername } from './people.mjs';
import { oidcScopes } from './scopes.mjs';

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
function takeRequest(behaviour) {
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

function features(shape) {
  return {
    devInteractions: { enabled: false },
    userinfo: { enabled: false },
    clientCredentials: { enabled: true },
    deviceFlow: { enabled: true, charset: 'base-20', mask: '*********' },
    rpInitiatedLogout: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: (ctx, _, granted) => (granted ? granted[0] : shape.resourceOf(ctx.oidc.params, ctx.state.form)),
      useGrantedResource: () => true,
      getResourceServerInfo: (_, resource) => ({
        audience: resource, ...shape.resourceServer(resource), accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } },
      }),
    },
  };
}

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

/** The provider of that shape. */
export function createOidc(shape, { clients, behaviour, store, jwk, showError }) {
  const provider = new Provider(shape.issuer, {
    adapter: (model) => (model === 'Client' ? clients.adapter : store.adapter(model)),
    jwks: { keys: [jwk] },
    responseTypes: ['code'],
    scopes: oidcScopes,
    claims: shape.claims,
    extraParams: { domain_hint: takeRequest(behaviour), audience: null }, // the first: a hook between its checks and its pages
    features: features(shape),
    interactions: { policy: policy(), url: (_, { uid }) => `${shape.loginPath}/${uid}` },
    findAccount: (_, objectId) => {
      const person = byObjectId(objectId);
      return person && { accountId: objectId, claims: () => shape.personClaims(person) };
    },
    loadExistingGrant: newGrant,
    issueRefreshToken: (_, __, source) => source.scopes.has('offline_access'),
    rotateRefreshToken: () => behaviour.rotate,
    expiresWithSession: () => false,
    extraTokenClaims: (ctx) => shape.tokenClaims(byObjectId(ctx.oidc.account?.accountId)),
    assertJwtClientAuthClaimsAndHeader: clients.assertNamesCertificate,
    formats: { customizers: { jwt: (_, token, jwt) => shape.accessToken(token, jwt) } },
    renderError: showError,
    clockTolerance: 0,
    cookies: { keys: [randomBytes(32).toString('hex')] },
    ttl: lifetimes(behaviour),
    routes: shape.routes,
  });
  shape.adapt(provider);
  return provider;
}
