// A stand-in for Cognite Data Fusion's API: as much as shows that a token arrived and was good.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { createLocalJWKSet, jwtVerify } from 'jose';

import { readBody } from './control.mjs';
import { answerRaw, isPatch, isRaw } from './faults.mjs';
import { sha256 } from './log.mjs';
import { withChanges } from './patch.mjs';

const group = 4807911;
const capability = (name, actions, projects) => ({ [`${name}Acl`]: { actions, scope: { all: {} } }, projectScope: { projects } });

const timeSeries = [
  { id: 4001, externalId: 'north:21-PT-1019', name: '21-PT-1019', unit: 'bar', isString: false, isStep: false, createdTime: 1700000000000, lastUpdatedTime: 1700000000000 },
  { id: 4002, externalId: 'north:21-TT-1022', name: '21-TT-1022', unit: 'degC', isString: false, isStep: false, createdTime: 1700000000000, lastUpdatedTime: 1700000000000 },
];
const assets = [
  { id: 5001, externalId: 'north:compressor-1', name: 'Compressor 1', rootId: 5001, createdTime: 1700000000000, lastUpdatedTime: 1700000000000 },
];

/** What lies below /api/v1/projects/{project}; list requests may come as GET or as POST …/list. */
const resources = {
  '/timeseries': timeSeries,
  '/assets': assets,
  '/raw/dbs': [{ name: 'north' }],
};

class CdfError extends Error {
  constructor(code, message, options) {
    super(message, options);
    this.code = code;
  }
}

/** The handler for node's http server. */
export function createCdf({ jwk, issuer, audience, projects, faults, log }) {
  const { d, p, q, dp, dq, qi, ...publicJwk } = jwk;
  const keys = createLocalJWKSet({ keys: [publicJwk] });

  async function verify(bearer) {
    try {
      const { payload } = await jwtVerify(bearer, keys, { issuer, audience, algorithms: ['RS256'], requiredClaims: ['exp'] });
      return payload;
    } catch (cause) {
      throw new CdfError(401, 'Unauthorized', { cause });
    }
  }

  function inspect({ sub }) {
    return {
      subject: sub,
      projects: projects.map((projectUrlName) => ({ projectUrlName, groups: [group] })),
      capabilities: [
        capability('timeSeries', ['READ', 'WRITE'], projects),
        capability('assets', ['READ'], projects),
        capability('raw', ['READ', 'LIST'], projects),
        capability('projects', ['LIST', 'READ'], projects),
      ],
    };
  }

  function inProject(project, rest, limit) {
    if (!projects.includes(project)) throw new CdfError(401, 'Unauthorized');
    if (rest === '') return { name: project, urlName: project, organization: 'north', userProfilesConfiguration: { enabled: true } };
    const items = resources[rest.replace(/\/list$/, '')];
    if (!items) throw new CdfError(404, `Not found: ${rest}`);
    return { items: items.slice(0, limit) };
  }

  function answer(path, payload, limit) {
    if (path === '/api/v1/token/inspect') return inspect(payload);
    if (path === '/api/v1/projects') return { items: projects.map((urlName) => ({ urlName, dataModelingStatus: 'HYBRID' })) };
    const [, project, rest] = /^\/api\/v1\/projects\/([^/]+)(\/.*)?$/.exec(path) ?? [];
    if (!project) throw new CdfError(404, `Not found: ${path}`);
    return inProject(project, rest ?? '', limit);
  }

  async function handle(req, res, entry) {
    const { pathname, searchParams } = new URL(req.url, 'http://stand-in');
    await readBody(req);
    const fault = faults.take('cdf', { path: pathname });
    if (fault?.delay_ms) await sleep(fault.delay_ms, undefined, { ref: false });
    if (fault && isRaw(fault)) return answerRaw(req, res, fault);
    if (fault && !isPatch(fault)) throw new CdfError(fault.status ?? 500, fault.description ?? 'Internal server error');
    const bearer = /^Bearer ([^ ]+)$/.exec(req.headers.authorization ?? '')?.[1];
    if (!bearer) throw new CdfError(401, 'Unauthorized');
    const payload = await verify(bearer);
    entry.subject = payload.sub;
    const good = answer(pathname, payload, Number(searchParams.get('limit') ?? 1000));
    return send(res, 200, withChanges(good, fault?.patch ?? {}));
  }

  return async (req, res) => {
    const { pathname, searchParams } = new URL(req.url, 'http://stand-in');
    if (pathname === '/control/requests') {
      send(res, 200, { requests: log.list(Object.fromEntries(searchParams)) });
      return;
    }
    const { authorization } = req.headers;
    const request_id = randomUUID();
    res.setHeader('x-request-id', request_id);
    const entry = log.begin({
      method: req.method,
      path: pathname,
      request_id,
      user_agent: req.headers['user-agent'],
      sdk: req.headers['x-cdp-sdk'],
      app: req.headers['x-cdp-app'],
      token_sha256: authorization ? sha256(authorization.replace(/^Bearer /, '')) : undefined,
    });
    try {
      await handle(req, res, entry);
    } catch (error) {
      const known = error instanceof CdfError;
      if (!known) console.error(error);
      const code = known ? error.code : 500;
      entry.message = error.message;
      send(res, code, { error: { code, message: error.message } });
    }
    entry.status = res.statusCode;
    entry.outcome = res.statusCode < 400 ? 'answered' : 'refused';
  };
}

function send(res, status, body) {
  const text = JSON.stringify(body);
  res.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  res.end(text);
}
