// The authorization endpoint: oidc-provider decides, the answer is worded and delivered as the provider's shape has it.
import { randomUUID } from 'node:crypto';

import { facts } from './arrival.mjs';
import { fingerprint } from './log.mjs';
import { formPost } from './page.mjs';

/** Sends authorize requests to the response modes above. */
export async function authorize(ctx, next) {
  if (ctx.state.endpoint !== 'authorize') return next();
  const { response_mode = 'query' } = ctx.query;
  if (['query', 'form_post'].includes(response_mode)) ctx.query = { ...ctx.query, response_mode: `entra_${response_mode}` };
  await next();
  if (ctx.state.entry.outcome === 'pending') ctx.state.entry.outcome = 'sign_in_page';
  return undefined;
}

const elsewhere = 'https://login.example/elsewhere/v2.0';

/** oidc-provider's response modes always add `iss` (RFC 9207), which Entra does not send: answer through our own. */
export function answerModes(provider, { behaviour }) {
  const named = () => ({ right: provider.issuer, wrong: elsewhere })[behaviour.iss] ?? behaviour.iss ?? undefined;
  const answer = (deliver) => (ctx, redirectUri, { iss: _, ...payload }) => {
    const { entry, shape } = ctx.state;
    const iss = named();
    const told = ctx.state.refusal ?? (payload.error && shape.translate({ error: payload.error, detail: payload.error_description }));
    if (!told) {
      entry.outcome = 'code';
      entry.code = fingerprint(payload.code);
      return deliver(ctx, redirectUri, { ...payload, session_state: randomUUID(), iss });
    }
    Object.assign(entry, { outcome: ctx.state.refusal ? 'fault' : 'refused', error: told.error, aadsts: told.aadsts });
    const { error, error_description, error_uri, claims } = shape.refusal(told, facts(ctx));
    const subcode = told.aadsts === 65004 ? { error_subcode: 'cancel' } : {};
    return deliver(ctx, redirectUri, { error, error_description, error_uri, claims, ...subcode, state: payload.state, iss });
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
