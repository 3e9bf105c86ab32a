// The token and devicecode endpoints: oidc-provider decides, the answer is worded as the provider's shape has it.
import { deviceGrant } from './devices.mjs';
import { fingerprint } from './log.mjs';
import { patchGrant } from './patch.mjs';
import { refuse } from './refuse.mjs';

/** oidc-provider's answer at the token and devicecode endpoints, in the words of the shape. */
export function token({ store, privateKey }, devices) {
  return async (ctx, next) => {
    const { endpoint, form, entry, shape } = ctx.state;
    if (!['token', 'devicecode'].includes(endpoint)) return next();
    const notAllowed = endpoint === 'token' ? shape.notAllowed(form) : undefined;
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
    const answer = endpoint === 'token' ? shape.tokenAnswer(ctx.body, form.get('grant_type')) : shape.deviceAnswer(ctx.body);
    ctx.body = ctx.state.patch ? await patchGrant(answer, ctx.state.patch, privateKey) : answer;
    return undefined;
  };
}

/** What became of a poll: the log says more than that it was refused. */
const pollOutcomes = {
  authorization_pending: 'waiting',
  slow_down: 'slow_down',
  authorization_declined: 'declined',
  access_denied: 'declined',
  expired_token: 'expired',
};

function refuseFailure(ctx, revoked) {
  const { failure = {}, form, entry, shape } = ctx.state;
  if (revoked) return refuse(ctx, shape.revoked);
  const { error = 'server_error', error_description, error_detail } = failure;
  const unproven = error === 'invalid_client' && error_detail?.includes('does not match the registered') && !entry.client_auth;
  const detail = unproven ? 'no credential' : (error_detail ?? error_description);
  const told = shape.translate({ error, detail });
  const status = told.status ?? (ctx.status < 400 || ctx.status === 404 ? 400 : ctx.status);
  const grant = ['refresh_token', 'device_code'].find((name) => form.has(name)) ?? 'code';
  const parameter = /missing required parameters? '?([^'\s]+)/.exec(error_description ?? '')?.[1] ?? 'client_id';
  refuse(ctx, { ...told, status }, { grant, parameter, reason: detail });
  if (form.get('grant_type') === deviceGrant) entry.outcome = pollOutcomes[told.error] ?? 'refused';
  return undefined;
}
