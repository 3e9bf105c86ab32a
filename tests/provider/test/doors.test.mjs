// What the provider can be made to say about itself, and what it is asked at its other doors.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ingrid, provider } from '../program.mjs';

const documentOf = async (program) => {
  const reply = await fetch(`${program.base}/v2.0/.well-known/openid-configuration`, { redirect: 'manual' });
  return { status: reply.status, location: reply.headers.get('location'), ...(reply.status === 200 ? await reply.json() : {}) };
};

test('iss names an issuer in the answer to the browser, in both response modes and in refusals', async (t) => {
  const program = await provider(t, { auto: true });
  const issOf = async (more) => (await program.authorize(more)).callback.searchParams.get('iss');
  const right = `${program.base}/v2.0`;
  assert.equal((await documentOf(program)).authorization_response_iss_parameter_supported, undefined);
  assert.equal(await issOf(), null);
  await program.set({ iss: 'right' });
  assert.equal(await issOf(), right);
  assert.match((await program.authorize({ response_mode: 'form_post' })).page, new RegExp(`name="iss" value="${right}"`));
  assert.equal((await documentOf(program)).authorization_response_iss_parameter_supported, true);
  await program.set({ iss: 'wrong' });
  assert.notEqual(await issOf(), right);
  assert.notEqual(await issOf({ scope: 'openid nonsense' }), null);
  await program.set({ iss: 'https://mine.example' });
  assert.equal(await issOf(), 'https://mine.example');
});

test('the discovery document can be changed, moved, or fail', async (t) => {
  const program = await provider(t);
  const good = await documentOf(program);
  assert.equal(good.end_session_endpoint, `${program.base}/oauth2/v2.0/logout`);
  await program.set({ fail_next: [
    { endpoint: 'discovery', patch: { issuer: 'https://login.example', token_endpoint: 'http://login.example/token', jwks_uri: null } },
    { endpoint: 'discovery', status: 302, headers: { location: 'https://login.example/document' } },
    { endpoint: 'discovery', status: 404, body: 'not here' },
  ] });
  const changed = await documentOf(program);
  assert.deepEqual([changed.issuer, changed.token_endpoint, changed.jwks_uri], ['https://login.example', 'http://login.example/token', undefined]);
  assert.equal(changed.authorization_endpoint, good.authorization_endpoint);
  assert.deepEqual(await documentOf(program), { status: 302, location: 'https://login.example/document' });
  assert.equal((await documentOf(program)).status, 404);
  assert.deepEqual(await documentOf(program), good);
});

test('a step-up at the authorize request carries its claims back', async (t) => {
  const program = await provider(t, { auto: true });
  const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
  await program.set({ fail_next: { endpoint: 'authorize', error: 'interaction_required', aadsts: 50076, claims } });
  const { callback } = await program.authorize();
  assert.deepEqual([callback.searchParams.get('error'), callback.searchParams.get('claims')], ['interaction_required', claims]);
  assert.ok((await program.authorize({ claims })).callback.searchParams.get('code'));
  assert.equal((await program.requests('?endpoint=authorize')).at(-1).claims, claims);
});

test('the sign-out logs what it was asked with, and goes back to a registered address alone', async (t) => {
  const program = await provider(t);
  await program.press(await program.authorize(), { person: ingrid });
  const signOut = (fields) => program.browse(`${program.base}/oauth2/v2.0/logout?${new URLSearchParams(fields)}`);
  const { callback } = await signOut({ logout_hint: 'hint-1', post_logout_redirect_uri: 'http://localhost:5000' });
  assert.equal(callback.href, 'http://localhost:5000/');
  assert.match((await program.authorize()).page, /Pick an account/);
  assert.match((await signOut({ post_logout_redirect_uri: 'https://login.example' })).page, /You signed out/);
  assert.match((await signOut({ post_logout_redirect_uri: 'not an address' })).page, /You signed out/);
  const asked = await program.requests('?outcome=signed_out');
  assert.deepEqual(asked.map(({ logout_hint, post_logout_redirect_uri }) => [logout_hint, post_logout_redirect_uri]), [
    ['hint-1', 'http://localhost:5000'], [undefined, 'https://login.example'], [undefined, 'not an address'],
  ]);
});

test('the clock of the provider and of CDF can be wrong', async (t) => {
  const program = await provider(t);
  const ahead = async (address) => (Date.parse((await fetch(address)).headers.get('date')) - Date.now()) / 1000;
  const near = (seconds, wanted) => assert.ok(Math.abs(seconds - wanted) < 60, `${seconds}`);
  const document = `${program.base}/v2.0/.well-known/openid-configuration`;
  near(await ahead(document), 0);
  await program.set({ date_skew: -7200 });
  near(await ahead(document), -7200);
  near(await ahead(`${program.cdf}/api/v1/projects`), -7200);
  await program.set({ date_skew: 86_400, fail_next: { endpoint: 'discovery', body: 'raw' } });
  near(await ahead(document), 86_400);
});
