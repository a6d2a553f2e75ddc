import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { NO_KEYS } from '../../src/agent/guard-handover.ts';
import { startServer, type AgentServer, type ServerOptions } from '../../src/agent/server.ts';
import { systemClock, type Clock } from '../../src/clock.ts';
import { createGitWorkspace, type GitWorkspace } from '../support/git-workspace.ts';
import { fakeProviderConfig } from '../support/opencode-config.ts';
import { call, say, script, startScriptedModel } from '../support/scripted-model.ts';

export const OPENCODE = resolve('node_modules/opencode-linux-x64/bin/opencode');

/** Time that runs ten times as fast, for waits that nobody would sit through. */
export const fastClock: Clock = {
  now: () => systemClock.now(),
  sleep: (ms, signal) => systemClock.sleep(ms / 10, signal),
};

/** An agent server of a test with everything that it needs, and what a test does with it. */
export type RealServer = {
  server: AgentServer;
  workspace: GitWorkspace;
  runDir: string;
  /** The parsed answer; `directory` chooses another instance. */
  get: (path: string, directory?: string) => Promise<unknown>;
  /** What the agent's shell tool printed for a command, or its error. */
  shell: (command: string, directory?: string) => Promise<string>;
  /** The results of the tool calls of a scripted prompt, in order. */
  tools: (prompt: string, directory?: string) => Promise<string[]>;
  /** Starts a command in the agent's shell tool without waiting for its end. */
  startShell: (command: string) => Promise<void>;
  remove: () => Promise<void>;
};

type Message = {
  parts: { type: string; state?: { output?: string; error?: string } }[];
};

/** `prepare` changes the workspace before the server sees it. */
export async function startRealServer(
  change: Partial<ServerOptions> = {},
  prepare: (workspace: GitWorkspace) => Promise<void> = async () => undefined,
): Promise<RealServer> {
  const workspace = await createGitWorkspace();
  await prepare(workspace);
  const model = await startScriptedModel();
  const runDir = await mkdtemp(join(tmpdir(), 'agent-run-'));
  const server = await startServer({
    ...minimalOptions(workspace.path, runDir),
    ...change,
    config: withScriptedModel(model.baseUrl, change.config),
  });

  const ask = async (method: string, path: string, body?: unknown, directory?: string) => {
    const response = await fetch(server.url + path, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`opencode:${server.password}`).toString('base64')}`,
        'content-type': 'application/json',
        ...(directory === undefined ? {} : { 'x-opencode-directory': directory }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  };
  const session = async (directory?: string): Promise<string> => {
    const { id } = (await ask('POST', '/session', {}, directory)) as { id: string };
    return id;
  };
  const tools = async (prompt: string, directory?: string): Promise<string[]> => {
    const id = await session(directory);
    await ask('POST', `/session/${id}/message`, { parts: [{ type: 'text', text: prompt }] });
    const messages = (await ask('GET', `/session/${id}/message`)) as Message[];
    return messages.flatMap(({ parts }) =>
      parts.flatMap(({ type, state }) =>
        type === 'tool' ? [state?.output ?? state?.error ?? ''] : [],
      ),
    );
  };
  return {
    server,
    workspace,
    runDir,
    get: (path, directory) => ask('GET', path, undefined, directory),
    shell: async (command, directory) => (await tools(shellScript(command), directory)).join('\n'),
    tools,
    startShell: async (command) => {
      const id = await session();
      const parts = [{ type: 'text', text: shellScript(command) }];
      await ask('POST', `/session/${id}/prompt_async`, { parts });
    },
    remove: async () => {
      await server.stop();
      await model.close();
      await workspace.remove();
      await rm(runDir, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

function shellScript(command: string): string {
  return script(call('bash', { command, description: 'a command' }), say('Done.'));
}

function withScriptedModel(baseUrl: string, config: ServerOptions['config'] = {}) {
  const base = fakeProviderConfig(baseUrl);
  const provider = { ...(base['provider'] as object), ...(config['provider'] as object) };
  return { ...base, ...config, provider };
}

export function minimalOptions(directory: string, runDir: string): ServerOptions {
  return {
    executable: OPENCODE,
    directory,
    runDir,
    config: {},
    environment: {
      PATH: process.env['PATH'] ?? '',
      OPENCODE_DISABLE_MODELS_FETCH: '1',
      OPENCODE_DISABLE_DEFAULT_PLUGINS: '1',
    },
    keys: NO_KEYS,
    permissions: { defaults: [], rules: [] },
    clock: systemClock,
    startupTimeout: 30_000,
  };
}
