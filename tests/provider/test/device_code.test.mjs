import assert from 'node:assert/strict';
import { test } from 'node:test';

import { decodeJwt } from 'jose';

import { kari, provider, scope } from '../program.mjs';

const grantType = 'urn:ietf:params:oauth:grant-type:device_code';

const fieldsOf = (page) => Object.fromEntries([...page.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]));

async function begin(program) {
  const reply = await fetch(`${program.base}/oauth2/v2.0/devicecode`, {
    method: 'POST', body: new URLSearchParams({ client_id: program.client_id, scope }),
  });
  return reply.json();
}

test('a device code is pending until the person has entered it and signed in', async (t) => {
  const program = await provider(t);
  const { device_code, user_code, verification_uri } = await begin(program);
  const poll = () => program.token({ grant_type: grantType, device_code });
  const pending = await poll();
  assert.deepEqual([pending.error, pending.error_codes], ['authorization_pending', [70016]]);

  const asked = await program.browse(verification_uri);
  const confirm = await program.press(asked, { ...fieldsOf(asked.page), user_code });
  const pick = await program.press(confirm, fieldsOf(confirm.page));
  assert.match(pick.page, /Pick an account/);
  await program.press(pick, { person: kari });

  const grant = await poll();
  assert.equal(grant.status, 200);
  assert.equal(decodeJwt(grant.id_token).preferred_username, kari);
  assert.equal(decodeJwt(grant.access_token).aud, 'https://westeurope-1.cognitedata.com');
  assert.equal((await program.refresh(grant.refresh_token)).status, 200);
});

test('a device code that ended says so', async (t) => {
  const program = await provider(t);
  const { device_code } = await begin(program);
  await program.post('expire', { kind: 'device_codes' });
  const { error, error_codes } = await program.token({ grant_type: grantType, device_code });
  assert.deepEqual([error, error_codes], ['expired_token', [70019]]);
});
