// The pages between the authorize request and its answer: pick an account, and consent when it is asked for.
import { askConsent, pickAccount, signedOut } from './page.mjs';
import { byObjectId, byUsername, people } from './people.mjs';

/** Answers GET and POST of /{tenant}/login/{uid}. */
export function signInPages(provider) {
  return async (ctx, next) => {
    if (ctx.state.endpoint !== 'login') return next();
    const interaction = await provider.interactionDetails(ctx.req, ctx.res);
    if (ctx.method !== 'POST') {
      ctx.type = 'html';
      ctx.body = show(interaction);
      ctx.state.entry.outcome = `${interaction.prompt.name}_page`;
      return undefined;
    }
    const result = chosen(ctx.state.form, interaction);
    ctx.state.entry.outcome = result.error ?? 'chosen';
    if (result.login) await leaveOtherSession(provider, interaction, result.login.accountId);
    interaction.result = { ...interaction.lastSubmission, ...result };
    await interaction.save(60);
    return ctx.redirect(interaction.returnTo);
  };
}

/** Entra's logout ends the browser's session at once; oidc-provider's own page would ask first. */
export function signOutPage(provider) {
  return async (ctx, next) => {
    if (ctx.state.endpoint !== 'logout') return next();
    const session = await provider.Session.get(ctx);
    await session.destroy();
    ctx.state.entry.outcome = 'signed_out';
    const back = ctx.query.post_logout_redirect_uri;
    if (isRegistered(back)) return ctx.redirect(back);
    ctx.type = 'html';
    ctx.body = signedOut();
    return undefined;
  };
}

/** Of any port, as for sign-in. Entra shows its own page for an address that it does not know. */
const isRegistered = (address) => URL.canParse(address ?? '') && /^http:\/\/localhost(:\d+)?\/?$/.test(address);

function show({ params, prompt, session }) {
  if (prompt.name === 'consent') return askConsent(byObjectId(session.accountId), resourceNamed(params));
  const hinted = byUsername(params.login_hint);
  return pickAccount(hinted ? [hinted, ...people.filter((person) => person !== hinted)] : people);
}

const resourceNamed = ({ resource }) => (Array.isArray(resource) ? resource[0] : resource);

function chosen(form, { prompt }) {
  const person = byUsername(form.get('person') ?? undefined);
  if (prompt.name === 'consent' && form.has('accept')) return { consent: {} };
  if (person && prompt.name !== 'consent') return { login: { accountId: person.object_id }, select_account: {} };
  return { error: 'access_denied' };
}

/** Without this oidc-provider signs the other person out through a page of its own, which needs scripts. */
async function leaveOtherSession(provider, interaction, accountId) {
  if (!interaction.session?.accountId || interaction.session.accountId === accountId) return;
  const session = await provider.Session.findByUid(interaction.session.uid);
  await session?.destroy();
  interaction.session = undefined;
}
