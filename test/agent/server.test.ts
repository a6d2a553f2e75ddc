import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { processesWith } from '../../src/agent/proc.ts';
import { ServerError } from '../../src/agent/server-error.ts';
import { startServer, type ServerOptions } from '../../src/agent/server.ts';
import { MARKER_VARIABLE } from '../../src/agent/survivors.ts';
import { fastClock, minimalOptions, startRealServer, type RealServer } from './real-server.ts';
import { processesOf, SAYS_READY, standIn as standInOf, until } from './stand-in.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agent-run-server-'));
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));

async function realServer(...given: Parameters<typeof startRealServer>): Promise<RealServer> {
  const real = await startRealServer(...given);
  onTestFinished(() => real.remove());
  return real;
}

const standIn = (lines: string): Promise<ServerOptions> => standInOf(folder, lines);

async function failure(options: ServerOptions): Promise<ServerError> {
  const error: unknown = await startServer(options).then(
    (server) => server.stop('at-once'),
    (reason: unknown) => reason,
  );
  if (error instanceof ServerError) return error;
  throw new Error('The server has started, or failed in another way.', { cause: error });
}

describe('a server that has started', () => {
  it('answers at once, and only who knows its password', async () => {
    const { server, get } = await realServer();

    expect(await get('/global/health')).toMatchObject({ healthy: true });
    expect((await fetch(`${server.url}/global/health`)).status).toBe(401);
  });

  it('keeps what belongs to it in the folder of the run, and the home of the runner as it was', async () => {
    const home = join(folder, 'home');
    await mkdir(join(home, '.opencode/agent'), { recursive: true });
    await writeFile(join(home, '.opencode/agent/spy.md'), '---\ndescription: Spy\n---\nSpy.');
    const environment = { ...minimalOptions('', '').environment, HOME: home };
    const { get, shell, runDir, server } = await realServer({ environment });

    expect(await shell('echo $HOME')).toBe(`${home}\n`);
    const agents = (await get('/agent')) as { name: string }[];
    expect(agents.map(({ name }) => name)).not.toContain('spy');
    await server.stop();
    expect(await readdir(home, { recursive: true })).toEqual([
      '.opencode',
      '.opencode/agent',
      '.opencode/agent/spy.md',
    ]);
    expect(existsSync(join(runDir, 'data/opencode'))).toBe(true);
  });

  it('leaves the checkout as it was, and a config folder in it without an installation', async () => {
    const { workspace, get, server } = await realServer({}, async ({ path }) => {
      await mkdir(join(path, '.opencode/agent'), { recursive: true });
      await writeFile(join(path, '.opencode/agent/mine.md'), '---\ndescription: Mine\n---\nHelp.');
    });

    const agents = (await get('/agent')) as { name: string }[];
    expect(agents.map(({ name }) => name)).toContain('mine');
    expect(await readdir(join(workspace.path, '.opencode/node_modules'))).toEqual([]);
    await server.stop();
    expect(await readdir(join(workspace.path, '.opencode'))).toEqual(['agent']);
  });

  it('tells when it dies by itself', async () => {
    const { server } = await realServer();
    process.kill(server.pid, 'SIGKILL');
    expect(await server.exited).toMatchObject({ signal: 'SIGKILL' });
  });
});

