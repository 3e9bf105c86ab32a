import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';

import { ingrid, kari, provider, scope } from '../program.mjs';

test('a sign-in through the page ends in tokens that verify against the published keys', async (t) => {
  const program = await provider(t);
  const shown = await program.authorize();
  assert.match(shown.page, /Pick an account/);
  const { callback } = await program.press(shown, { person: ingrid });
  assert.equal(callback.origin, 'http://localhost:53000');
  assert.equal(callback.searchParams.get('state'), 'state-1');
  assert.equal(callback.searchParams.has('iss'), false, 'Entra sends no iss');

  const grant = await program.redeem(callback.searchParams.get('code'));
  assert.equal(grant.status, 200);
  assert.equal(grant.token_type, 'Bearer');
  assert.equal(grant.expires_in, 3600);
  assert.ok(grant.refresh_token);

  const document = await (await fetch(`${program.base}/v2.0/.well-known/openid-configuration`)).json();
  assert.equal(document.token_endpoint, `${program.base}/oauth2/v2.0/token`);
  const keys = createRemoteJWKSet(new URL(document.jwks_uri));
  const access = await jwtVerify(grant.access_token, keys, {
    issuer: document.issuer, audience: 'https://westeurope-1.cognitedata.com', typ: 'JWT',
  });
  assert.equal(access.payload.exp - access.payload.iat, 3600);
  const { payload } = await jwtVerify(grant.id_token, keys, { issuer: document.issuer, audience: program.client_id });
  assert.equal(payload.name, 'Ingrid Solberg');
  assert.equal(payload.preferred_username, ingrid);
  assert.equal(payload.tid, program.tenant_id);
  assert.equal(payload.nonce, 'nonce-1');
  assert.match(payload.oid, /^[0-9a-f-]{36}$/);
});

test('a wrong verifier, or none, gets no token and leaves the code unused', async (t) => {
  const program = await provider(t, { auto: true });
  const { callback } = await program.authorize();
  const code = callback.searchParams.get('code');
  const wrong = await program.redeem(code, { code_verifier: 'x'.repeat(43) });
  assert.equal(wrong.status, 400);
  assert.equal(wrong.error, 'invalid_grant');
  assert.deepEqual(wrong.error_codes, [501481]);
  assert.deepEqual((await program.redeem(code, { code_verifier: '' })).error_codes, [501481]);
  assert.equal((await program.redeem(code)).status, 200);
});

test('an authorize request without PKCE, or with the plain method, is refused', async (t) => {
  const program = await provider(t, { auto: true });
  for (const more of [{ code_challenge: undefined, code_challenge_method: undefined }, { code_challenge_method: 'plain' }]) {
    const { callback } = await program.authorize(more);
    assert.equal(callback.searchParams.get('error'), 'invalid_request');
    assert.match(callback.searchParams.get('error_description'), /^AADSTS9002325:/);
    assert.equal(callback.searchParams.has('code'), false);
  }
});

test('a code redeems once, for the redirect it was made for, and before it ends', async (t) => {
  const program = await provider(t, { auto: true });
  const first = (await program.authorize()).callback.searchParams.get('code');
  assert.deepEqual((await program.redeem(first, { redirect_uri: 'http://localhost:53001' })).error_codes, [500112]);
  assert.equal((await program.redeem(first)).status, 200);
  assert.deepEqual((await program.redeem(first)).error_codes, [54005]);

  const second = (await program.authorize()).callback.searchParams.get('code');
  assert.equal((await program.post('expire', { kind: 'codes' })).expired, 1);
  assert.deepEqual((await program.redeem(second)).error_codes, [70008]);
  assert.deepEqual((await program.redeem('no-such-code')).error_codes, [70000]);
});

test('the port of the redirect does not count, its path does', async (t) => {
  const program = await provider(t, { auto: true });
  for (const redirect_uri of ['http://localhost:1', 'http://localhost:65535', 'http://localhost', 'http://localhost:53000/']) {
    const { callback } = await program.authorize({ redirect_uri });
    assert.ok(callback.searchParams.get('code'), redirect_uri);
    assert.equal(callback.port, new URL(redirect_uri).port);
    assert.equal((await program.redeem(callback.searchParams.get('code'), { redirect_uri })).status, 200);
  }
  for (const redirect_uri of ['http://localhost:53000/callback', 'http://127.0.0.1:53000', 'https://localhost:53000', 'http://example.org']) {
    const { page, status } = await program.authorize({ redirect_uri });
    assert.equal(status, 400, redirect_uri);
    assert.match(page, /AADSTS50011: The redirect URI/);
  }
  await program.set({ strict_redirect: true });
  assert.match((await program.authorize({ redirect_uri: 'http://localhost:53000/' })).page, /AADSTS50011/);
  assert.ok((await program.authorize()).callback);
});

test('form_post answers with a form for the redirect address', async (t) => {
  const program = await provider(t, { auto: true });
  const { page } = await program.authorize({ response_mode: 'form_post', state: '"><script>' });
  assert.match(page, /<form method="POST" name="hiddenform" action="http:\/\/localhost:53000">/);
  assert.match(page, /name="state" value="&quot;&gt;&lt;script&gt;"/);
  const [, code] = /name="code" value="([^"]+)"/.exec(page);
  assert.equal((await program.redeem(code)).status, 200);
});

