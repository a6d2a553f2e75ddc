import type { WireCall } from '../../../src/agent/wire.ts';
import { abortSession, deleteSession } from './endings.ts';
import { acceptPrompt, type Prompt } from './prompts.ts';
import type { Session } from './session.ts';
import type { AskAnswer, OpenAsk, World } from './world.ts';
import { HOME } from './world.ts';

/** What the server answers: JSON, nothing (204), or the page that unknown paths get. */
export type Answer = { status: number; json?: unknown; html?: string };

type Request = { call: WireCall; directory: string; query: Record<string, string> };
type Handler = (world: World, request: Request, id: string) => Answer | Promise<Answer>;

const MOST_LISTED = 100;

const ROUTES: [method: string, path: RegExp, handler: Handler][] = [
  ['GET', /^\/global\/health$/, () => ok({ healthy: true, version: '1.18.33' })],
  ['GET', /^\/config$/, (world) => ok({ plugin: pluginsOf(world) })],
  ['GET', /^\/agent$/, () => ok([{ name: 'build' }, { name: 'general' }])],
  ['GET', /^\/provider$/, () => ok({ all: [{ id: 'fake', models: { fake: { id: 'fake' } } }] })],
  ['GET', /^\/experimental\/capabilities$/, () => ok({ backgroundSubagents: true })],
  ['POST', /^\/session$/, createRoot],
  ['GET', /^\/session$/, listSessions],
  ['GET', /^\/session\/status$/, listStatuses],
  ['GET', /^\/session\/([^/]+)$/, withSession((_, session) => ok(session.info))],
  ['GET', /^\/session\/([^/]+)\/children$/, withSession(listChildren)],
  ['GET', /^\/session\/([^/]+)\/message$/, withSession(listMessages)],
  ['GET', /^\/session\/([^/]+)\/todo$/, withSession(() => ok([]))],
  ['POST', /^\/session\/([^/]+)\/prompt_async$/, withSession(prompt)],
  ['POST', /^\/session\/([^/]+)\/abort$/, withSession(abort)],
  ['DELETE', /^\/session\/([^/]+)$/, withSession(remove)],
  ['GET', /^\/permission$/, (world, request) => ok(asksOf(world, request, 'permission'))],
  ['GET', /^\/question$/, (world, request) => ok(asksOf(world, request, 'question'))],
  ['POST', /^\/permission\/([^/]+)\/reply$/, replyToPermission],
  ['POST', /^\/session\/[^/]+\/permissions\/([^/]+)$/, replyToPermission],
  ['POST', /^\/question\/([^/]+)\/reply$/, replyToQuestion],
  ['POST', /^\/question\/([^/]+)\/reject$/, rejectQuestion],
  ['POST', /^\/tui\/publish$/, echo],
  ['POST', /^\/(?:global|instance)\/dispose$/, dispose],
];

/** What REST says, from the state at this instant. */
export async function answerCall(world: World, call: WireCall): Promise<Answer> {
  const request = { call, directory: call.directory ?? HOME, query: call.query ?? {} };
  for (const [method, path, handler] of ROUTES) {
    const match = method === call.method ? path.exec(call.path) : null;
    if (match !== null) return handler(world, request, match[1] ?? '');
  }
  if (call.method === 'GET') return { status: 200, html: '<!doctype html><title>opencode</title>' };
  return { status: 404, json: { name: 'NotFoundError', data: { message: 'Not found' } } };
}

function ok(json: unknown): Answer {
  return { status: 200, json };
}

function withSession(
  handler: (world: World, session: Session, request: Request) => Answer | Promise<Answer>,
): Handler {
  return (world, request, id) => {
    if (!id.startsWith('ses_')) return { status: 500, json: { name: 'UnknownError', data: {} } };
    const session = world.sessions.get(id);
    if (session !== undefined) {
      if (request.call.method !== 'GET') guard(world, session, request.call.path);
      return handler(world, session, request);
    }
    const message = `Session not found: ${id}`;
    return { status: 404, json: { name: 'NotFoundError', data: { message } } };
  };
}

/** Whatever is done to somebody else's session is remembered. */
function guard(world: World, session: Session, what: string): void {
  if (!session.ours) world.truth.trespasses.push(`${what} of ${session.info.id}`);
}

function pluginsOf(world: World): string[] {
  return JSON.stringify(world.plan.root).includes('"plugin"') ? ['oh-my-opencode'] : [];
}

