import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { Program } from '../program.mjs';

const script = fileURLToPath(new URL('../serve.mjs', import.meta.url));

async function serve(t, ...flags) {
  const child = spawn(process.execPath, [script, ...flags], { stdio: ['pipe', 'pipe', 'ignore'] });
  t.after(() => child.kill('SIGKILL'));
  const ended = once(child, 'exit');
  const lines = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  await Promise.race([once(reader, 'line'), ended]);
  return { child, ended, lines };
}

test('prints one line with every address, serves a sign-in, and ends with its parent’s pipe', async (t) => {
  const { child, ended, lines } = await serve(t, '--auto', 'kari.nordmann@north.example', '--expires-in', '99');
  const addresses = JSON.parse(lines[0]);
  assert.deepEqual(Object.keys(addresses), [
    'authority', 'cdf', 'tenant_id', 'client_id', 'control', 'daemon_client_id', 'daemon_secret', 'certificate_client_id',
    'other_issuer',
  ]);
  const grant = await new Program(addresses).signIn();
  assert.deepEqual([grant.status, grant.expires_in], [200, 99]);
  child.stdin.end();
  assert.deepEqual(await ended, [0, null]);
  assert.equal(lines.length, 1);
  await assert.rejects(fetch(addresses.authority), /fetch failed/);
});

test('calls itself by the name of the front before it', async (t) => {
  const { lines } = await serve(t, '--auto', 'true', '--known-as', 'https://login.microsoftonline.com');
  const { authority, tenant_id } = JSON.parse(lines[0]);
  const document = await (await fetch(`${authority}/${tenant_id}/v2.0/.well-known/openid-configuration`)).json();
  assert.equal(document.issuer, `https://login.microsoftonline.com/${tenant_id}/v2.0`);
  assert.equal(document.token_endpoint, `https://login.microsoftonline.com/${tenant_id}/oauth2/v2.0/token`);
  const known = await (await fetch(`${authority}/common/discovery/instance?api-version=1.1`)).json();
  assert.deepEqual(known.metadata[0].aliases, ['login.microsoftonline.com']);
});

test('ends on SIGTERM even while a request hangs', async (t) => {
  const { child, ended, lines } = await serve(t);
  const program = new Program(JSON.parse(lines[0]));
  await program.set({ fail_next: { endpoint: 'token', hang: true } });
  const hanging = assert.rejects(program.refresh('x'), /fetch failed/);
  while ((await program.requests('?endpoint=token')).length === 0);
  child.kill('SIGTERM');
  assert.deepEqual(await ended, [0, null]);
  await hanging;
});

test('refuses to start with a person nobody knows', async (t) => {
  const { ended, lines } = await serve(t, '--auto', 'nobody@north.example');
  const [code] = await ended;
  assert.notEqual(code, 0);
  assert.deepEqual(lines, []);
});