test('Cancel is a refusal with AADSTS65004, in both response modes', async (t) => {
  const program = await provider(t);
  const { callback } = await program.press(await program.authorize(), { cancel: 'yes' });
  assert.equal(callback.searchParams.get('error'), 'access_denied');
  assert.match(callback.searchParams.get('error_description'), /^AADSTS65004: .* Trace ID: \S+ Correlation ID: \S+ Timestamp: /);
  assert.equal(callback.searchParams.get('state'), 'state-1');

  const posted = await program.press(await program.authorize({ response_mode: 'form_post' }), { cancel: 'yes' });
  assert.match(posted.page, /name="error" value="access_denied"/);
});

test('prompt and login_hint are honoured', async (t) => {
  const program = await provider(t);
  const silent = await program.authorize({ prompt: 'none' });
  assert.equal(silent.callback.searchParams.get('error'), 'login_required');
  assert.match(silent.callback.searchParams.get('error_description'), /^AADSTS50058/);

  await program.press(await program.authorize(), { person: ingrid });
  assert.ok((await program.authorize()).callback, 'the session answers without a page');
  assert.ok((await program.authorize({ prompt: 'none' })).callback.searchParams.get('code'));
  assert.match((await program.authorize({ prompt: 'login' })).page, /Pick an account/);
  const choice = await program.authorize({ prompt: 'select_account', login_hint: kari });
  assert.ok(choice.page.indexOf(kari) < choice.page.indexOf(ingrid), 'the hinted person comes first');
  const { callback } = await program.press(choice, { person: kari });
  const grant = await program.redeem(callback.searchParams.get('code'));
  assert.equal(decodeJwt(grant.id_token).preferred_username, kari);
  assert.match((await program.authorize({ login_hint: ingrid })).page, /Pick an account/, 'the session is Kari’s');

  const consent = await program.authorize({ prompt: 'consent' });
  assert.match(consent.page, /Permissions requested/);
  const accepted = (await program.press(consent, { accept: 'yes' })).callback;
  assert.ok((await program.redeem(accepted.searchParams.get('code'))).refresh_token);
});

test('signing out ends the session of that browser', async (t) => {
  const program = await provider(t);
  await program.press(await program.authorize(), { person: ingrid });
  assert.ok((await program.authorize()).callback);
  const { page } = await program.browse(`${program.base}/oauth2/v2.0/logout`);
  assert.match(page, /You signed out of your account/);
  assert.match((await program.authorize()).page, /Pick an account/);
});

test('without offline_access there is no refresh token, without openid no id_token', async (t) => {
  const program = await provider(t, { auto: true });
  const online = await program.signIn({ scope: 'https://westeurope-1.cognitedata.com/.default openid' });
  assert.equal(online.refresh_token, undefined);
  assert.equal(decodeJwt(online.id_token).preferred_username, undefined, 'profile was not asked for');
  const bare = await program.signIn({ scope: 'https://westeurope-1.cognitedata.com/.default offline_access', nonce: undefined });
  assert.equal(bare.id_token, undefined);
  assert.ok(bare.refresh_token);
});

test('unknown tenants, clients, resources and scopes are told apart', async (t) => {
  const program = await provider(t, { auto: true });
  const elsewhere = '11111111-2222-3333-4444-555555555555';
  assert.match((await program.authorize({}, elsewhere)).page, new RegExp(`AADSTS90002: Tenant &#39;${elsewhere}`));
  const tenant = await program.token({ grant_type: 'refresh_token', refresh_token: 'x' }, elsewhere);
  assert.deepEqual([tenant.status, tenant.error, tenant.error_codes], [400, 'invalid_request', [90002]]);
  assert.match((await program.authorize({}, 'common')).page, /AADSTS50194/);

  const client_id = '99999999-2222-3333-4444-555555555555';
  assert.match((await program.authorize({ client_id })).page, /AADSTS700016/);
  const client = await program.token({ client_id, grant_type: 'authorization_code', code: 'x' });
  assert.deepEqual([client.status, client.error, client.error_codes], [400, 'unauthorized_client', [700016]]);
  const secret = await program.token({ client_secret: 's', grant_type: 'authorization_code', code: 'x' });
  assert.deepEqual([secret.status, secret.error, secret.error_codes], [401, 'invalid_client', [700025]]);

  const refused = async (wanted) => (await program.authorize({ scope: wanted })).callback.searchParams.get('error_description');
  assert.match(await refused('https://westeurope-l.cognitedata.com/.default openid'), /^AADSTS500011: .*westeurope-l/);
  assert.match(await refused('openid nonsense'), /^AADSTS70011/);
  assert.match(await refused('openid https://api.cognitedata.com/.default https://bluefield.cognitedata.com/.default'), /^AADSTS28000/);
});

test('a tenant may be named by its domain; the issuer stays that of the GUID', async (t) => {
  const program = await provider(t, { auto: kari });
  const { callback } = await program.authorize({}, 'north.example');
  const grant = await program.redeem(callback.searchParams.get('code'));
  assert.equal(decodeJwt(grant.id_token).iss, `${program.base}/v2.0`);
  const document = await (await fetch(`${program.authority}/organizations/v2.0/.well-known/openid-configuration`)).json();
  assert.equal(document.issuer, `${program.base}/v2.0`);
});

test('a malformed token request names what is missing', async (t) => {
  const program = await provider(t);
  const missing = await program.token({ grant_type: 'authorization_code', redirect_uri: 'http://localhost' });
  assert.deepEqual([missing.error, missing.error_codes], ['invalid_request', [900144]]);
  assert.match(missing.error_description, /parameter: 'code'/);
  const unsupported = await program.token({ grant_type: 'password', username: 'u', password: 'p', scope });
  assert.deepEqual([unsupported.error, unsupported.error_codes], ['unsupported_grant_type', [70003]]);
});
