// What a scope asks for, and who signs in when no page is to be shown.
import { errors } from 'oidc-provider';

import { byUsername, people } from './people.mjs';

export const oidcScopes = ['openid', 'profile', 'email', 'offline_access'];

/** `https://westeurope-1.cognitedata.com/.default` asks for the resource `https://westeurope-1.cognitedata.com`. */
export function resourceOf(scope) {
  const scopes = (scope ?? '').split(' ').filter((name) => name && !oidcScopes.includes(name));
  const unknown = scopes.find((name) => !name.includes('://'));
  if (unknown) throw new errors.InvalidScope('unknown scope', unknown);
  const resources = new Set(scopes.map((name) => name.slice(0, name.lastIndexOf('/'))));
  if (resources.size > 1) throw new errors.InvalidScope('more than one resource', scope);
  return [...resources][0];
}

/** See `auto` in behaviour.mjs. */
export function automaticPerson(auto, loginHint) {
  if (!auto) return undefined;
  return auto === true ? (byUsername(loginHint) ?? people[0]) : byUsername(auto);
}
