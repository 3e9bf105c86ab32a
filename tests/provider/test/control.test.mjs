import assert from 'node:assert/strict';
import { test } from 'node:test';

import { decodeJwt } from 'jose';

import { ingrid, kari, provider } from '../program.mjs';
import { fingerprint } from '../log.mjs';

test('the log counts requests, names their outcome, and holds no secret', async (t) => {
  const program = await provider(t, { auto: true });
  const { callback } = await program.authorize();
  const code = callback.searchParams.get('code');
  const grant = await program.redeem(code);
  await program.refresh(grant.refresh_token);
  await program.refresh('wrong');

  const tokenRequests = await program.requests('?endpoint=token');
  assert.deepEqual(tokenRequests.map(({ grant_type, outcome, aadsts }) => [grant_type, outcome, aadsts]), [
    ['authorization_code', 'granted', undefined],
    ['refresh_token', 'granted', undefined],
    ['refresh_token', 'refused', 70000],
  ]);
  assert.equal(tokenRequests[1].refresh_token, fingerprint(grant.refresh_token));
  assert.equal(tokenRequests[0].issued_access_token, fingerprint(grant.access_token));
  assert.equal((await program.requests('?endpoint=token&grant_type=refresh_token')).length, 2);
  assert.deepEqual((await program.requests('?endpoint=authorize')).map(({ outcome }) => outcome), ['code']);

  const whole = JSON.stringify(await program.requests());
  for (const secret of [code, program.verifier, grant.access_token, grant.refresh_token, grant.id_token]) {
    assert.equal(whole.includes(secret), false);
  }
});

test('auto changes live, with and without a login_hint', async (t) => {
  const program = await provider(t);
  assert.match((await program.authorize()).page, /Pick an account/);
  const person = async (more) => decodeJwt((await program.signIn(more)).id_token).preferred_username;
  await program.set({ auto: kari });
  assert.equal(await person({ prompt: 'select_account' }), kari);
  assert.equal(await person({ login_hint: ingrid }), kari, 'auto names who is picked');
  await program.set({ auto: true });
  assert.equal(await person({}), ingrid);
  assert.equal(await person({ login_hint: kari }), kari);
});

test('expires_in sets the life of the tokens that follow', async (t) => {
  const program = await provider(t, { auto: true });
  const first = await program.signIn();
  await program.set({ expires_in: 42 });
  const second = await program.refresh(first.refresh_token);
  assert.equal(first.expires_in, 3600);
  assert.equal(second.expires_in, 42);
  const { exp, iat } = decodeJwt(second.access_token);
  assert.equal(exp - iat, 42);
});

test('misspelt or impossible switches are refused and change nothing', async (t) => {
  const program = await provider(t);
  for (const wrong of [
    { rotat: true }, { expires_in: 0 }, { expires_in: '60' }, { auto: 'nobody@north.example' }, { rotate: 'no' },
    { fail_next: { endpoint: 'tokens' } }, { fail_next: { endpoint: 'token', statsu: 500 } },
    { fail_next: { endpoint: 'token', times: 0 } }, { fail_next: { endpoint: 'keys', patch: {} } }, { iss: 7 }, { date_skew: 0.5 }, { expires_in: 60, delay_ms: -1 },
    { rotate: false, fail_next: { endpoint: 'tokens' } }, { rotat: true, fail_next: { endpoint: 'token' } },
  ]) {
    const before = await (await fetch(`${program.control}/behaviour`)).json();
    assert.equal((await program.set(wrong)).status, 400, JSON.stringify(wrong));
    assert.deepEqual(await (await fetch(`${program.control}/behaviour`)).json(), before);
  }
  assert.equal((await program.post('nothing')).status, 404);
});

test('reset goes back to the start and forgets the log', async (t) => {
  const program = await provider(t, { auto: kari, expires_in: 60 });
  await program.signIn();
  await program.set({ auto: null, expires_in: 7, offline: true, fail_next: { endpoint: 'token', status: 500 } });
  const after = await program.post('reset');
  assert.deepEqual([after.auto, after.expires_in, after.offline, after.fail_next], [kari, 60, false, []]);
  assert.deepEqual(await program.requests(), []);
  assert.equal((await program.signIn()).status, 200);
});

test('offline resets connections but leaves control and CDF reachable', async (t) => {
  const program = await provider(t, { auto: true });
  const { access_token, refresh_token } = await program.signIn();
  await program.set({ offline: true });
  await assert.rejects(program.refresh(refresh_token), /fetch failed/);
  await assert.rejects(program.authorize(), /fetch failed/);
  assert.equal((await program.askCdf('/api/v1/projects', access_token)).status, 200);
  await program.set({ offline: false });
  assert.equal((await program.refresh(refresh_token)).status, 200);
  assert.equal((await program.requests('?outcome=offline')).length, 2);
});

test('delay_ms holds the answer back while others are served', async (t) => {
  const program = await provider(t, { auto: true });
  const { refresh_token } = await program.signIn();
  await program.set({ delay_ms: 60_000 });
  const impatient = new AbortController();
  const waiting = fetch(`${program.base}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: program.client_id, grant_type: 'refresh_token', refresh_token }),
    signal: impatient.signal,
  });
  let pending = [];
  while (pending.length === 0) pending = await program.requests('?endpoint=token&outcome=pending');
  assert.equal(pending[0].grant_type, 'refresh_token');
  impatient.abort();
  await assert.rejects(waiting, { name: 'AbortError' });
});
