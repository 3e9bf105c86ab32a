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
    const answer = endpoint === 'token' ? tokenAnswer(ctx.body) : deviceAnswer(ctx.body, { origin, behaviour });
    ctx.body = ctx.state.patch ? await patchGrant(answer, ctx.state.patch, privateKey) : answer;
    return undefined;
  };
}

function tokenAnswer({ access_token, refresh_token, id_token, expires_in, scope }) {
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
  const told = translate({ error, detail: error_detail ?? error_description });
  const status = told.status ?? (ctx.status < 400 || ctx.status === 404 ? 400 : ctx.status);
  if (revoked) return refuse(ctx, { error: 'invalid_grant', aadsts: 50173 });
  const { form } = ctx.state;
  const grant = ['refresh_token', 'device_code'].find((name) => form.has(name)) ?? 'code';
  const parameter = /missing required parameters? '?([^'\s]+)/.exec(error_description ?? '')?.[1] ?? 'client_id';
  refuse(ctx, { ...told, status }, { grant, parameter });
  ctx.state.entry.outcome = pollOutcomes[told.error] ?? 'refused';
  return undefined;
}
