// What a request is: its endpoint, its tenant, the facts of it that the log and a refusal need.
import { readBody } from './control.mjs';
import { fingerprint } from './log.mjs';

/** Facts of a request that a refusal's text and the log may need. */
export function facts(ctx) {
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

/** How an application proves who it is. */
function clientAuth(ctx, secret, assertion) {
  if (assertion) return 'assertion';
  if (secret) return 'post';
  return /^Basic /i.test(ctx.get('authorization')) ? 'basic' : undefined;
}

/** Reads the body, names the endpoint and opens the log's entry; completes it when the answer is known. */
export function record(entra, shape) {
  return async (ctx, next) => {
    const [, tenant, rest] = /^\/([^/]+)(\/.*)$/.exec(ctx.path) ?? [];
    const endpoint = shape.endpoints.find(([, path]) => path.test(rest))?.[0] ?? 'other';
    Object.assign(ctx.state, { entra, shape, tenant, rest, endpoint, form: new URLSearchParams() });
    if (ctx.method === 'POST') {
      ctx.req.body = await readBody(ctx.req); // oidc-provider takes it from here
      ctx.state.form = new URLSearchParams(ctx.req.body);
    }
    const { client_id, redirect_uri, grant_type, scope } = facts(ctx);
    const { code, code_verifier, refresh_token, device_code, client_secret, client_assertion } = Object.fromEntries(ctx.state.form);
    const { prompt, login_hint, response_mode, claims, audience, logout_hint, post_logout_redirect_uri, id_token_hint } = ctx.query;
    ctx.state.entry = entra.log.begin({
      endpoint, method: ctx.method, path: ctx.path, tenant, client_id, redirect_uri, grant_type, scope,
      prompt, login_hint, response_mode, claims, audience: audience ?? ctx.state.form.get('audience') ?? undefined,
      logout_hint, post_logout_redirect_uri, id_token_hint: fingerprint(id_token_hint),
      user_agent: ctx.get('user-agent') || undefined,
      code: fingerprint(code),
      code_verifier: fingerprint(code_verifier),
      refresh_token: fingerprint(refresh_token),
      device_code: fingerprint(device_code),
      client_auth: clientAuth(ctx, client_secret, client_assertion),
    });
    await next();
    ctx.state.entry.status = ctx.respond === false ? ctx.res.statusCode : ctx.status;
    if (ctx.state.entry.outcome === 'pending') ctx.state.entry.outcome = ctx.status < 400 ? 'answered' : 'refused';
  };
}
