// Starts the provider and the CDF stand-in, prints one line of JSON with their addresses, and ends with its parent.
import { parseArgs } from 'node:util';

import { demo, startProvider } from './server.mjs';

// stdout carries the one line: oidc-provider's notices (Node's version, http, development keys) do not belong there.
console.info = () => {};
console.warn = () => {};

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'cdf-port': { type: 'string', default: '0' },
    'tenant-id': { type: 'string', default: demo.tenantId },
    'client-id': { type: 'string', default: demo.clientId },
    'known-as': { type: 'string' },
    auto: { type: 'string' },
    'expires-in': { type: 'string' },
  },
});

const start = {};
if (values.auto !== undefined) start.auto = values.auto === 'true' ? true : values.auto;
if (values['expires-in'] !== undefined) start.expires_in = Number(values['expires-in']);

const { addresses, close } = await startProvider({
  port: Number(values.port),
  cdfPort: Number(values['cdf-port']),
  tenantId: values['tenant-id'].toLowerCase(),
  clientId: values['client-id'].toLowerCase(),
  knownAs: values['known-as'],
  start,
});

let closing = false;
async function end() {
  if (closing) return;
  closing = true;
  await close();
  process.exit(0);
}

process.on('SIGTERM', end);
process.on('SIGINT', end);
// A parent that dies takes its end of the pipe along: no orphan stays behind.
process.stdin.on('end', end).on('error', end).on('close', end).resume();
process.stdout.write(`${JSON.stringify(addresses)}\n`);
