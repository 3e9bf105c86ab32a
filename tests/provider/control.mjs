// The tests' door: /control on the provider's own port.
import { byUsername, people } from './people.mjs';

const json = (ctx, value, status = 200) => {
  ctx.status = status;
  ctx.body = value;
};

const total = (providers, act) => providers.reduce((sum, { store }) => sum + act(store), 0);

async function waitingDevice(providers, userCode) {
  for (const { devices } of providers) {
    const code = await devices.waiting(userCode);
    if (code) return [devices, code];
  }
  return [];
}

/** GET requests[?endpoint=token&grant_type=…], GET behaviour, POST set | device | certificate | revoke | expire | reset. */
export function control({ behaviour, clients, faults, log, cdfLog }, providers) {
  const models = { codes: 'AuthorizationCode', refresh_tokens: 'RefreshToken', device_codes: 'DeviceCode' };
  const state = () => ({ ...behaviour, fail_next: faults.waiting });

  const actions = {
    'GET /control/requests': (ctx) => json(ctx, { requests: log.list(ctx.query) }),
    'GET /control/behaviour': (ctx) => json(ctx, state()),
    'POST /control/set': (ctx) => {
      const { fail_next, ...switches } = ctx.state.json;
      behaviour.check(switches);
      if (fail_next !== undefined) faults.set(fail_next);
      behaviour.set(switches);
      json(ctx, state());
    },
    'POST /control/device': async (ctx) => {
      const { approve, decline, as = people[0].username } = ctx.state.json;
      const person = byUsername(as);
      const [devices, code] = await waitingDevice(providers, approve ?? decline);
      if (!code) throw new RangeError('no device code waits that is called so');
      if (!person) throw new RangeError(`nobody is called ${as}`);
      await (approve ? devices.approve(code, person) : devices.decline(code));
      json(ctx, { user_code: code.userCode, outcome: approve ? 'approved' : 'declined' });
    },
    'POST /control/certificate': (ctx) => json(ctx, { 'x5t#S256': clients.register(ctx.state.json.pem) }),
    'POST /control/revoke': (ctx) => json(ctx, { revoked: total(providers, (store) => store.revokeAll()) }),
    'POST /control/expire': (ctx) => {
      const model = models[ctx.state.json.kind];
      if (!model) throw new RangeError(`kind is one of ${Object.keys(models).join(', ')}`);
      json(ctx, { expired: total(providers, (store) => store.expire(model)) });
    },
    'POST /control/reset': (ctx) => {
      behaviour.reset();
      faults.set(null);
      log.reset();
      cdfLog.reset();
      json(ctx, state());
    },
  };

  return async (ctx, next) => {
    if (!ctx.path.startsWith('/control')) return next();
    const action = actions[`${ctx.method} ${ctx.path}`];
    if (!action) return json(ctx, { error: `nothing at ${ctx.method} ${ctx.path}` }, 404);
    try {
      if (ctx.method === 'POST') ctx.state.json = JSON.parse((await readBody(ctx.req)) || '{}');
      return await action(ctx);
    } catch (error) {
      if (error instanceof RangeError || error instanceof SyntaxError) return json(ctx, { error: error.message }, 400);
      throw error;
    }
  };
}

/** A request body as text; 1 MB is far more than any client of this provider has to say. */
export async function readBody(req) {
  const parts = [];
  let size = 0;
  for await (const part of req) {
    size += part.length;
    if (size > 1_000_000) throw new RangeError('the body is larger than 1 MB');
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}
