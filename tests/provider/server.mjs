// The provider and the CDF stand-in together, on two free loopback ports.
import { createServer } from 'node:http';
import { once } from 'node:events';

import { record } from './arrival.mjs';
import { answerModes, authorize } from './authorize.mjs';
import { Behaviour } from './behaviour.mjs';
import { createCdf } from './cdf.mjs';
import { Clients } from './clients.mjs';
import { control } from './control.mjs';
import { devicePage, Devices } from './devices.mjs';
import { entraShape } from './entra.mjs';
import { Faults } from './faults.mjs';
import { signInPages, signOutPage } from './interaction.mjs';
import { RequestLog } from './log.mjs';
import { misbehave } from './misbehave.mjs';
import { createOidc, signingKey } from './oidc.mjs';
import { isPlain, plainShape } from './plain.mjs';
import { refuse } from './refuse.mjs';
import { Store } from './store.mjs';
import { discovery, findTenant, instances } from './tenant.mjs';
import { token } from './token.mjs';

export const demo = {
  tenantId: '3f6c2b1e-8a4d-4f0b-9d57-6e1c0a2b7f31',
  clientId: '5a1b9e7c-2d3f-4c86-8b0e-94f7d1c6a520',
  daemonClientId: '8d47f2a0-61c5-4b9e-a3d2-7e05c9b81464',
  certificateClientId: 'e2903b6d-58f1-47ac-9c3e-0d6a4b72f915',
  domain: 'north.example',
};

/** Clusters whose API the demo tenant knows; a token for the first is what the CDF stand-in takes. */
const clusters = ['westeurope-1', 'az-eastus-1', 'api', 'bluefield', 'greenfield'];

async function listen(port) {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return { server, origin: `http://127.0.0.1:${server.address().port}` };
}

const close = (server) => new Promise((done) => {
  server.close(done);
  server.closeAllConnections();
});

/** Every answer's `Date` is that of a clock which may be wrong. */
const byClock = (behaviour, handler) => (req, res) => {
  res.setHeader('date', new Date(Date.now() + behaviour.date_skew * 1000).toUTCString());
  return handler(req, res);
};

/** A provider of one shape, what it keeps, and the device codes it gives out. */
function createProvider(shape, entra) {
  const store = new Store(entra.behaviour);
  const showError = (ctx, out, error) => {
    refuse(ctx, shape.translate({ error: out.error, detail: error.error_detail ?? out.error_description }));
  };
  const provider = createOidc(shape, { ...entra, store, showError });
  answerModes(provider, entra);
  provider.on('grant.error', (ctx, error) => { ctx.state.failure = error; });
  provider.on('device_authorization.error', (ctx, error) => { ctx.state.failure = error; });
  provider.on('server_error', (_, error) => { console.error(error); });
  return { provider, store, devices: new Devices(provider, shape, { ...entra, store }) };
}

/** Behind a front that speaks TLS, and that has the name by which the provider calls itself. */
const behind = (knownAs, handler) => (req, res) => {
  Object.assign(req.headers, { 'x-forwarded-proto': 'https', 'x-forwarded-host': new URL(knownAs).host });
  return handler(req, res);
};

/** Entra, the other provider below /other, and /control. */
function createProviders(entra) {
  const shapes = [entraShape(entra), plainShape(entra)];
  const [main, other] = shapes.map((shape) => createProvider(shape, entra));
  const common = ({ provider, store, devices }) => [
    misbehave(entra), discovery, authorize, token({ ...entra, store }, devices), devicePage(devices), signInPages(provider), signOutPage(provider),
  ];
  const use = (provider, middleware) => middleware.forEach((one) => provider.use(one));
  use(main.provider, [control(entra, [main, other]), record(entra, shapes[0]), instances(entra), findTenant(entra), ...common(main)]);
  use(other.provider, [record(entra, shapes[1]), ...common(other)]);
  const handlers = [main, other].map(({ provider }) => Object.assign(provider, { proxy: entra.knownAs !== undefined }).callback());
  return {
    issuers: shapes.map(({ issuer }) => issuer),
    handler: (req, res) => handlers[isPlain(req.url) ? 1 : 0](req, res),
  };
}

/** Starts both; `close()` ends them. `start` holds switches of behaviour.mjs. */
export async function startProvider({ port = 0, cdfPort = 0, tenantId = demo.tenantId, clientId = demo.clientId, knownAs, start = {} } = {}) {
  const { server, origin } = await listen(port);
  const cdf = await listen(cdfPort);
  const { privateKey, jwk } = signingKey();
  const behaviour = new Behaviour(start);
  const { daemonClientId, certificateClientId } = demo;
  const clients = new Clients({ clientId, daemonClientId, certificateClientId, behaviour });
  const entra = {
    origin: knownAs ?? origin, knownAs, tenantId, clusters, jwk, privateKey, behaviour,
    domain: demo.domain,
    audiences: [`https://${clusters[0]}.cognitedata.com`, cdf.origin],
    clients,
    faults: new Faults(),
    log: new RequestLog(),
    cdfLog: new RequestLog(),
  };
  const { issuers, handler } = createProviders(entra);
  server.on('request', byClock(behaviour, knownAs ? behind(knownAs, handler) : handler));
  cdf.server.on('request', byClock(behaviour, createCdf({
    jwk,
    issuer: issuers,
    audience: entra.audiences,
    projects: ['north-prod', 'north-staging'],
    faults: entra.faults,
    log: entra.cdfLog,
  })));
  return {
    addresses: {
      authority: origin, cdf: cdf.origin, tenant_id: tenantId, client_id: clientId, control: `${origin}/control`,
      daemon_client_id: daemonClientId, daemon_secret: clients.daemonSecret, certificate_client_id: certificateClientId,
      other_issuer: issuers[1],
    },
    close: () => Promise.all([close(server), close(cdf.server)]),
  };
}
