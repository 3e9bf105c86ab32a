import assert from 'node:assert/strict';
import { test } from 'node:test';

import { decodeJwt } from 'jose';

import { deviceGrant } from '../devices.mjs';
import { ingrid, kari, provider, scope } from '../program.mjs';

async function begin(program, more = {}) {
  const reply = await fetch(`${program.base}/oauth2/v2.0/devicecode`, {
    method: 'POST', body: new URLSearchParams({ client_id: program.client_id, scope, ...more }),
  });
  return { status: reply.status, ...(await reply.json()) };
}

const poll = (program, { device_code }) => program.token({ grant_type: deviceGrant, device_code });

/** Enters a code at the page as a person does, and shows the page of accounts. */
async function enter(program, { verification_uri, user_code }) {
  return program.press(await program.browse(verification_uri), { user_code });
}

test('the answer has what Entra’s has', async (t) => {
  const program = await provider(t, { device_interval: 7 });
  const answer = await begin(program);
  const { user_code, device_code, verification_uri, message, ...rest } = answer;
  assert.deepEqual(rest, { status: 200, expires_in: 900, interval: 7 });
  assert.match(user_code, /^[A-Z]{9}$/);
  assert.ok(device_code.length > 20);
  assert.equal(verification_uri, `${program.authority}/common/oauth2/deviceauth`);
  assert.match(message, new RegExp(`open the page ${verification_uri} and enter the code ${user_code} `));
});

test('a device code is pending until the person has entered it and signed in', async (t) => {
  const program = await provider(t);
  const device = await begin(program);
  const pending = await poll(program, device);
  assert.deepEqual([pending.status, pending.error, pending.error_codes], [400, 'authorization_pending', [70016]]);

  const wrong = await enter(program, { ...device, user_code: 'WRONG<b>' });
  assert.match(wrong.page, /That code didn’t work/);
  const pick = await enter(program, { ...device, user_code: device.user_code.toLowerCase().replace(/^.../, '$& -') });
  assert.match(pick.page, /Pick an account/);
  const done = await program.press(pick, { user_code: device.user_code, person: kari });
  assert.match(done.page, /You have signed in/);
  assert.match((await enter(program, device)).page, /That code didn’t work/, 'a code is entered once');

  const grant = await poll(program, device);
  assert.equal(grant.status, 200);
  assert.equal(decodeJwt(grant.id_token).preferred_username, kari);
  assert.equal(decodeJwt(grant.id_token).nonce, undefined);
  assert.equal(decodeJwt(grant.access_token).aud, 'https://westeurope-1.cognitedata.com');
  assert.equal((await program.askCdf('/api/v1/projects', grant.access_token)).status, 200);
  assert.equal((await program.refresh(grant.refresh_token)).status, 200);
  assert.equal((await poll(program, device)).error, 'invalid_grant', 'a device code is redeemed once');
  const polls = await program.requests(`?grant_type=${deviceGrant}`);
  assert.deepEqual(polls.map(({ outcome }) => outcome), ['waiting', 'granted', 'refused']);
  assert.equal((await program.requests('?endpoint=devicecode')).length, 1);
});

test('Cancel at the page declines', async (t) => {
  const program = await provider(t);
  const device = await begin(program);
  const { user_code } = device;
  assert.match((await program.press(await enter(program, device), { user_code, cancel: 'yes' })).page, /You did not sign in/);
  const declined = await poll(program, device);
  assert.deepEqual([declined.status, declined.error, declined.error_codes], [400, 'authorization_declined', [65004]]);
  assert.equal((await program.requests('?outcome=declined&endpoint=token')).length, 1);
});

test('a test approves or declines without a page', async (t) => {
  const program = await provider(t);
  const first = await begin(program);
  const second = await begin(program);
  assert.deepEqual(await program.post('device', { approve: 'newest', as: kari }), { status: 200, user_code: second.user_code, outcome: 'approved' });
  assert.equal((await program.post('device', { decline: first.user_code })).outcome, 'declined');
  assert.equal(decodeJwt((await poll(program, second)).id_token).preferred_username, kari);
  assert.equal((await poll(program, first)).error, 'authorization_declined');
  for (const wrong of [{ approve: 'newest' }, { approve: 'NOSUCHONE' }, { decline: first.user_code }, {}]) {
    assert.equal((await program.post('device', wrong)).status, 400);
  }
  const third = await begin(program);
  assert.equal((await program.post('device', { approve: third.user_code, as: 'nobody@north.example' })).status, 400);
  assert.equal((await poll(program, third)).error, 'authorization_pending');
});

test('device_auto approves by itself after so many polls', async (t) => {
  const program = await provider(t, { device_auto: 2 });
  const device = await begin(program);
  assert.equal((await poll(program, device)).error, 'authorization_pending');
  assert.equal((await poll(program, device)).error, 'authorization_pending');
  assert.equal(decodeJwt((await poll(program, device)).id_token).preferred_username, ingrid);
  await program.set({ device_auto: 0, auto: kari });
  assert.equal(decodeJwt((await poll(program, await begin(program))).id_token).preferred_username, kari);
});

test('polls that come too early are slowed down', async (t) => {
  const program = await provider(t, { device_slow_down: true, device_interval: 3600 });
  const device = await begin(program);
  assert.equal((await poll(program, device)).error, 'authorization_pending');
  assert.equal((await poll(program, device)).error, 'slow_down');
  await program.set({ device_slow_down: false });
  assert.equal((await poll(program, device)).error, 'authorization_pending');
  assert.deepEqual((await program.requests('?endpoint=token')).map(({ outcome }) => outcome), ['waiting', 'slow_down', 'waiting']);
});

test('an unknown device code, and one that ended, say so', async (t) => {
  const program = await provider(t);
  const device = await begin(program);
  await program.post('expire', { kind: 'device_codes' });
  const ended = await poll(program, device);
  assert.deepEqual([ended.status, ended.error, ended.error_codes], [400, 'expired_token', [70019]]);
  assert.match((await enter(program, device)).page, /That code didn’t work/);
  const unknown = await poll(program, { device_code: 'made-up' });
  assert.deepEqual([unknown.status, unknown.error, unknown.error_codes], [400, 'bad_verification_code', [70018]]);
});

test('the request is refused as at the other endpoints, and its answer can be changed', async (t) => {
  const program = await provider(t);
  const stranger = await begin(program, { client_id: '99999999-2222-3333-4444-555555555555' });
  assert.deepEqual([stranger.status, stranger.error, stranger.error_codes], [400, 'unauthorized_client', [700016]]);
  assert.deepEqual((await begin(program, { scope: 'openid nonsense' })).error_codes, [70011]);
  await program.set({ fail_next: [
    { endpoint: 'devicecode', patch: { interval: 'soon', message: null } },
    { endpoint: 'devicecode', error: 'invalid_grant', aadsts: 53003 },
  ] });
  const changed = await begin(program);
  assert.deepEqual([changed.interval, changed.message], ['soon', undefined]);
  assert.deepEqual((await begin(program)).error_codes, [53003]);
  assert.equal((await begin(program)).status, 200);
});
