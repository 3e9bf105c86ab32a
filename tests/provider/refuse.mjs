// A refusal in the provider's dress, whoever it is for.
import { facts } from './arrival.mjs';
import { errorPage } from './page.mjs';

const shownToPeople = ['authorize', 'resume', 'login', 'logout', 'deviceauth'];

/** Answers with a refusal: JSON for programs, a page for a browser. */
export function refuse(ctx, { status = 400, ...reason }, more = {}) {
  const body = ctx.state.shape.refusal(reason, { ...facts(ctx), ...more });
  Object.assign(ctx.state.entry, { outcome: 'refused', error: body.error, aadsts: reason.aadsts });
  ctx.status = status;
  if (shownToPeople.includes(ctx.state.endpoint)) {
    ctx.type = 'html';
    ctx.body = errorPage(body.error_description);
  } else {
    ctx.body = body;
  }
}