describe('stopping', () => {
  it('is a matter of moments when there is nothing to put away', async () => {
    const { server, shell } = await realServer();
    await shell('true');

    const from = performance.now();
    expect(await server.stop()).toEqual({ how: 'disposed', survivors: 0 });
    expect(performance.now() - from).toBeLessThan(3_000);
    expect(processesOf(server.leftovers)).toEqual([]);
  });

  it('ends a command that still runs', async () => {
    const { server, startShell } = await realServer();
    await startShell('exec sleep 300');
    await until(() => processesOf(server.leftovers).length > 1);

    expect(await server.stop()).toEqual({ how: 'disposed', survivors: 0 });
    expect(processesOf(server.leftovers)).toEqual([]);
  });

  it.each(['orderly', 'hurried', 'at-once'] as const)(
    'finds and ends what a command has left in the background: %s',
    async (pace) => {
      const { server, shell } = await realServer();
      await shell('setsid nohup sleep 300 >/dev/null 2>&1 & echo started');
      expect(processesOf(server.leftovers)).toHaveLength(2);

      expect(await server.stop(pace)).toMatchObject({ survivors: 1 });
      expect(processesOf(server.leftovers)).toEqual([]);
    },
  );

  it('ends a survivor that does not listen', async () => {
    const { server, shell } = await realServer();
    await shell(
      `setsid sh -c 'trap "" TERM; while :; do sleep 1; done' >/dev/null 2>&1 & echo started`,
    );

    const { survivors } = await server.stop();
    expect(survivors).toBeGreaterThanOrEqual(1);
    expect(processesOf(server.leftovers)).toEqual([]);
  });

  const WAITS = 'while :; do sleep 0.1; done';
  const stubborn: [string, 'orderly' | 'hurried' | 'at-once', 'terminated' | 'killed'][] = [
    ['', 'orderly', 'terminated'],
    ['trap "" TERM', 'orderly', 'killed'],
    ['trap "" TERM', 'hurried', 'killed'],
    ['', 'at-once', 'killed'],
    ['trap "trap - TERM" TERM', 'orderly', 'terminated'],
  ];
  it.each(stubborn)('says what it took: "%s", %s: %s', async (trap, pace, how) => {
    const options = await standIn(`${trap}\n${SAYS_READY}\n${WAITS}`);
    const server = await startServer({ ...options, clock: fastClock, startupTimeout: 300_000 });

    expect(await server.stop(pace)).toMatchObject({ how });
    expect(processesOf(server.leftovers)).toEqual([]);
  });

  it('takes away what the guard would have read', async () => {
    const options = await standIn(`${SAYS_READY}\nexec sleep 300`);
    const server = await startServer(options);
    expect(server.isGuarded()).toBe(false);

    await server.stop('at-once');
    expect(existsSync(join(options.runDir, 'guard.json'))).toBe(false);
  });

  it('happens once, however often it is asked for', async () => {
    const server = await startServer(await standIn(`${SAYS_READY}\nexec sleep 300`));
    const reports = await Promise.all([server.stop('at-once'), server.stop(), server.stop()]);
    expect(new Set(reports).size).toBe(1);
  });
});

describe('a server that does not start', () => {
  it('has ended: says with which code, and what it printed', async () => {
    const error = await failure(await standIn('echo "cannot open database" >&2\nexit 3'));
    expect(error.failure).toBe('exited');
    expect(error.message).toBe(
      'The agent server ended with code 3 before it was ready.\nThe last it printed:\ncannot open database',
    );
  });

  it('was killed: says by what', async () => {
    const error = await failure(await standIn('kill -9 $$'));
    expect(error.message).toBe('The agent server was ended by SIGKILL before it was ready.');
  });

  it('says nothing: is given up and ended', async () => {
    const options = await standIn('echo "loading" \nexec sleep 300');
    const error = await failure({ ...options, clock: fastClock, startupTimeout: 5_000 });
    expect(error.failure).toBe('timeout');
    expect(error.message).toContain('not ready after 5 s (startup-timeout).');
    expect(error.message).toContain('loading');
  });

  it('is not there', async () => {
    const options = { ...(await standIn('')), executable: join(folder, 'nothing') };
    const error = await failure(options);
    expect(error.failure).toBe('not-found');
    expect(error.message).toContain(join(folder, 'nothing'));
  });

  it('is no program', async () => {
    const options = await standIn('exit 0');
    await chmod(options.executable, 0o644);
    expect((await failure(options)).failure).toBe('not-started');
  });

  it('has a config that no process can be started with', async () => {
    const options = { ...(await standIn('exit 0')), config: { username: 'x'.repeat(200_000) } };
    expect((await failure(options)).message).toContain('The config is too large');
  });

  it('is no longer wanted', async () => {
    const cancel = new AbortController();
    const options = await standIn('echo "loading"\nexec sleep 300');
    const failed = failure({ ...options, signal: cancel.signal, onLog: () => cancel.abort() });
    expect((await failed).failure).toBe('cancelled');
    expect((await failure({ ...options, signal: cancel.signal })).failure).toBe('cancelled');
  });

  it('tells no secret in its last words', async () => {
    const options = await standIn(
      'echo "password is $OPENCODE_SERVER_PASSWORD, key is hush"\nexit 1',
    );
    const error = await failure({ ...options, mask: (text) => text.replaceAll('hush', '***') });
    expect(error.message).toContain('password is ***, key is ***');
  });

  it('leaves nothing behind', async () => {
    const options = await standIn(
      'sleep 300 &\nsetsid sleep 300 &\necho "id=$AGENT_RUN_ID"\nsleep 0.2\nexit 1',
    );
    const error = await failure(options);
    const marker = /id=(\w+)/.exec(error.message)?.[1] ?? '';
    expect(marker).not.toBe('');
    expect(processesWith(MARKER_VARIABLE, marker)).toEqual([]);
    expect(existsSync(join(options.runDir, 'guard.json'))).toBe(false);
  });
});
