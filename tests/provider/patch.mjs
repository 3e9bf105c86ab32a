// A good token answer made wrong in one place.
import { SignJWT, decodeJwt, decodeProtectedHeader } from 'jose';

/** The members with some changed; null leaves one out. */
export const withChanges = (members, changes) => Object.fromEntries(
  Object.entries({ ...members, ...changes }).filter(([, value]) => value !== null && value !== undefined),
);

/** `patch` changes members of the answer, `id_token` claims of the id_token, which is signed anew; null leaves out. */
export async function patchGrant(grant, { patch, id_token }, privateKey) {
  const changed = { ...grant };
  if (id_token !== undefined && grant.id_token) {
    const { alg, kid } = decodeProtectedHeader(grant.id_token);
    changed.id_token = await new SignJWT(withChanges(decodeJwt(grant.id_token), id_token))
      .setProtectedHeader({ typ: 'JWT', alg, kid })
      .sign(privateKey);
  }
  return withChanges(changed, patch ?? {});
}
