// Tenants in the path, and the discovery document.
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

/** Which names of Entra's are one: MSAL asks before it looks into its cache of an application's tokens. */
export function instances({ origin }) {
  const { host } = new URL(origin);
  const metadata = [{ preferred_network: host, preferred_cache: host, aliases: [host] }];
  return (ctx, next) => {
    if (ctx.path !== '/common/discovery/instance') return next();
    ctx.body = { tenant_discovery_endpoint: ctx.query.authorization_endpoint, 'api-version': '1.1', metadata };
    return undefined;
  };
}

/** The discovery document, at the address that the shape has for it. */
export async function discovery(ctx, next) {
  if (ctx.state.endpoint !== 'discovery') return next();
  ctx.path = '/.well-known/openid-configuration';
  ctx.req.originalUrl = ctx.url; // else oidc-provider takes it for mounted below the path before
  await next();
  const document = { ...ctx.state.shape.document(ctx.body), response_modes_supported: ['query', 'fragment', 'form_post'] };
  ctx.body = ctx.state.patch ? withChanges(document, ctx.state.patch.patch) : document;
  return undefined;
}
