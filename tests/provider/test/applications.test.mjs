import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash, createPrivateKey, randomUUID, X509Certificate } from 'node:crypto';
import { test } from 'node:test';

import { SignJWT, decodeJwt } from 'jose';

import { provider } from '../program.mjs';

const scope = 'https://westeurope-1.cognitedata.com/.default';
const told = ({ status, error, error_codes }) => [status, error, error_codes?.[0]];

const withSecret = (program, more = {}) => program.token({
  grant_type: 'client_credentials', client_id: program.daemon_client_id, client_secret: program.daemon_secret, scope, ...more,
});

async function withBasic(program, secret) {
  const credentials = Buffer.from(`${program.daemon_client_id}:${encodeURIComponent(secret)}`).toString('base64');
  const reply = await fetch(`${program.base}/oauth2/v2.0/token`, {
    method: 'POST', headers: { authorization: `Basic ${credentials}` }, body: new URLSearchParams({ grant_type: 'client_credentials', scope }),
  });
  return { status: reply.status, ...(await reply.json()) };
}

test('an application signs in with its secret, in the body or as Basic, and CDF takes its token', async (t) => {
  const program = await provider(t, { expires_in: 1234 });
  for (const grant of [await withSecret(program), await withBasic(program, program.daemon_secret)]) {
    assert.equal(grant.status, 200);
    assert.deepEqual([grant.token_type, grant.expires_in, grant.refresh_token, grant.id_token, grant.scope], ['Bearer', 1234, undefined, undefined, undefined]);
    const claims = decodeJwt(grant.access_token);
    assert.deepEqual([claims.azp, claims.appid, claims.idtyp, claims.scp], [program.daemon_client_id, program.daemon_client_id, 'app', undefined]);
    assert.equal(claims.aud, 'https://westeurope-1.cognitedata.com');
    assert.equal(claims.sub, claims.oid);
    assert.equal((await program.askCdf('/api/v1/token/inspect', grant.access_token)).subject, claims.sub);
  }
  const requests = await program.requests('?grant_type=client_credentials');
  assert.deepEqual(requests.map(({ client_auth, outcome }) => [client_auth, outcome]), [['post', 'granted'], ['basic', 'granted']]);
  assert.equal(JSON.stringify(requests).includes(program.daemon_secret), false);
});

test('a wrong secret, one past its end, and none are told apart', async (t) => {
  const program = await provider(t);
  assert.deepEqual(told(await withSecret(program, { client_secret: 'wrong' })), [401, 'invalid_client', 7000215]);
  assert.deepEqual(told(await withBasic(program, 'wrong')), [401, 'invalid_client', 7000215]);
  const none = await program.token({ grant_type: 'client_credentials', client_id: program.daemon_client_id, scope });
  assert.deepEqual(told(none), [401, 'invalid_client', 7000218]);
  await program.set({ secret_expired: true });
  const expired = await withSecret(program);
  assert.deepEqual(told(expired), [401, 'invalid_client', 7000222]);
  assert.match(expired.error_description, new RegExp(`for app '${program.daemon_client_id}' are expired`));
  await program.set({ secret_expired: false });
  assert.equal((await withSecret(program)).status, 200);
  assert.deepEqual(told(await program.token({ grant_type: 'client_credentials', scope })), [401, 'invalid_client', 7000218], 'a public client has no secret');
});

test('only .default of one resource can be asked for', async (t) => {
  const program = await provider(t);
  assert.deepEqual(told(await withSecret(program, { scope: scope.replace('.default', 'user_impersonation') })), [400, 'invalid_scope', 1002012]);
  assert.deepEqual(told(await withSecret(program, { scope: `${scope} openid offline_access` })), [400, 'invalid_scope', 70011]);
  assert.deepEqual(told(await withSecret(program, { scope: '' })), [400, 'invalid_request', 900144]);
  assert.deepEqual(told(await withSecret(program, { scope: 'https://nowhere.cognitedata.com/.default' })), [400, 'invalid_resource', 500011]);
});

