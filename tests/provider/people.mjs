// The two people who can sign in. Object ids are fixed so that a test can name them.
export const people = [
  {
    object_id: '0f6b1c0e-4d1e-4a57-9c3e-5b8a6f2d7101',
    name: 'Ingrid Solberg',
    username: 'ingrid.solberg@north.example',
  },
  {
    object_id: '7a2d9c44-91b3-4c0d-8e65-1f3a0b9e7202',
    name: 'Kari Nordmann',
    username: 'kari.nordmann@north.example',
  },
];

export const byUsername = (username) => people.find((person) => person.username === username?.toLowerCase());
export const byObjectId = (objectId) => people.find((person) => person.object_id === objectId);

/** Who signs in when no page is to be shown: see `auto` in behaviour.mjs. */
export function automaticPerson(auto, loginHint) {
  if (!auto) return undefined;
  return auto === true ? (byUsername(loginHint) ?? people[0]) : byUsername(auto);
}
