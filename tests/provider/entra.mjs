// Entra's manners around oidc-provider: tenants in the path, AADSTS refusals, the members Entra adds to an answer.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { refusal, translate } from './aadsts.mjs';
import { readBody } from './control.mjs';
import { answerRaw, isPatch, isRaw } from './faults.mjs';
import { errorPage, formPost } from './page.mjs';
import { patchGrant } from './patch.mjs';
import { fingerprint } from './requests.mjs';

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

/** Facts of a request that a refusal's text and the log may need. */
function facts(ctx) {
  const { form, entra, tenant } = ctx.state;
  const given = (name) => form.get(name) ?? (Array.isArray(ctx.query[name]) ? ctx.query[name][0] : ctx.query[name]);
  const scope = given('scope');
  return {
    authority: entra.origin,
    tenant,
    client_id: given('client_id'),
    redirect_uri: given('redirect_uri'),
    grant_type: given('grant_type'),
    scope,
    resource: scope?.split(' ').find((name) => name.includes('://'))?.replace(/\/[^/]*$/, ''),
    correlation_id: ctx.get('client-request-id') || given('client-request-id'),
  };
}

/** Reads the body, names the endpoint and opens the log's entry; completes it when the answer is known. */
export function record(entra) {
  return async (ctx, next) => {
    const [, tenant, rest] = /^\/([^/]+)(\/.*)$/.exec(ctx.path) ?? [];
    const endpoint = endpoints.find(([, path]) => path.test(rest))?.[0] ?? 'other';
    Object.assign(ctx.state, { entra, tenant, rest, endpoint, form: new URLSearchParams() });
    if (ctx.method === 'POST') {
      ctx.req.body = await readBody(ctx.req); // oidc-provider takes it from here
      ctx.state.form = new URLSearchParams(ctx.req.body);
    }
    const { client_id, redirect_uri, grant_type, scope } = facts(ctx);
    const { code, code_verifier, refresh_token } = Object.fromEntries(ctx.state.form);
    const { prompt, login_hint, response_mode, claims } = ctx.query;
    ctx.state.entry = entra.log.begin({
      endpoint, method: ctx.method, path: ctx.path, tenant, client_id, redirect_uri, grant_type, scope,
      prompt, login_hint, response_mode, claims,
      user_agent: ctx.get('user-agent') || undefined,
      code: fingerprint(code),
      code_verifier: fingerprint(code_verifier),
      refresh_token: fingerprint(refresh_token),
    });
    await next();
    ctx.state.entry.status = ctx.respond === false ? ctx.res.statusCode : ctx.status;
    if (ctx.state.entry.outcome === 'pending') ctx.state.entry.outcome = ctx.status < 400 ? 'answered' : 'refused';
  };
}

/** Answers with a refusal: JSON for programs, a page for a browser. */
export function refuse(ctx, { status = 400, ...reason }, more = {}) {
  const body = refusal(reason, { ...facts(ctx), ...more });
  Object.assign(ctx.state.entry, { outcome: 'refused', error: body.error, aadsts: reason.aadsts });
  ctx.status = status;
  if (['authorize', 'resume', 'login', 'logout', 'deviceauth'].includes(ctx.state.endpoint)) {
    ctx.type = 'html';
    ctx.body = errorPage(body.error_description);
  } else {
    ctx.body = body;
  }
}

/** Any tenant may be named; the configured one is known by its GUID, its domain, and as /organizations. */
export function findTenant({ tenantId, domain }) {
  return (ctx, next) => {
    const { tenant, endpoint, rest } = ctx.state;
    if (endpoint === 'other') return next();
    if (tenant === 'common') return refuse(ctx, { error: 'invalid_request', aadsts: 50194 });
    if (![tenantId, domain, 'organizations'].includes(tenant.toLowerCase())) {
      return refuse(ctx, { error: endpoint === 'discovery' ? 'invalid_tenant' : 'invalid_request', aadsts: 90002 });
    }
    ctx.path = `/${tenantId}${rest}`;
    return next();
  };
}

/** Delays and faults that a test asked for. */
export function misbehave({ behaviour, faults }) {
  return async (ctx, next) => {
    const { endpoint, form, entry } = ctx.state;
    if (behaviour.offline) {
      entry.outcome = 'offline';
      ctx.respond = false;
      ctx.req.socket.resetAndDestroy();
      return undefined;
    }
    const fault = faults.take(endpoint, form.get('grant_type'));
    const delay = fault?.delay_ms ?? (endpoint === 'token' ? behaviour.delay_ms : 0);
    if (delay) await sleep(delay, undefined, { ref: false });
    if (!fault) return next();
    if (isPatch(fault)) {
      ctx.state.patch = fault;
      return next();
    }
    entry.outcome = 'fault';
    if (isRaw(fault)) {
      ctx.respond = false;
      return answerRaw(ctx.req, ctx.res, fault);
    }
    return refuseAsTold(ctx, next, fault);
  };
}