/** A key and a certificate that signs itself, made by openssl, as administrators do. */
function credential() {
  const out = execFileSync('openssl', [
    'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', '-', '-subj', '/CN=cdf-signin-test', '-days', '2',
  ], { stdio: ['ignore', 'pipe', 'ignore'] }).toString();
  const pem = out.slice(out.indexOf('-----BEGIN CERTIFICATE-----'));
  const hashed = (hash, encoding) => createHash(hash).update(new X509Certificate(pem).raw).digest(encoding);
  return { key: createPrivateKey(out), pem, thumbprint: hashed('sha256', 'base64url'), padded: hashed('sha1', 'base64') };
}

const known = credential();
const unknown = credential();

/** Asks with an assertion; `claims` and `header` change it, undefined leaves one out. */
async function withAssertion(program, { claims = {}, header = {}, key = known.key, fields = {}, tenant } = {}) {
  const now = Math.floor(Date.now() / 1000);
  const payload = {
    aud: `${program.base}/oauth2/v2.0/token`, iss: program.certificate_client_id, sub: program.certificate_client_id,
    jti: randomUUID(), iat: now, nbf: now, exp: now + 300, ...claims,
  };
  const assertion = await new SignJWT(payload).setProtectedHeader({ alg: 'PS256', typ: 'JWT', 'x5t#S256': known.thumbprint, ...header }).sign(key);
  const grant = await program.token({
    grant_type: 'client_credentials', client_id: program.certificate_client_id, scope,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: assertion, ...fields,
  }, tenant);
  return { ...grant, assertion };
}

test('an application signs in with a certificate that was registered', async (t) => {
  const program = await provider(t);
  assert.deepEqual(told(await withAssertion(program)), [401, 'invalid_client', 700027], 'not registered yet');
  assert.deepEqual(await program.post('certificate', { pem: known.pem }), { status: 200, 'x5t#S256': known.thumbprint });
  assert.equal((await program.post('certificate', { pem: 'none' })).status, 400);

  for (const more of [
    {}, { header: { alg: 'RS256' } }, { header: { kid: known.thumbprint } },
    { header: { 'x5t#S256': undefined, x5t: known.padded.replaceAll('+', '-').replaceAll('/', '_') } }, { claims: { aud: `${program.base}/v2.0` } },
    { claims: { aud: `${program.authority}/north.example/oauth2/v2.0/token` }, tenant: 'north.example' },
  ]) {
    const grant = await withAssertion(program, more);
    assert.equal(grant.status, 200, JSON.stringify([more, grant]));
    const claims = decodeJwt(grant.access_token);
    assert.deepEqual([claims.azp, claims.azpacr, claims.idtyp], [program.certificate_client_id, '2', 'app']);
    assert.equal((await program.askCdf('/api/v1/projects', grant.access_token)).status, 200);
  }
  assert.ok((await program.requests('?outcome=granted')).every(({ client_auth }) => client_auth === 'assertion'));
});

test('an assertion is verified for real', async (t) => {
  const program = await provider(t);
  await program.post('certificate', { pem: known.pem });
  const past = Math.floor(Date.now() / 1000) - 1;
  const wrong = {
    'signed by another key': [700027, { key: unknown.key }],
    'another certificate named': [700027, { header: { 'x5t#S256': unknown.thumbprint } }],
    'no certificate named': [700027, { header: { 'x5t#S256': undefined } }],
    'for another audience': [700023, { claims: { aud: 'https://login.example/token' } }],
    'without an audience': [700023, { claims: { aud: undefined } }],
    'past its end': [700024, { claims: { exp: past } }],
    'without an end': [700024, { claims: { exp: undefined } }],
    'not yet good': [700024, { claims: { nbf: past + 3600 } }],
    'of another issuer': [700027, { claims: { iss: program.client_id } }],
    'without an id': [700027, { claims: { jti: undefined } }],
  };
  for (const [name, [aadsts, more]] of Object.entries(wrong)) {
    assert.deepEqual(told(await withAssertion(program, more)), [401, 'invalid_client', aadsts], name);
  }
  const first = await withAssertion(program);
  assert.equal(first.status, 200);
  const replayed = await withAssertion(program, { fields: { client_assertion: first.assertion } });
  assert.deepEqual(told(replayed), [401, 'invalid_client', 700027], 'used twice');
  const [header, payload, signature] = (await withAssertion(program)).assertion.split('.');
  const forged = `${header}.${payload}.${signature.slice(0, -6)}AAAAAA`;
  assert.deepEqual(told(await withAssertion(program, { fields: { client_assertion: forged } })), [401, 'invalid_client', 700027], 'tampered with');
});
