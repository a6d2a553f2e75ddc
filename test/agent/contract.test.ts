import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { object } from '../../src/agent/json.ts';
import { requireInCi } from '../support/available.ts';
import { OPENCODE, type RealServer, startRealServer } from './real-server.ts';

/** Every call that we make of the server, as its own API description names it. */
const CALLS: { method: string; path: string }[] = [
  { method: 'get', path: '/global/health' },
  { method: 'get', path: '/global/event' },
  { method: 'post', path: '/global/dispose' },
  { method: 'get', path: '/config' },
  { method: 'get', path: '/config/providers' },
  { method: 'get', path: '/agent' },
  { method: 'get', path: '/command' },
  { method: 'post', path: '/session' },
  { method: 'get', path: '/session/status' },
  { method: 'get', path: '/session/{sessionID}' },
  { method: 'get', path: '/session/{sessionID}/children' },
  { method: 'get', path: '/session/{sessionID}/message' },
  { method: 'post', path: '/session/{sessionID}/prompt_async' },
  { method: 'post', path: '/session/{sessionID}/command' },
  { method: 'post', path: '/session/{sessionID}/abort' },
  { method: 'get', path: '/permission' },
  { method: 'post', path: '/permission/{requestID}/reply' },
  { method: 'get', path: '/question' },
  { method: 'post', path: '/question/{requestID}/reply' },
  { method: 'post', path: '/tui/publish' },
];

const isThere = requireInCi(
  'the opencode executable',
  existsSync(OPENCODE),
  'npm install brings it on Linux x64',
);

describe.runIf(isThere)('the API of the pinned opencode', () => {
  let real: RealServer;
  let paths: Record<string, unknown>;

  beforeAll(async () => {
    real = await startRealServer();
    paths = object(object(await real.get('/doc'))['paths']);
  });

  afterAll(() => real.remove());

  it.each(CALLS)('has $method $path', ({ method, path }) => {
    expect(Object.keys(object(paths[path]))).toContain(method);
  });
});