async function refuseAsTold(ctx, next, fault) {
  const { error = 'temporarily_unavailable', aadsts = 90033 } = fault;
  if (ctx.state.endpoint === 'authorize' && fault.status === undefined) {
    ctx.state.refusal = { ...fault, error, aadsts }; // the redirect back carries it: see answerModes
    return next();
  }
  refuse(ctx, { ...fault, error, aadsts });
  ctx.state.entry.outcome = 'fault';
  if (fault.retry_after !== undefined) ctx.set('retry-after', String(fault.retry_after));
  return undefined;
}

/** oidc-provider's response modes always add `iss` (RFC 9207), which Entra does not send: answer through our own. */
export function answerModes(provider) {
  const answer = (deliver) => (ctx, redirectUri, { iss, ...payload }) => {
    const { entry } = ctx.state;
    const told = ctx.state.refusal ?? (payload.error && translate({ error: payload.error, detail: payload.error_description }));
    if (!told) {
      entry.outcome = 'code';
      entry.code = fingerprint(payload.code);
      return deliver(ctx, redirectUri, { ...payload, session_state: randomUUID() });
    }
    Object.assign(entry, { outcome: ctx.state.refusal ? 'fault' : 'refused', error: told.error, aadsts: told.aadsts });
    const { error, error_description, error_uri } = refusal(told, facts(ctx));
    const subcode = told.aadsts === 65004 ? { error_subcode: 'cancel' } : {};
    return deliver(ctx, redirectUri, { error, error_description, error_uri, ...subcode, state: payload.state });
  };
  const present = (members) => Object.entries(members).filter(([, value]) => value !== undefined);
  provider.registerResponseMode('entra_query', answer((ctx, redirectUri, members) => {
    const target = new URL(redirectUri);
    for (const [name, value] of present(members)) target.searchParams.set(name, value);
    ctx.status = 302;
    ctx.redirect(target.href);
  }));
  provider.registerResponseMode('entra_form_post', answer((ctx, redirectUri, members) => {
    ctx.type = 'html';
    ctx.status = 200;
    ctx.body = formPost(redirectUri, Object.fromEntries(present(members)));
  }));
}

/** Sends authorize requests to the response modes above. */
export async function authorize(ctx, next) {
  if (ctx.state.endpoint !== 'authorize') return next();
  const { response_mode = 'query' } = ctx.query;
  if (['query', 'form_post'].includes(response_mode)) ctx.query = { ...ctx.query, response_mode: `entra_${response_mode}` };
  await next();
  if (ctx.state.entry.outcome === 'pending') ctx.state.entry.outcome = 'sign_in_page';
  return undefined;
}

/** oidc-provider's answer at the token and devicecode endpoints, said as Entra says it. */
export function token({ store, privateKey }) {
  return async (ctx, next) => {
    if (!['token', 'devicecode'].includes(ctx.state.endpoint)) return next();
    await next();
    const { entry, failure, form, patch } = ctx.state;
    if (ctx.status >= 400) return refuseFailure(ctx, store.wasRevoked(form.get('refresh_token')), failure);
    entry.outcome = 'granted';
    if (ctx.state.endpoint === 'devicecode') return undefined;
    const { access_token, refresh_token, id_token, expires_in, scope } = ctx.body;
    ctx.body = {
      token_type: 'Bearer',
      scope: scope?.includes('://') ? `${scope.replace(/[^/]+$/, '')}user_impersonation ${scope}` : scope,
      expires_in, ext_expires_in: expires_in, access_token, refresh_token, id_token,
    };
    if (patch) ctx.body = await patchGrant(ctx.body, patch, privateKey);
    Object.assign(entry, { issued_access_token: fingerprint(access_token), issued_refresh_token: fingerprint(refresh_token) });
    return undefined;
  };
}

function refuseFailure(ctx, revoked, failure) {
  const { error = 'server_error', error_description, error_detail } = failure ?? {};
  const told = translate({ error, detail: error_detail ?? error_description });
  const status = told.status ?? ctx.status;
  if (revoked) return refuse(ctx, { error: 'invalid_grant', aadsts: 50173 });
  const { form } = ctx.state;
  const grant = form.has('refresh_token') ? 'refresh_token' : 'code';
  const parameter = /missing required parameters? '?([^'\s]+)/.exec(error_description ?? '')?.[1] ?? 'client_id';
  return refuse(ctx, { ...told, status }, { grant, parameter });
}

/** Entra's discovery document, at Entra's address. */
export async function discovery(ctx, next) {
  if (ctx.state.endpoint !== 'discovery') return next();
  ctx.path = '/.well-known/openid-configuration';
  ctx.req.originalUrl = ctx.url; // else oidc-provider takes it for mounted below the tenant
  await next();
  delete ctx.body.authorization_response_iss_parameter_supported;
  delete ctx.body.claims_parameter_supported;
  ctx.body.response_modes_supported = ['query', 'fragment', 'form_post'];
  return undefined;
}
