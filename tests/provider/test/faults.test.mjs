import assert from 'node:assert/strict';
import { test } from 'node:test';

import { decodeJwt } from 'jose';

import { provider } from '../program.mjs';

/** A raw token request: the reply may be anything but JSON. */
const ask = (program, refreshToken) => fetch(`${program.base}/oauth2/v2.0/token`, {
  method: 'POST',
  redirect: 'manual',
  body: new URLSearchParams({ client_id: program.client_id, grant_type: 'refresh_token', refresh_token: refreshToken }),
});

async function signedIn(t) {
  const program = await provider(t, { auto: true });
  return { program, refreshToken: (await program.signIn()).refresh_token };
}

test('a refusal comes in Entra’s shape, so often as asked, and consumes nothing', async (t) => {
  const { program, refreshToken } = await signedIn(t);
  const fault = { endpoint: 'token', status: 429, error: 'temporarily_unavailable', aadsts: 90033, retry_after: 7, times: 2 };
  await program.set({ fail_next: fault });
  for (let time = 0; time < 2; time += 1) {
    const reply = await program.refresh(refreshToken);
    assert.equal(reply.status, 429);
    assert.equal(reply.headers.get('retry-after'), '7');
    assert.deepEqual(reply.error_codes, [90033]);
    for (const name of ['error_description', 'timestamp', 'trace_id', 'correlation_id', 'error_uri']) assert.ok(reply[name], name);
    assert.match(reply.error_description, new RegExp(`Trace ID: ${reply.trace_id} Correlation ID: ${reply.correlation_id}`));
  }
  assert.equal((await program.refresh(refreshToken)).status, 200);
  assert.equal((await program.requests('?outcome=fault')).length, 2);
});

test('suberror and claims travel along', async (t) => {
  const { program, refreshToken } = await signedIn(t);
  await program.set({ fail_next: { endpoint: 'token', error: 'interaction_required', aadsts: 50076, suberror: 'basic_action', claims: '{"access_token":{}}' } });
  const reply = await program.refresh(refreshToken);
  assert.deepEqual([reply.status, reply.error, reply.suberror, reply.claims], [400, 'interaction_required', 'basic_action', '{"access_token":{}}']);
});

test('faults queue up and may wait for one grant type', async (t) => {
  const { program, refreshToken } = await signedIn(t);
  await program.set({ fail_next: [
    { endpoint: 'token', grant_type: 'authorization_code', error: 'invalid_grant', aadsts: 54005 },
    { endpoint: 'token', status: 503, times: 'always' },
  ] });
  assert.equal((await program.refresh(refreshToken)).status, 503);
  assert.deepEqual((await program.signIn()).error_codes, [54005]);
  assert.equal((await program.signIn()).status, 503);
  await program.set({ fail_next: null });
  assert.equal((await program.refresh(refreshToken)).status, 200);
});

test('a raw answer is sent word for word', async (t) => {
  const { program, refreshToken } = await signedIn(t);
  await program.set({ fail_next: [
    { endpoint: 'token', status: 502, headers: { 'Content-Type': 'text/html' }, body: '<h1>Bad gateway</h1>' },
    { endpoint: 'token', status: 307, headers: { location: `${program.authority}/elsewhere` } },
    { endpoint: 'token', body_base64: Buffer.from([0xff, 0xfe, 0x00]).toString('base64') },
    { endpoint: 'token', body: 'x', repeat: 100_000 },
    { endpoint: 'token', body: 'x', repeat: 100_000, gzip: true },
    { endpoint: 'token', body: { access_token: 'a' }, slow_ms: 1 },
  ] });
  const html = await ask(program, refreshToken);
  assert.deepEqual([html.status, html.headers.get('content-type'), await html.text()], [502, 'text/html', '<h1>Bad gateway</h1>']);
  const moved = await ask(program, refreshToken);
  assert.deepEqual([moved.status, moved.headers.get('location')], [307, `${program.authority}/elsewhere`]);
  assert.deepEqual(Buffer.from(await (await ask(program, refreshToken)).arrayBuffer()), Buffer.from([0xff, 0xfe, 0x00]));
  assert.equal((await (await ask(program, refreshToken)).text()).length, 100_000);
  const small = await ask(program, refreshToken);
  assert.ok(Number(small.headers.get('content-length')) < 1000);
  assert.equal((await small.text()).length, 100_000);
  assert.deepEqual(await (await ask(program, refreshToken)).json(), { access_token: 'a' });
});

test('an answer can be cut short, reset, or never come', async (t) => {
  const { program, refreshToken } = await signedIn(t);
  await program.set({ fail_next: [
    { endpoint: 'token', body: '{"access_token":"abc"}', truncate: 10 },
    { endpoint: 'token', reset: true },
    { endpoint: 'token', hang: true },
  ] });
  const cut = await ask(program, refreshToken);
  assert.equal(cut.headers.get('content-length'), '22');
  await assert.rejects(cut.text());
  await assert.rejects(ask(program, refreshToken), /fetch failed/);
  const impatient = new AbortController();
  const hanging = fetch(`${program.base}/oauth2/v2.0/token`, { method: 'POST', body: '', signal: impatient.signal });
  while ((await program.requests('?endpoint=token&outcome=fault')).length < 3);
  impatient.abort();
  await assert.rejects(hanging, { name: 'AbortError' });
});

test('a good answer can be changed in one place', async (t) => {
  const { program, refreshToken } = await signedIn(t);
  await program.set({ rotate: false, fail_next: [
    { endpoint: 'token', patch: { expires_in: '3599', refresh_token: null, token_type: 'mac' } },
    { endpoint: 'token', id_token: { nonce: 'foreign', name: null } },
  ] });
  const first = await program.refresh(refreshToken);
  assert.deepEqual([first.expires_in, first.refresh_token, first.token_type], ['3599', undefined, 'mac']);
  assert.ok(first.access_token);
  const claims = decodeJwt((await program.refresh(refreshToken)).id_token);
  assert.deepEqual([claims.nonce, claims.name, claims.aud], ['foreign', undefined, program.client_id]);
  assert.equal(decodeJwt((await program.refresh(refreshToken)).id_token).nonce, 'nonce-1');
});

test('the authorize request can be refused, by redirect or by page', async (t) => {
  const { program } = await signedIn(t);
  await program.set({ fail_next: [
    { endpoint: 'authorize', error: 'consent_required', aadsts: 65001 },
    { endpoint: 'authorize', status: 400, error: 'unauthorized_client', aadsts: 50105 },
  ] });
  const { callback } = await program.authorize();
  assert.equal(callback.searchParams.get('error'), 'consent_required');
  assert.match(callback.searchParams.get('error_description'), /^AADSTS65001/);
  assert.equal(callback.searchParams.get('state'), 'state-1');
  assert.match((await program.authorize()).page, /AADSTS50105/);
  assert.ok((await program.authorize()).callback.searchParams.get('code'));
});

test('CDF can be made to fail as well', async (t) => {
  const { program } = await signedIn(t);
  const { access_token } = await program.signIn();
  await program.set({ fail_next: [{ endpoint: 'cdf', status: 503, description: 'Try again' }, { endpoint: 'cdf', body: 'no json' }] });
  assert.deepEqual((await program.askCdf('/api/v1/projects', access_token)).error, { code: 503, message: 'Try again' });
  await assert.rejects(program.askCdf('/api/v1/projects', access_token), SyntaxError);
  assert.equal((await program.askCdf('/api/v1/projects', access_token)).status, 200);
});
