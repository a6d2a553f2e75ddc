import { openTool, type ToolPart } from './parts.ts';
import type { Ask, Call, Tool } from './plan.ts';
import type { Run, Session } from './session.ts';
import type { AssistantJson } from './shapes.ts';
import { relaunch, task } from './tasks.ts';
import { waitFor, waitIn } from './waiting.ts';
import { DISMISSED, REJECTED, rejectedWith } from './words.ts';
import type { AskAnswer, AskJson, World } from './world.ts';

/** Where a call is made: its session, the run, and the message that it belongs to. */
export type Site = { world: World; session: Session; run: Run; message: AssistantJson };

/** `refused`: the turn ends here, without a word. */
type CallEnd = 'done' | 'refused';

/** All calls of one message, side by side. */
export async function makeCalls(site: Site, calls: Call[]): Promise<CallEnd> {
  const ends = await Promise.all(calls.map((call) => make(site, call)));
  return ends.includes('refused') ? 'refused' : 'done';
}

async function make(site: Site, call: Call): Promise<CallEnd> {
  switch (call.kind) {
    case 'tool':
      await runShell(site, call);
      return 'done';
    case 'task':
      await task(site, call);
      return 'done';
    case 'relaunch':
      await relaunch(site, call);
      return 'done';
    case 'ask':
      return call.ask === 'permission' ? permission(site, call) : question(site, call);
  }
}

function openShell({ world, session, message }: Site, takes: number): ToolPart {
  const input = { command: commandOf(takes), description: 'work' };
  return openTool(world, session, message, { tool: 'bash', input });
}

function commandOf(takes: number): string {
  return `sleep ${takes / 1000}; echo done`;
}

async function runShell(site: Site, call: Tool): Promise<void> {
  const part = openShell(site, call.takes);
  part.running();
  await shell(site, part, call);
}

async function shell({ world, run }: Site, part: ToolPart, call: Tool): Promise<void> {
  part.running({ metadata: { output: '' } });
  await waitIn(world, run, call.takes);
  const output = 'done\n';
  part.running({ metadata: { output } });
  const exit = call.exit ?? 0;
  part.completed({ output, title: commandOf(call.takes), metadata: { output, exit } });
}

async function permission(site: Site, call: Ask): Promise<CallEnd> {
  const { world, run } = site;
  const part = openShell(site, call.takes);
  const command = commandOf(call.takes);
  const answer = open(site, part, {
    kind: 'permission',
    id: world.ids.ascending('per'),
    detail: {
      permission: 'bash',
      patterns: [command],
      metadata: { command },
      always: ['sleep *'],
    },
  });
  part.running();
  const answered = await waitFor(run, answer);
  if (answered.how !== 'rejected') {
    await shell(site, part, { kind: 'tool', takes: call.takes });
    return 'done';
  }
  const { message } = answered;
  part.failed(message === undefined ? REJECTED : rejectedWith(message));
  return message === undefined ? 'refused' : 'done';
}

const QUESTIONS = [
  {
    question: 'Which?',
    header: 'Pick',
    options: [
      { label: 'A', description: 'a' },
      { label: 'B', description: 'b' },
    ],
  },
];

async function question(site: Site, call: Ask): Promise<CallEnd> {
  const { world, session, run, message } = site;
  const part = openTool(world, session, message, {
    tool: 'question',
    input: { questions: QUESTIONS },
  });
  const answer = open(site, part, {
    kind: 'question',
    id: world.ids.ascending('que'),
    detail: { questions: QUESTIONS },
  });
  part.running();
  const answered = await waitFor(run, answer);
  if (answered.how === 'rejected') {
    part.failed(DISMISSED);
    return 'refused';
  }
  await waitIn(world, run, call.takes);
  const answers = answered.how === 'answered' ? answered.answers : [];
  const output = `User has answered your questions: "Which?"="${answers.flat().join()}". You can now continue with the user's answers in mind.`;
  part.completed({ output, title: 'Asked 1 question', metadata: { answers } });
  return 'done';
}

/** An ask stays in the list until it is answered: an abort of its session leaves it there. */
function open(
  { world, session, message }: Site,
  { callID }: ToolPart,
  ask: { kind: 'permission' | 'question'; id: string; detail: object },
): Promise<AskAnswer> {
  const { kind, id, detail } = ask;
  const json: AskJson = {
    id,
    sessionID: session.info.id,
    ...detail,
    tool: { messageID: message.id, callID },
  };
  return new Promise((resolve) => {
    world.asks.set(id, { kind, json, session, answer: resolve });
    world.tell(session, `${kind}.asked`, json);
    world.note(`${session.info.id} asks (${kind})`);
  });
}
