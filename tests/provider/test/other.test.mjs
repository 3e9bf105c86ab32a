// The provider below /other: OpenID Connect without Entra's ways.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';

import { deviceGrant } from '../devices.mjs';
import { ingrid, kari, provider } from '../program.mjs';

const audience = 'https://westeurope-1.cognitedata.com';
const scope = 'openid profile email offline_access';

const wellKnown = async (program, path) => {
  const reply = await fetch(`${program.authority}${path}`);
  return reply.status === 200 ? reply.json() : reply.status;
};

/** A sign-in at the addresses of its document. */
async function signIn(program, more = {}) {
  const { callback } = await program.authorizeAt(`${program.other_issuer}authorize`, { scope, audience, ...more });
  return { callback, grant: await ask(program, { grant_type: 'authorization_code', code: callback.searchParams.get('code'), redirect_uri: 'http://localhost:53000', code_verifier: program.verifier }) };
}

async function ask(program, fields, path = 'oauth/token') {
  const body = new URLSearchParams({ client_id: program.client_id, ...fields });
  const reply = await fetch(`${program.other_issuer}${path}`, { method: 'POST', body });
  return { status: reply.status, ...(await reply.json()) };
}

test('its document is at both well-known addresses, and its issuer ends with a slash', async (t) => {
  const program = await provider(t);
  const document = await wellKnown(program, '/other/.well-known/openid-configuration');
  assert.equal(document.issuer, program.other_issuer);
  assert.equal(document.issuer, `${program.authority}/other/`);
  assert.equal(document.token_endpoint, `${program.authority}/other/oauth/token`);
  assert.equal(document.device_authorization_endpoint, `${program.authority}/other/oauth/device/code`);
  assert.equal(document.end_session_endpoint, `${program.authority}/other/oidc/logout`);
  assert.deepEqual(document.code_challenge_methods_supported, ['S256']);
  assert.equal(document.authorization_response_iss_parameter_supported, undefined);
  assert.deepEqual(await wellKnown(program, '/.well-known/oauth-authorization-server/other'), document);
  await program.set({ iss: 'right', fail_next: { endpoint: 'discovery', status: 404, body: '' } });
  assert.equal(await wellKnown(program, '/other/.well-known/openid-configuration'), 404);
  const second = await wellKnown(program, '/.well-known/oauth-authorization-server/other');
  assert.equal(second.authorization_response_iss_parameter_supported, true);
});

test('a token for an audience, taken by CDF; the refresh keeps it', async (t) => {
  const program = await provider(t, { auto: kari, iss: 'right' });
  const { callback, grant } = await signIn(program);
  assert.equal(callback.searchParams.get('iss'), program.other_issuer);
  assert.equal(grant.status, 200);
  const keys = createRemoteJWKSet(new URL(`${program.other_issuer}.well-known/jwks.json`));
  const { payload } = await jwtVerify(grant.id_token, keys, { issuer: program.other_issuer, audience: program.client_id });
  assert.deepEqual([payload.name, payload.email, payload.nonce, payload.tid], ['Kari Nordmann', kari, 'nonce-1', undefined]);
  const { aud, iss, tid } = decodeJwt(grant.access_token);
  assert.deepEqual([aud, iss, tid], [audience, program.other_issuer, undefined]);
  assert.equal((await program.askCdf('/api/v1/projects', grant.access_token)).status, 200);
  const refreshed = await ask(program, { grant_type: 'refresh_token', refresh_token: grant.refresh_token });
  assert.equal((await program.askCdf('/api/v1/projects', refreshed.access_token)).status, 200);
  assert.deepEqual((await program.requests('?endpoint=authorize')).map((entry) => entry.audience), [audience]);
});