/** The first session that is asked for is the root; it takes its turns from the plan. */
function createRoot(world: World, { call, directory }: Request): Answer {
  const isRoot = world.truth.root === undefined;
  const { title } = bodyOf(call);
  const script = isRoot ? world.plan.root : { turns: [] };
  const named = typeof title === 'string' ? { ...script, title } : script;
  const session = world.createSession({ script: named, directory, ours: true });
  if (isRoot) world.truth.root = session;
  return ok(session.info);
}

function listSessions(world: World, { directory, query }: Request): Answer {
  const limit = Math.min(Number(query['limit'] ?? MOST_LISTED), MOST_LISTED);
  const infos = [...world.sessions.values()]
    .map(({ info }) => info)
    .filter((info) => info.directory === directory)
    .filter((info) => query['roots'] !== 'true' || info.parentID === undefined)
    .toSorted((a, b) => b.time.updated - a.time.updated);
  return ok(infos.slice(0, limit));
}

/** A status may outlive its session. */
function listStatuses(world: World, { directory }: Request): Answer {
  const here = [...world.statuses].filter(
    ([id]) => (world.sessions.get(id)?.info.directory ?? HOME) === directory,
  );
  return ok(Object.fromEntries(here));
}

function listChildren(_: World, session: Session): Answer {
  return ok(session.children.filter(({ deleted }) => !deleted).map(({ info }) => info));
}

function listMessages(_: World, session: Session, { query }: Request): Answer {
  const { limit, before } = query;
  const end = session.messages.findIndex(({ info }) => info.id === before);
  const upTo = end < 0 ? session.messages : session.messages.slice(0, end);
  const messages = limit === undefined ? upTo : upTo.slice(-Number(limit));
  return ok(messages.map(({ info, parts }) => ({ info, parts: [...parts] })));
}

function prompt(world: World, session: Session, { call }: Request): Answer {
  const { parts } = bodyOf(call);
  if (!Array.isArray(parts)) return { status: 400, json: { name: 'BadRequest' } };
  acceptPrompt(world, session, bodyOf(call) as Prompt);
  return { status: 204 };
}

async function abort(world: World, session: Session): Promise<Answer> {
  await abortSession(world, session);
  return ok(true);
}

async function remove(world: World, session: Session): Promise<Answer> {
  await deleteSession(world, session);
  return ok(true);
}

function asksOf(world: World, { directory }: Request, kind: OpenAsk['kind']): unknown[] {
  return [...world.asks.values()]
    .filter((ask) => ask.kind === kind && ask.session.info.directory === directory)
    .map(({ json }) => json);
}

/** The newer path says `reply`, the older one `response`. */
function replyToPermission(world: World, { call }: Request, id: string): Answer {
  const { reply, response, message } = bodyOf(call);
  const said = reply ?? response;
  const rejected = {
    how: 'rejected' as const,
    ...(typeof message === 'string' ? { message } : {}),
  };
  const answer: AskAnswer = said === 'reject' ? rejected : { how: 'allowed' };
  return settleAsk(world, id, { answer, type: 'permission.replied', detail: { reply: said } });
}

function replyToQuestion(world: World, { call }: Request, id: string): Answer {
  const answers = bodyOf(call)['answers'] as string[][];
  const answer: AskAnswer = { how: 'answered', answers };
  return settleAsk(world, id, { answer, type: 'question.replied', detail: { answers } });
}

function rejectQuestion(world: World, _: Request, id: string): Answer {
  return settleAsk(world, id, { answer: { how: 'rejected' }, type: 'question.rejected' });
}

function settleAsk(
  world: World,
  id: string,
  { answer, type, detail }: { answer: AskAnswer; type: string; detail?: object },
): Answer {
  const ask = world.asks.get(id);
  if (ask === undefined) {
    const tag = id.startsWith('per_') ? 'Permission' : 'Question';
    const message = `${tag} request not found: ${id}`;
    return { status: 404, json: { _tag: `${tag}NotFoundError`, requestID: id, message } };
  }
  guard(world, ask.session, `answer to an ask`);
  world.asks.delete(id);
  world.tell(ask.session, type, { requestID: id, ...detail });
  world.note(`${ask.session.info.id} is answered (${answer.how})`);
  ask.answer(answer);
  return ok(true);
}

/** The fence: what is published comes back through the stream, after everything that was said before. */
function echo(world: World, { call, directory }: Request): Answer {
  const { type, properties } = bodyOf(call);
  if (typeof type !== 'string') return { status: 400, json: { name: 'BadRequest' } };
  world.publish(directory, type, properties ?? {});
  return ok(true);
}

async function dispose(world: World): Promise<Answer> {
  await world.dispose();
  return ok(true);
}

function bodyOf(call: WireCall): Record<string, unknown> {
  return (call.body ?? {}) as Record<string, unknown>;
}
