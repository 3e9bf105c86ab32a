import assert from 'node:assert/strict';
import { test } from 'node:test';

import { provider, scope } from '../program.mjs';
import { sha256 } from '../log.mjs';

const unauthorized = { code: 401, message: 'Unauthorized' };

test('CDF answers a good token and can prove which one arrived', async (t) => {
  const program = await provider(t, { auto: true });
  const { access_token } = await program.signIn();
  const inspect = await program.askCdf('/api/v1/token/inspect', access_token);
  assert.deepEqual(inspect.projects.map(({ projectUrlName }) => projectUrlName), ['north-prod', 'north-staging']);
  assert.deepEqual((await program.askCdf('/api/v1/projects', access_token)).items.map(({ urlName }) => urlName), ['north-prod', 'north-staging']);
  assert.equal((await program.askCdf('/api/v1/projects/north-prod', access_token)).urlName, 'north-prod');
  const listed = await program.askCdf('/api/v1/projects/north-prod/timeseries/list', access_token, { method: 'POST', body: '{}' });
  assert.ok(listed.items.length > 1);
  assert.equal((await program.askCdf('/api/v1/projects/north-prod/timeseries?limit=1', access_token)).items.length, 1);

  const { requests } = await (await fetch(`${program.cdf}/control/requests`)).json();
  assert.equal(requests.length, 5);
  assert.ok(requests.every(({ token_sha256, outcome }) => token_sha256 === sha256(access_token) && outcome === 'answered'));
  assert.equal(JSON.stringify(requests).includes(access_token), false);
});

test('a token that was tampered with, or none, is refused in CDF’s shape', async (t) => {
  const program = await provider(t, { auto: true });
  const { access_token, id_token, refresh_token } = await program.signIn();
  const [header, payload, signature] = access_token.split('.');
  const claims = { ...JSON.parse(Buffer.from(payload, 'base64url')), sub: 'somebody-else' };
  const forged = Buffer.from(JSON.stringify(claims)).toString('base64url');
  const unsigned = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
  for (const wrong of [
    `${header}.${forged}.${signature}`, `${unsigned}.${payload}.`, `${header}.${payload}.${'A'.repeat(signature.length)}`,
    id_token, refresh_token, 'garbage', undefined,
  ]) {
    const reply = await program.askCdf('/api/v1/token/inspect', wrong);
    assert.deepEqual([reply.status, reply.error], [401, unauthorized], wrong);
    assert.match(reply.requestId, /^[0-9a-f-]{36}$/);
  }
});

test('a token for another cluster, of another provider, or past its end is refused', async (t) => {
  const program = await provider(t, { auto: true });
  const elsewhere = await program.signIn({ scope: scope.replace('westeurope-1', 'bluefield') });
  assert.equal(elsewhere.status, 200);
  assert.deepEqual((await program.askCdf('/api/v1/projects', elsewhere.access_token)).error, unauthorized);

  const stranger = await provider(t, { auto: true });
  const { access_token: foreign } = await stranger.signIn();
  assert.equal((await stranger.askCdf('/api/v1/projects', foreign)).status, 200);
  assert.deepEqual((await program.askCdf('/api/v1/projects', foreign)).error, unauthorized);

  await program.set({ expires_in: 1 });
  const { access_token } = await program.signIn();
  let reply = await program.askCdf('/api/v1/projects', access_token);
  while (reply.status === 200) reply = await program.askCdf('/api/v1/projects', access_token);
  assert.deepEqual(reply.error, unauthorized);
});

test('what CDF says of a token can be changed', async (t) => {
  const program = await provider(t, { auto: true });
  const { access_token } = await program.signIn();
  const inspect = '/api/v1/token/inspect';
  const capabilities = [{ someNewAcl: { actions: ['READ'], scope: { curtain: {} } } }];
  await program.set({ fail_next: [
    { endpoint: 'cdf', path: inspect, patch: { projects: [{ projectUrlName: 'north-prod', groups: [] }], capabilities, subject: null }, times: 'always' },
    { endpoint: 'cdf', path: '/api/v1/projects', patch: { items: [] } },
  ] });
  for (let time = 0; time < 2; time += 1) {
    const { status, requestId, ...answer } = await program.askCdf(inspect, access_token);
    assert.deepEqual(answer, { projects: [{ projectUrlName: 'north-prod', groups: [] }], capabilities });
  }
  assert.deepEqual((await program.askCdf('/api/v1/projects', access_token)).items, []);
  assert.equal((await program.askCdf('/api/v1/projects', access_token)).items.length, 2);
  assert.equal((await program.askCdf(inspect, 'garbage')).status, 401, 'a changed answer is for good tokens');
});

test('an answer’s x-request-id is in the log', async (t) => {
  const program = await provider(t, { auto: true });
  const { access_token } = await program.signIn();
  await program.set({ fail_next: { endpoint: 'cdf', status: 502, body: '<h1>Bad gateway</h1>' } });
  const raw = await fetch(`${program.cdf}/api/v1/projects`);
  const { requestId } = await program.askCdf('/api/v1/projects', access_token);
  const { requests } = await (await fetch(`${program.cdf}/control/requests`)).json();
  assert.deepEqual(requests.map(({ request_id }) => request_id), [raw.headers.get('x-request-id'), requestId]);
});

test('a project that is not the person’s, and a path that is not there', async (t) => {
  const program = await provider(t, { auto: true });
  const { access_token } = await program.signIn();
  assert.equal((await program.askCdf('/api/v1/projects/south-prod/assets', access_token)).error.code, 401);
  assert.equal((await program.askCdf('/api/v1/projects/north-prod/nothing', access_token)).error.code, 404);
  assert.equal((await program.askCdf('/nothing', access_token)).error.code, 404);
});
