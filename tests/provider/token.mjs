// The token and devicecode endpoints: oidc-provider decides, the answer is worded as Entra's.
import { translate } from './aadsts.mjs';
import { deviceAnswer, deviceGrant } from './devices.mjs';
import { fingerprint } from './log.mjs';
import { patchGrant } from './patch.mjs';
import { refuse } from './refuse.mjs';

/** oidc-provider's answer at the token and devicecode endpoints, said as Entra says it. */
export function token({ store, privateKey, origin, behaviour }, devices) {
  return async (ctx, next) => {
    const { endpoint, form, entry } = ctx.state;
    if (!['token', 'devicecode'].includes(endpoint)) return next();
    const notAllowed = endpoint === 'token' && scopeOfApplication(ctx);
    if (notAllowed) return refuse(ctx, ...notAllowed);
    const early = form.get('grant_type') === deviceGrant ? await devices.poll(form.get('device_code')) : undefined;
    if (early) ctx.state.failure = { error: early };
    else await next();
    if (early || ctx.status >= 400) return refuseFailure(ctx, store.wasRevoked(form.get('refresh_token')));
    entry.outcome = 'granted';
    if (endpoint === 'token') {
      Object.assign(entry, {
        issued_access_token: fingerprint(ctx.body.access_token),
        issued_refresh_token: fingerprint(ctx.body.refresh_token),
      });
    }
    const answer = endpoint === 'token' ? tokenAnswer(ctx.body, form.get('grant_type')) : deviceAnswer(ctx.body, { origin, behaviour });
    ctx.body = ctx.state.patch ? await patchGrant(answer, ctx.state.patch, privateKey) : answer;
    return undefined;
  };
}

/** An application asks for all that it was given at one resource: /.default alone. */
function scopeOfApplication({ state: { form } }) {
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

/** What became of a poll: the log says more than that it was refused. */
const pollOutcomes = {
  authorization_pending: 'waiting', slow_down: 'slow_down', authorization_declined: 'declined', expired_token: 'expired',
};

function refuseFailure(ctx, revoked) {
  const { error = 'server_error', error_description, error_detail } = ctx.state.failure ?? {};
  const unproven = error === 'invalid_client' && error_detail?.includes('does not match the registered') && !ctx.state.entry.client_auth;
  const detail = unproven ? 'no credential' : (error_detail ?? error_description);
  const told = translate({ error, detail });
  const status = told.status ?? (ctx.status < 400 || ctx.status === 404 ? 400 : ctx.status);
  if (revoked) return refuse(ctx, { error: 'invalid_grant', aadsts: 50173 });
  const { form } = ctx.state;
  const grant = ['refresh_token', 'device_code'].find((name) => form.has(name)) ?? 'code';
  const parameter = /missing required parameters? '?([^'\s]+)/.exec(error_description ?? '')?.[1] ?? 'client_id';
  refuse(ctx, { ...told, status }, { grant, parameter, reason: detail });
  ctx.state.entry.outcome = pollOutcomes[told.error] ?? 'refused';
  return undefined;
}
