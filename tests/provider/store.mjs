// Where oidc-provider keeps its sessions, codes and tokens: memory that forgets nothing by itself, so that an expired
// code is told apart from an unknown one, as Entra does (AADSTS70008, AADSTS70000).
export class Store {
  #records = new Map();

  #behaviour;

  constructor(behaviour) {
    this.#behaviour = behaviour;
  }

  /** oidc-provider asks for one adapter a model. */
  adapter = (model) => ({
    upsert: async (id, payload) => void this.#records.set(`${model}:${id}`, { model, payload }),
    find: async (id) => this.#shown(this.#records.get(`${model}:${id}`)),
    findByUid: async (uid) => this.#search(model, 'uid', uid),
    findByUserCode: async (userCode) => this.#search(model, 'userCode', userCode),
    consume: async (id) => void (this.#records.get(`${model}:${id}`).payload.consumed = Math.floor(Date.now() / 1000)),
    destroy: async (id) => void this.#records.delete(`${model}:${id}`),
    revokeByGrantId: async (grantId) => this.#forget((record) => record.model === model && record.payload.grantId === grantId),
  });

  /** As an administrator's "revoke sessions": refresh tokens are remembered as revoked, browsers have to sign in again. */
  revokeAll() {
    let revoked = 0;
    for (const { model, payload } of this.#records.values()) {
      if (model === 'RefreshToken' && !payload.revoked) {
        payload.revoked = true;
        revoked += 1;
      }
    }
    this.#forget((record) => record.model === 'Session');
    return revoked;
  }

  wasRevoked(refreshToken) {
    return this.#records.get(`RefreshToken:${refreshToken}`)?.payload.revoked === true;
  }

  /** Moves the end of every AuthorizationCode, RefreshToken or DeviceCode to the past, so that no test has to wait. */
  expire(model) {
    const records = [...this.#records.values()].filter((record) => record.model === model);
    for (const { payload } of records) payload.exp = payload.iat;
    return records.length;
  }

  /** The newest of a kind, and the one of that id, as they are kept. */
  newest(model) {
    return [...this.#records.values()].findLast((record) => record.model === model)?.payload;
  }

  find(model, id) {
    return this.#records.get(`${model}:${id}`)?.payload;
  }

  #shown(record) {
    if (!record || record.payload.revoked) return undefined;
    const { model, payload } = record;
    if (model === 'RefreshToken' && !this.#behaviour.reuse_detection) return { ...payload, consumed: undefined };
    return payload;
  }

  #search(model, name, value) {
    for (const record of this.#records.values()) {
      if (record.model === model && record.payload[name] === value) return this.#shown(record);
    }
    return undefined;
  }

  #forget(matches) {
    for (const [key, record] of this.#records) if (matches(record)) this.#records.delete(key);
  }
}
