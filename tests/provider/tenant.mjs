// Tenants in the path, and the discovery document at Entra's address below them.
import { withChanges } from './patch.mjs';
import { refuse } from './refuse.mjs';

/** Any tenant may be named; the configured one is known by its GUID, its domain, and as /organizations. */
export function findTenant({ tenantId, domain }) {
  return (ctx, next) => {
    const { tenant, endpoint, rest } = ctx.state;
    if (endpoint === 'other') return next();
    if (tenant === 'common' && endpoint === 'deviceauth') return next();
    if (tenant === 'common') return refuse(ctx, { error: 'invalid_request', aadsts: 50194 });
    if (![tenantId, domain, 'organizations'].includes(tenant.toLowerCase())) {
      return refuse(ctx, { error: endpoint === 'discovery' ? 'invalid_tenant' : 'invalid_request', aadsts: 90002 });
    }
    ctx.path = `/${tenantId}${rest}`;
    return next();
  };
}

/** Entra's discovery document, at Entra's address. */
export const discovery = ({ behaviour }) => async (ctx, next) => {
  if (ctx.state.endpoint !== 'discovery') return next();
  ctx.path = '/.well-known/openid-configuration';
  ctx.req.originalUrl = ctx.url; // else oidc-provider takes it for mounted below the tenant
  await next();
  if (behaviour.iss === null) delete ctx.body.authorization_response_iss_parameter_supported;
  delete ctx.body.claims_parameter_supported;
  ctx.body.response_modes_supported = ['query', 'fragment', 'form_post'];
  if (ctx.state.patch) ctx.body = withChanges(ctx.body, ctx.state.patch.patch);
  return undefined;
};
