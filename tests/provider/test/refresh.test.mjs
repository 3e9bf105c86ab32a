import assert from 'node:assert/strict';
import { test } from 'node:test';

import { decodeJwt } from 'jose';

import { kari, provider } from '../program.mjs';

const revoked = { status: 400, error: 'invalid_grant', error_codes: [50173] };
const notValid = { status: 400, error: 'invalid_grant', error_codes: [70000] };
const told = ({ status, error, error_codes }) => ({ status, error, error_codes });

test('a refresh answers with new tokens for the same person', async (t) => {
  const program = await provider(t, { auto: kari });
  const first = await program.signIn();
  const second = await program.refresh(first.refresh_token);
  assert.equal(second.status, 200);
  assert.notEqual(second.access_token, first.access_token);
  assert.notEqual(second.refresh_token, first.refresh_token);
  assert.equal(decodeJwt(second.id_token).preferred_username, kari);
  assert.equal(decodeJwt(second.access_token).aud, 'https://westeurope-1.cognitedata.com');
});

test('with reuse detection a token used twice ends its family, and no other', async (t) => {
  const program = await provider(t, { auto: true });
  const first = await program.signIn();
  const other = await program.signIn();
  const second = await program.refresh(first.refresh_token);
  assert.deepEqual(told(await program.refresh(first.refresh_token)), notValid);
  assert.deepEqual(told(await program.refresh(second.refresh_token)), notValid);
  assert.equal((await program.refresh(other.refresh_token)).status, 200);
});

test('without reuse detection the old token stays good, as at Entra', async (t) => {
  const program = await provider(t, { auto: true, reuse_detection: false });
  const first = await program.signIn();
  const second = await program.refresh(first.refresh_token);
  assert.notEqual(second.refresh_token, first.refresh_token);
  assert.equal((await program.refresh(first.refresh_token)).status, 200);
  assert.equal((await program.refresh(second.refresh_token)).status, 200);
});

test('without rotation the same refresh token comes back', async (t) => {
  const program = await provider(t, { auto: true, rotate: false });
  const first = await program.signIn();
  const second = await program.refresh(first.refresh_token);
  assert.equal(second.refresh_token, first.refresh_token);
  assert.equal((await program.refresh(first.refresh_token)).status, 200);
});

test('revoked tokens and expired tokens are refused, each with its own number', async (t) => {
  const program = await provider(t, { auto: true });
  const { refresh_token } = await program.signIn();
  assert.equal((await program.post('revoke')).revoked, 1);
  assert.deepEqual(told(await program.refresh(refresh_token)), revoked);

  const later = await program.signIn();
  assert.equal((await program.refresh(later.refresh_token)).status, 200, 'a sign-in after the revocation is good');
  const last = await program.signIn();
  await program.post('expire', { kind: 'refresh_tokens' });
  assert.deepEqual((await program.refresh(last.refresh_token)).error_codes, [700082]);
  assert.deepEqual(told(await program.refresh('never-issued')), notValid);
});

test('a revocation ends the browser’s session too', async (t) => {
  const program = await provider(t);
  await program.press(await program.authorize(), { person: kari });
  assert.ok((await program.authorize()).callback);
  await program.post('revoke');
  assert.match((await program.authorize()).page, /Pick an account/);
});
