import { pathToFileURL } from 'node:url';
import type { Ask, SessionId, SessionInfo } from '../sessions/event.ts';
import { list, object, text } from './json.ts';
import { readAllMessages } from './messages.ts';
import type { Decision } from './policy.ts';
import { askOf, FENCE_PREFIX } from './translate.ts';
import { sessionOf } from './translate-content.ts';
import type { Wire } from './wire.ts';

/** What we ask of the server, in our words. Every method throws WireError or a plain Error as `Wire.call` does. */
export interface Agent {
  createSession(session: { title: string }): Promise<SessionInfo>;
  session(id: SessionId): Promise<SessionInfo | undefined>;
  /** Returns when the server accepted the prompt, long before it is answered. */
  prompt(sessionId: SessionId, prompt: Prompt): Promise<void>;
  /** Returns when the command's turn is over, which may be never: do not await it on the way. */
  command(sessionId: SessionId, command: SlashCommand): Promise<void>;
  /** `directory` is that of the asking session: asks belong to its instance. */
  reply(ask: Ask, decision: Decision, directory: string): Promise<void>;
  openAsks(directory: string): Promise<Ask[]>;
  abort(sessionId: SessionId, directory: string): Promise<void>;
  /** Puts an event into the stream; its echo (a `fence` event) tells that everything sent before has arrived. */
  fence(token: string): Promise<void>;
  /** Of the server itself; undefined when it does not say. */
  version(): Promise<string | undefined>;
  /** Names of the plugins the server loaded or was told to load, as it gives them. */
  plugins(): Promise<string[]>;
  /** The session with its messages, in the form `opencode import` reads. */
  exportSession(id: SessionId): Promise<unknown>;
}

export type Prompt = {
  messageId: string;
  text: string;
  files: { path: string; mime: string }[];
  model?: { provider: string; id: string };
  agent?: string;
  variant?: string;
  /** A JSON Schema: the answer is then given through the server's `StructuredOutput` tool. */
  schema?: Record<string, unknown>;
};

export type SlashCommand = Omit<Prompt, 'text' | 'schema'> & { name: string; arguments: string };

export function createAgent(wire: Wire): Agent {
  return {
    async createSession(session) {
      const info = sessionOf(await wire.call({ method: 'POST', path: '/session', body: session }));
      if (info === undefined) throw new Error('POST /session: expected a session, found none');
      return info;
    },

    async session(id) {
      return sessionOf(await wire.call({ method: 'GET', path: `/session/${id}` }));
    },

    async prompt(sessionId, prompt) {
      await wire.call({
        method: 'POST',
        path: `/session/${sessionId}/prompt_async`,
        body: {
          messageID: prompt.messageId,
          ...(prompt.model === undefined
            ? {}
            : { model: { providerID: prompt.model.provider, modelID: prompt.model.id } }),
          ...choices(prompt),
          ...(prompt.schema === undefined
            ? {}
            : { format: { type: 'json_schema', schema: prompt.schema } }),
          parts: [{ type: 'text', text: prompt.text }, ...fileParts(prompt.files)],
        },
      });
    },

    async command(sessionId, command) {
      await wire.call({
        method: 'POST',
        path: `/session/${sessionId}/command`,
        timeout: 0,
        body: {
          messageID: command.messageId,
          command: command.name,
          arguments: command.arguments,
          ...(command.model === undefined
            ? {}
            : { model: `${command.model.provider}/${command.model.id}` }),
          ...choices(command),
          ...(command.files.length === 0 ? {} : { parts: fileParts(command.files) }),
        },
      });
    },

    async reply(ask, decision, directory) {
      const kind = ask.kind === 'permission' ? 'permission' : 'question';
      await wire.call({
        method: 'POST',
        path: `/${kind}/${ask.id}/reply`,
        body: decision,
        directory,
      });
    },

    async openAsks(directory) {
      const [permissions, questions] = await Promise.all([
        wire.call({ method: 'GET', path: '/permission', directory }),
        wire.call({ method: 'GET', path: '/question', directory }),
      ]);
      return [...list(permissions), ...list(questions)]
        .map(askOf)
        .filter((ask) => ask !== undefined);
    },

    async abort(sessionId, directory) {
      await wire.call({ method: 'POST', path: `/session/${sessionId}/abort`, directory });
    },

    async fence(token) {
      await wire.call({
        method: 'POST',
        path: '/tui/publish',
        body: {
          type: 'tui.toast.show',
          properties: { message: FENCE_PREFIX + token, variant: 'info', duration: 1 },
        },
      });
    },

    async version() {
      return text(object(await wire.call({ method: 'GET', path: '/global/health' }))['version']);
    },

    async plugins() {
      const config = object(await wire.call({ method: 'GET', path: '/config' }));
      return list(config['plugin'])
        .map((plugin) => (Array.isArray(plugin) ? text(plugin[0]) : text(plugin)))
        .filter((plugin) => plugin !== undefined);
    },

    async exportSession(id) {
      const [info, messages] = await Promise.all([
        wire.call({ method: 'GET', path: `/session/${id}` }),
        readAllMessages(wire, id),
      ]);
      return { info, messages };
    },
  };
}

function choices(prompt: { agent?: string; variant?: string }): Record<string, string> {
  return {
    ...(prompt.agent === undefined ? {} : { agent: prompt.agent }),
    ...(prompt.variant === undefined ? {} : { variant: prompt.variant }),
  };
}

function fileParts(files: { path: string; mime: string }[]): unknown[] {
  return files.map(({ path, mime }) => ({
    type: 'file',
    mime,
    url: pathToFileURL(path).href,
    filename: path.split('/').at(-1),
  }));
}