test('CDF’s own address is an audience too; without one the token is opaque, and a foreign one is refused', async (t) => {
  const program = await provider(t, { auto: true });
  const local = (await signIn(program, { audience: program.cdf })).grant;
  assert.equal((await program.askCdf('/api/v1/projects', local.access_token)).status, 200);
  const opaque = (await signIn(program, { audience: undefined })).grant;
  assert.equal(opaque.access_token.includes('.'), false);
  assert.equal((await program.askCdf('/api/v1/projects', opaque.access_token)).status, 401);
  const { callback } = await program.authorizeAt(`${program.other_issuer}authorize`, { scope, audience: 'https://elsewhere.example' });
  assert.equal(callback.searchParams.get('error'), 'access_denied');
  assert.equal(callback.searchParams.get('error_description'), 'Service not found: https://elsewhere.example');
});

test('it asks who signs in, and words its refusals as OAuth does', async (t) => {
  const program = await provider(t);
  const pick = await program.authorizeAt(`${program.other_issuer}authorize`, { scope, audience });
  assert.match(pick.page, /Pick an account/);
  const { callback } = await program.press(pick, { person: ingrid });
  assert.ok(callback.searchParams.get('code'));
  const silent = await program.authorizeAt(`${program.other_issuer}authorize`, { scope, audience, prompt: 'login' });
  assert.equal((await program.press(silent, { cancel: 'yes' })).callback.searchParams.get('error'), 'access_denied');
  const wrong = await ask(program, { grant_type: 'refresh_token', refresh_token: 'made-up' });
  assert.deepEqual([wrong.status, wrong.error, wrong.error_codes, wrong.trace_id], [400, 'invalid_grant', undefined, undefined]);
  const page = await program.authorizeAt(`${program.other_issuer}authorize`, { redirect_uri: 'https://elsewhere.example' });
  assert.equal(page.status, 400);
  assert.doesNotMatch(page.page, /AADSTS/);
  await program.set({ fail_next: { endpoint: 'token', error: 'temporarily_unavailable', status: 503 } });
  assert.equal((await ask(program, { grant_type: 'refresh_token', refresh_token: 'x' })).status, 503);
});

test('its device flow, with its own words for a no', async (t) => {
  const program = await provider(t);
  const begin = () => ask(program, { scope, audience }, 'oauth/device/code');
  const poll = ({ device_code }) => ask(program, { grant_type: deviceGrant, device_code });
  const first = await begin();
  assert.equal(first.verification_uri, `${program.other_issuer}activate`);
  assert.ok(first.verification_uri_complete.includes(first.user_code));
  assert.deepEqual([first.interval, first.message], [5, undefined]);
  assert.equal((await poll(first)).error, 'authorization_pending');
  await program.post('device', { decline: first.user_code });
  assert.equal((await poll(first)).error, 'access_denied');
  const second = await begin();
  await program.post('device', { approve: 'newest', as: kari });
  const grant = await poll(second);
  assert.equal((await program.askCdf('/api/v1/projects', grant.access_token)).status, 200);
  assert.equal((await poll({ device_code: 'made-up' })).error, 'invalid_grant');
});

test('an application needs no scope, nor an audience', async (t) => {
  const program = await provider(t);
  const fields = { grant_type: 'client_credentials', client_id: program.daemon_client_id, client_secret: program.daemon_secret };
  for (const more of [{}, { audience: program.cdf }]) {
    const grant = await ask(program, { ...fields, ...more });
    assert.equal(decodeJwt(grant.access_token).sub, program.daemon_client_id);
    assert.equal((await program.askCdf('/api/v1/token/inspect', grant.access_token)).subject, program.daemon_client_id);
  }
  const wrong = await ask(program, { ...fields, client_secret: 'wrong' });
  assert.deepEqual([wrong.status, wrong.error, wrong.error_codes], [401, 'invalid_client', undefined]);
});

test('what one provider gave out is nothing to the other', async (t) => {
  const program = await provider(t, { auto: true });
  const { grant } = await signIn(program);
  assert.equal((await program.refresh(grant.refresh_token)).error, 'invalid_grant');
  const entra = await program.signIn();
  assert.equal((await ask(program, { grant_type: 'refresh_token', refresh_token: entra.refresh_token })).error, 'invalid_grant');
  await program.post('revoke');
  const revoked = await ask(program, { grant_type: 'refresh_token', refresh_token: (await signIn(program)).grant.refresh_token });
  assert.equal(revoked.status, 200, 'a sign-in after the revocation is good');
});
