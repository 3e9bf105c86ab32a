// Where delays and faults are let loose on a request.
import { setTimeout as sleep } from 'node:timers/promises';

import { answerRaw, isPatch, isRaw } from './faults.mjs';
import { refuse } from './refuse.mjs';

/** Delays and faults that a test asked for. */
export function misbehave({ behaviour, faults }) {
  return async (ctx, next) => {
    const { endpoint, form, entry } = ctx.state;
    if (behaviour.offline) {
      entry.outcome = 'offline';
      ctx.respond = false;
      ctx.req.socket.resetAndDestroy();
      return undefined;
    }
    const fault = faults.take(endpoint, { grantType: form.get('grant_type'), path: ctx.path });
    const delay = fault?.delay_ms ?? (endpoint === 'token' ? behaviour.delay_ms : 0);
    if (delay) await sleep(delay, undefined, { ref: false });
    if (!fault) return next();
    if (isPatch(fault)) {
      ctx.state.patch = fault;
      return next();
    }
    entry.outcome = 'fault';
    if (isRaw(fault)) {
      ctx.respond = false;
      return answerRaw(ctx.req, ctx.res, fault);
    }
    return refuseAsTold(ctx, next, fault);
  };
}

async function refuseAsTold(ctx, next, fault) {
  const { error = 'temporarily_unavailable', aadsts = 90033 } = fault;
  if (ctx.state.endpoint === 'authorize' && fault.status === undefined) {
    ctx.state.refusal = { ...fault, error, aadsts }; // the redirect back carries it: see answerModes
    return next();
  }
  refuse(ctx, { ...fault, error, aadsts });
  ctx.state.entry.outcome = 'fault';
  if (fault.retry_after !== undefined) ctx.set('retry-after', String(fault.retry_after));
  return undefined;
}
