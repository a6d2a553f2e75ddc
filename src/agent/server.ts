import { randomBytes } from 'node:crypto';
import { TIMED_OUT, within, type Clock } from '../clock.ts';
import type { PolicyRule } from '../action/settings.ts';
import { removeAdded, type Added } from './checkout.ts';
import type { Keys } from './guard-handover.ts';
import { importSession } from './import-session.ts';
import { spawnGroup, type ProcessExit, type ProcessGroup } from './process-group.ts';
import { ServerError } from './server-error.ts';
import { prepareRunFolder } from './server-folder.ts';
import { SessionFileError } from './session-file.ts';
import { watchStart } from './start-watch.ts';
import { stopServer, type StopPace, type StopReport } from './server-stop.ts';
import { killSurvivors, type Leftovers } from './survivors.ts';

export type ServerOptions = {
  executable: string;
  /** The working directory of the agent. */
  directory: string;
  /** A folder of this run alone, outside the checkout; everything the server keeps is below it. */
  runDir: string;
  /** The config the server starts with; see server-config.ts. */
  config: Record<string, unknown>;
  /** All that it shall know of models, as opencode keeps it; absent: what it holds itself. */
  models?: string;
  /** What server and tools may know of our environment; see environment.ts. */
  environment: Record<string, string>;
  /** What only the server may know. */
  keys: Keys;
  permissions: { defaults: PolicyRule[]; rules: PolicyRule[] };
  clock: Clock;
  /** Milliseconds until it must listen. */
  startupTimeout: number;
  /** An export whose session is to be there when it listens: an absolute path. */
  session?: string;
  signal?: AbortSignal;
  /** One line that the server printed, masked. */
  onLog?: (line: string) => void;
  /** Takes secrets out of what the server prints; its password is taken out in any case. */
  mask?: (text: string) => string;
};

export type ServerExit = ProcessExit & {
  /** The end of what it printed, masked. */
  tail: string;
};

/** A running `opencode serve` that belongs to one run. Stop it on every path. */
export type AgentServer = {
  /** Without a slash at the end. */
  url: string;
  /** For HTTP Basic, with the user name `opencode`. */
  password: string;
  pid: number;
  exited: Promise<ServerExit>;
  /** False after the first request for a directory: the guard did not load, so keys and policy are not in force. */
  isGuarded(): boolean;
  /** For the post step, in case that we are killed. */
  leftovers: Leftovers & { added: Added };
  /** Ends the server and everything that it and its tools started. A second call awaits the first. */
  stop(pace?: StopPace): Promise<StopReport>;
};

/** Printed as soon as requests are answered; a request before that would never be. */
const LISTENING = /opencode server listening on (http:\/\/\S+)/;

function watchForAddress(): { read: (line: string) => void; found: Promise<string> } {
  let read!: (line: string) => void;
  const found = new Promise<string>((resolve) => {
    read = (line) => {
      const url = LISTENING.exec(line)?.[1];
      if (url !== undefined) resolve(url);
    };
  });
  return { read, found };
}

/** Rejects with a ServerError, or a SessionFileError about `session`; nothing is left behind then. */
export async function startServer(options: ServerOptions): Promise<AgentServer> {
  const { clock, directory } = options;
  if (options.signal?.aborted === true) throw cancelled();
  const password = randomBytes(32).toString('hex');
  const marker = randomBytes(16).toString('hex');
  const mask = (text: string): string =>
    (options.mask ?? ((same) => same))(text).replaceAll(password, '***');
  const folder = prepareRunFolder({ ...options, password, marker });
  const { environment } = folder;

  const address = watchForAddress();
  const serve = {
    executable: options.executable,
    arguments: ['serve', '--hostname', '127.0.0.1', '--port', '0'],
    directory,
    environment,
    onLine: (line: string): void => {
      address.read(line);
      options.onLog?.(mask(line));
    },
    onOwnExit: () => killSurvivors(marker),
  };
  const watch = watchStart(marker);
  const group = await importInto(environment, options, mask)
    .then(() => spawnGroup(serve))
    .catch((cause: unknown) => {
      watch.end();
      folder.remove();
      removeAdded(folder.added);
      throw notStarted(options.executable, directory, cause);
    });

  watch.over(group.pid);
  void group.exited.then(watch.end);

  let stopping: Promise<StopReport> | undefined;
  const stop = (url: string | undefined, pace: StopPace): Promise<StopReport> =>
    (stopping ??= stopServer({ group, url, password, marker, clock, pace }).finally(() => {
      folder.remove();
      removeAdded(folder.added);
    }));

  try {
    const url = await firstEnding(group, address.found, options, mask);
    return {
      url,
      password,
      pid: group.pid,
      exited: group.exited.then((exit) => ({ ...exit, tail: mask(group.tail()) })),
      isGuarded: () => {
        const isGuarded = folder.isGuarded();
        if (isGuarded) watch.end();
        return isGuarded;
      },
      leftovers: {
        pid: group.pid,
        ...(group.startTime === undefined ? {} : { startTime: group.startTime }),
        marker,
        added: folder.added,
      },
      stop: (pace = 'orderly') => stop(url, pace),
    };
  } catch (error) {
    await stop(undefined, 'at-once');
    throw error;
  }
}

/** Before the server starts: its database has one writer at a time. */
async function importInto(
  environment: Record<string, string>,
  { executable, directory, session: file, startupTimeout: limit, signal }: ServerOptions,
  mask: (text: string) => string,
): Promise<void> {
  if (file === undefined) return;
  await importSession({ executable, directory, environment, file, limit, signal, mask });
}

/** The address, or the reason why there is none: whatever comes first. */
async function firstEnding(
  group: ProcessGroup,
  ready: Promise<string>,
  { clock, startupTimeout, signal }: ServerOptions,
  mask: (text: string) => string,
): Promise<string> {
  const over = new AbortController();
  const tail = (): string => mask(group.tail());
  const exit = group.exited.then(({ code, signal: by }) => {
    const how = code === null ? `was ended by ${by ?? 'a signal'}` : `ended with code ${code}`;
    throw new ServerError('exited', `The agent server ${how} before it was ready.`, tail());
  });
  const cancel = aborted(signal, over.signal).then(() => {
    throw cancelled();
  });
  try {
    const url = await within(clock, startupTimeout, Promise.race([ready, exit, cancel]));
    if (url !== TIMED_OUT) return url;
    const seconds = startupTimeout / 1000;
    const message = `The agent server was not ready after ${seconds} s (startup-timeout).`;
    throw new ServerError('timeout', message, tail());
  } finally {
    over.abort();
  }
}

/** Resolves when `signal` aborts; never after `over` did. */
function aborted(signal: AbortSignal | undefined, over: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal?.addEventListener('abort', () => resolve(), { once: true, signal: over });
  });
}

function cancelled(): ServerError {
  return new ServerError('cancelled', 'The run was cancelled while the agent server started.');
}

function notStarted(executable: string, directory: string, cause: unknown): Error {
  if (cause instanceof ServerError || cause instanceof SessionFileError) return cause;
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === 'ENOENT') {
    const text = `Found no executable at ${executable}, or no folder at ${directory}.`;
    return new ServerError('not-found', text, '', cause);
  }
  // Linux takes no single variable above 128 KiB.
  const text =
    code === 'E2BIG'
      ? 'The config is too large to be handed to the agent server (128 KiB).'
      : `The agent server could not be started: ${message}`;
  return new ServerError('not-started', text, '', cause);
}
