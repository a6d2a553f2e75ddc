import { join } from 'node:path';
import { installOpencode } from '../agent/install.ts';
import { isOneOf } from '../agent/executable-cache.ts';
import { modelsOf } from '../agent/models.ts';
import { OPENCODE_PINS, OPENCODE_VERSION } from '../agent/pins.ts';
import { permissionLayers } from '../agent/policy.ts';
import { providersInReach, type Reach } from '../agent/providers-in-reach.ts';
import { serverConfig, variablesIn } from '../agent/server-config.ts';
import { serverEnvironment } from '../agent/environment.ts';
import { type AgentServer, startServer } from '../agent/server.ts';
import { exportedSession } from '../agent/session-file.ts';
import { folderList } from '../non-empty.ts';
import type { SessionId } from '../sessions/event.ts';
import { wallTime } from '../clock.ts';
import { formatDuration } from '../text/duration.ts';
import type { RunOptions } from './run.ts';
import { workFiles } from './work-files.ts';

/** `version` is unknown at first for an executable that was named by its path. */
export type Opencode = { executable: string; version?: string | undefined; pathEntries: string[] };

/** Gives the executable to run: the one that was named, or one from the cache, or a fresh one. Throws InstallError. */
export async function provideOpencode(options: RunOptions, warn: Warn): Promise<Opencode> {
  const { settings, environment, clock, progress, signal } = options;
  const { path, version } = settings.opencode;
  if (path !== undefined) return { executable: path, pathEntries: [] };
  const began = clock.now();
  const log = (line: string): void => progress.notice('info', line);
  const installed = await installOpencode({ version, env: environment, log, signal, clock });
  for (const warning of installed.warnings) warn(warning);
  if (!installed.cached) {
    log(`opencode ${installed.version} installed (${formatDuration(clock.now() - began)})`);
  }
  return installed;
}

/** The session to go on with, where the run names one. Throws SessionFileError. */
export async function earlierSession({
  settings,
  clock,
}: RunOptions): Promise<{ rootId?: SessionId }> {
  const { session } = settings;
  return session === undefined ? {} : { rootId: await exportedSession(session, wallTime(clock)) };
}

export type Warn = (sentence: string) => void;

/** Starts the agent server for these settings. Throws ServerError or SessionFileError; nothing is left behind then. */
export async function startAgentServer(
  options: RunOptions,
  opencode: Opencode,
): Promise<AgentServer> {
  const { settings, environment, clock, signal, mask } = options;
  const model =
    settings.model === undefined ? undefined : `${settings.model.provider}/${settings.model.id}`;
  const named = model === undefined ? {} : { model };
  const given = {
    all: environment,
    ...named,
    config: settings.config,
    environment: settings.environment,
    background: settings.background,
    projectConfig: options.projectTrusted,
  };
  const serverOnly = serverEnvironment(given);
  const { variables, keys } = serverOnly;
  const models = await modelsFor(opencode, {
    ...given,
    server: serverOnly,
    continues: settings.session !== undefined,
    directory: settings.directory,
  });
  const { server: runDir } = workFiles(options.workDir);
  return startServer({
    executable: opencode.executable,
    directory: settings.directory,
    runDir,
    config: serverConfig({
      config: settings.config,
      ...named,
      share: settings.share,
      variables: variablesIn(settings.config),
    }),
    ...(models === undefined ? {} : { models }),
    environment: withPath(variables, opencode.pathEntries),
    keys,
    permissions: permissionLayers(settings.policy, [join(runDir, 'data', 'opencode')]),
    clock,
    startupTimeout: settings.limits.startup,
    ...(settings.session === undefined ? {} : { session: settings.session }),
    signal,
    mask,
    onLog: () => undefined,
  });
}

/** Of the pinned version alone: another one may know other models. */
async function modelsFor(opencode: Opencode, reach: Reach): Promise<string | undefined> {
  const providers = providersInReach(reach);
  const models = providers === undefined ? undefined : modelsOf(providers);
  return models !== undefined && (await isPinned(opencode)) ? models : undefined;
}

/** An executable that was named by its path is known by its hash. */
async function isPinned({ executable, version }: Opencode): Promise<boolean> {
  if (version !== undefined) return version === OPENCODE_VERSION;
  return isOneOf(executable, Object.values(OPENCODE_PINS));
}

function withPath(variables: Record<string, string>, entries: string[]): Record<string, string> {
  if (entries.length === 0) return variables;
  const separator = process.platform === 'win32' ? ';' : ':';
  return { ...variables, PATH: folderList([...entries, variables['PATH']], separator) };
}
