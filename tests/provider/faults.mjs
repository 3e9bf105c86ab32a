// Wrong answers on purpose: what /control/set takes as `fail_next`. Each fault waits in a queue for the next request
// to its endpoint, and goes after `times` uses (1, or "always").
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

const members = new Set([
  'endpoint', 'grant_type', 'path', 'times', 'delay_ms', // which request, how often, how late
  'error', 'aadsts', 'description', 'suberror', 'claims', 'retry_after', // a refusal in Entra's (or CDF's) shape
  'status', 'headers', 'body', 'body_base64', 'repeat', 'gzip', // an answer word for word; the body n times, compressed
  'truncate', 'slow_ms', 'reset', 'hang', // cut after n bytes; pause before each 16th part; no answer at all
  'patch', 'id_token', // the good answer with members changed (null: left out), its id_token with claims changed
]);

const endpoints = new Set(['token', 'authorize', 'discovery', 'keys', 'devicecode', 'cdf']);

const changeable = new Set(['token', 'devicecode', 'discovery', 'cdf']);

/** A misspelt fault in a test must not pass unseen. */
function check({ endpoint, times = 1, ...rest }) {
  const unknown = Object.keys(rest).find((name) => !members.has(name));
  if (unknown) throw new RangeError(`fail_next has no member ${unknown}`);
  if (!endpoints.has(endpoint)) throw new RangeError(`fail_next.endpoint is one of ${[...endpoints].join(', ')}`);
  if (!changeable.has(endpoint) && isPatch(rest)) throw new RangeError(`only the answers of ${[...changeable].join(', ')} can be changed`);
  if (times !== 'always' && !(Number.isInteger(times) && times > 0)) throw new RangeError('fail_next.times is a number from 1, or "always"');
}

export class Faults {
  #queue = [];

  /** Replaces the queue by one fault, a list of them, or nothing (null). */
  set(faults) {
    const list = [faults ?? []].flat();
    list.forEach(check);
    this.#queue = list.map((fault) => ({ fault, left: fault.times === 'always' ? Infinity : (fault.times ?? 1) }));
  }

  get waiting() {
    return this.#queue.map(({ fault, left }) => ({ ...fault, times: left === Infinity ? 'always' : left }));
  }

  /** The fault for this request, if there is one, counted as used. */
  take(endpoint, { grantType, path }) {
    const found = this.#queue.find(({ fault }) => fault.endpoint === endpoint
      && [undefined, grantType].includes(fault.grant_type) && [undefined, path].includes(fault.path));
    if (!found) return undefined;
    found.left -= 1;
    if (found.left === 0) this.#queue.splice(this.#queue.indexOf(found), 1);
    return found.fault;
  }
}

/** Only changes the good answer, and so does not stand in its way. */
export const isPatch = (fault) => fault.patch !== undefined || fault.id_token !== undefined;

/** Has an answer of its own, word for word. */
export const isRaw = (fault) => fault.body !== undefined || fault.body_base64 !== undefined || fault.headers !== undefined
  || fault.reset === true || fault.hang === true;

function bodyOf({ body = '', body_base64, repeat = 1, gzip = false }) {
  const once = body_base64 !== undefined ? Buffer.from(body_base64, 'base64')
    : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const whole = Buffer.concat(Array(repeat).fill(once));
  return gzip ? gzipSync(whole) : whole;
}

/** Writes the fault's own answer to a plain node response. */
export async function answerRaw(req, res, fault) {
  if (fault.hang) return;
  if (fault.reset) {
    req.socket.resetAndDestroy();
    return;
  }
  const body = bodyOf(fault);
  const headers = { 'content-type': 'application/json', 'content-length': body.length };
  if (fault.gzip) headers['content-encoding'] = 'gzip';
  if (fault.retry_after !== undefined) headers['retry-after'] = fault.retry_after;
  for (const [name, value] of Object.entries(fault.headers ?? {})) headers[name.toLowerCase()] = value;
  for (const name of Object.keys(headers)) if (headers[name] === null) delete headers[name];
  res.writeHead(fault.status ?? 200, headers);
  if (fault.truncate !== undefined) {
    res.write(body.subarray(0, fault.truncate), () => req.socket.destroy());
    return;
  }
  if (fault.slow_ms) await writeSlowly(res, body, fault.slow_ms);
  else res.end(body);
}

async function writeSlowly(res, body, pause) {
  const size = Math.max(1, Math.ceil(body.length / 16));
  res.flushHeaders();
  for (let from = 0; from < body.length && !res.destroyed; from += size) {
    await sleep(pause, undefined, { ref: false });
    res.write(body.subarray(from, from + size));
  }
  res.end();
}
