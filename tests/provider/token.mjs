// The token and devicecode endpoints: oidc-provider decides, the answer is worded as Entra's.
import { translate } from './aadsts.mjs';
import { fingerprint } from './log.mjs';
import { patchGrant } from './patch.mjs';
import { refuse } from './refuse.mjs';

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
