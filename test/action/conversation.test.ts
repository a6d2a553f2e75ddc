import { describe, expect, test } from 'vitest';
import { type Conversation, openConversation } from '../../src/action/conversation.ts';
import type { Settings } from '../../src/action/settings.ts';
import { WireError, type Wire, type WireCall } from '../../src/agent/wire.ts';
import { VirtualClock } from '../support/fake-opencode/clock.ts';
import { settingsFor, SILENT } from '../support/fake-run.ts';

const ROOT = { id: 'ses_1', title: 'x', directory: '/repo', time: { created: 0 } };

type Stage = {
  conversation: Conversation;
  calls: WireCall[];
  clock: VirtualClock;
  /** Whether somebody still listens to the events. */
  listening: () => boolean;
};

/** Opens a conversation with a server that says nothing by itself. */
async function open(
  settings: Partial<Settings> = {},
  answers: (call: WireCall) => unknown = () => ROOT,
  rootId?: string,
): Promise<Stage> {
  const clock = new VirtualClock();
  const calls: WireCall[] = [];
  const heard: AbortSignal[] = [];
  const wire: Wire = {
    async call(call) {
      calls.push(call);
      return answers(call);
    },
    async *events(signal) {
      heard.push(signal);
      yield { payload: { type: 'server.connected' } };
      await clock.sleep(Infinity, signal);
    },
  };
  const listening = (): boolean => heard.some(({ aborted }) => !aborted);
  const conversation = await openConversation({
    wire,
    settings: settingsFor(settings),
    ...(rootId === undefined ? {} : { rootId }),
    answer: () => ({ reply: 'once' }),
    progress: SILENT,
    clock,
  }).catch((error: unknown) => {
    throw Object.assign(error as Error, { listening: listening() });
  });
  return { conversation, calls, clock, listening };
}

const bodyOf = (calls: WireCall[], path: string): unknown =>
  calls.find((call) => call.path.endsWith(path))?.body;

describe('a conversation', () => {
  test('begins with a session of its own, and gives the task as it was chosen', async () => {
    const { conversation, calls } = await open({
      title: 'Fix it',
      model: { provider: 'fake', id: 'large/v2' },
      agent: 'build',
      variant: 'high',
    });

    await conversation.giveTask();

    const { promptId } = conversation.attendance.tree;
    expect(promptId).toMatch(/^msg_[0-9a-f]{12}[0-9A-Za-z]{14}$/);
    expect(calls).toEqual([
      { method: 'POST', path: '/session', body: { title: 'Fix it' } },
      {
        method: 'POST',
        path: '/session/ses_1/prompt_async',
        body: {
          messageID: promptId,
          model: { providerID: 'fake', modelID: 'large/v2' },
          agent: 'build',
          variant: 'high',
          parts: [{ type: 'text', text: 'do it' }],
        },
      },
    ]);
  });

  test('says nothing that was not chosen but a title, which saves the server asking for one', async () => {
    const { conversation, calls } = await open();

    await conversation.giveTask();

    const messageID = conversation.attendance.tree.promptId;
    expect(bodyOf(calls, '/session')).toEqual({ title: 'do it' });
    expect(bodyOf(calls, '/prompt_async')).toEqual({
      messageID,
      parts: [{ type: 'text', text: 'do it' }],
    });
  });

  test('goes on with a session that there is', async () => {
    const { conversation, calls } = await open({}, () => ROOT, 'ses_1');

    expect(conversation.rootId).toBe('ses_1');
    expect(calls).toEqual([{ method: 'GET', path: '/session/ses_1' }]);
  });

  test.each([
    ['/repo/plan.md', 'text/plain', 'file:///repo/plan.md', 'plan.md'],
    ['/repo/Screen Shot.PNG', 'image/png', 'file:///repo/Screen%20Shot.PNG', 'Screen Shot.PNG'],
    ['/repo/issue #7?.txt', 'text/plain', 'file:///repo/issue%20%237%3F.txt', 'issue #7?.txt'],
    ['/repo/100%.pdf', 'application/pdf', 'file:///repo/100%25.pdf', '100%.pdf'],
    ['/repo/über.jpeg', 'image/jpeg', 'file:///repo/%C3%BCber.jpeg', 'über.jpeg'],
    ['/repo/Makefile', 'text/plain', 'file:///repo/Makefile', 'Makefile'],
  ])('attaches %s', async (path, mime, url, filename) => {
    const { conversation, calls } = await open({ files: [path] });

    await conversation.giveTask();

    expect(bodyOf(calls, '/prompt_async')).toMatchObject({
      parts: [{ type: 'text' }, { type: 'file', mime, url, filename }],
    });
  });

  test('repeats its prompt under the same id: the server takes both for one', async () => {
    const { conversation, calls } = await open();
    await conversation.giveTask();

    await conversation.repeatPrompt();

    const [, first, second] = calls;
    expect(second).toEqual(first);
  });

  test('never repeats a command: it would run twice', async () => {
    const task = { kind: 'command', name: 'review', arguments: 'HEAD~1' } as const;
    const { conversation, calls } = await open({ task, model: { provider: 'fake', id: 'm' } });
    await conversation.giveTask();

    await conversation.repeatPrompt();

    expect(calls.slice(1)).toMatchObject([
      {
        path: '/session/ses_1/command',
        timeout: 0,
        body: { command: 'review', arguments: 'HEAD~1', model: 'fake/m' },
      },
    ]);
  });

  test('takes the refusal of a command for an error of its session', async () => {
    const task = { kind: 'command', name: 'nope', arguments: '' } as const;
    const { conversation } = await open({ task }, (call) => {
      if (call.path.endsWith('/command')) throw new WireError(call, 400, { name: 'BadRequest' });
      return ROOT;
    });

    await conversation.giveTask();
    await new Promise((resolve) => setImmediate(resolve));

    const { tree } = conversation.attendance;
    expect(tree.sessions.get('ses_1')?.error?.error.message).toContain('status 400');
  });

  test('asks for the structure with a new prompt, which has to be answered too', async () => {
    const { conversation, calls } = await open();
    await conversation.giveTask();
    const { tree } = conversation.attendance;
    const first = tree.promptId;
    const schema = { type: 'object' };

    await conversation.askForStructure('Give it.', schema);

    expect(tree.promptId).not.toBe(first);
    expect(calls.at(-1)?.body).toEqual({
      messageID: tree.promptId,
      format: { type: 'json_schema', schema },
      parts: [{ type: 'text', text: 'Give it.' }],
    });
  });

  test('aborts whoever works, and waits for that no longer than it is told', async () => {
    const { conversation, calls, clock } = await open({}, ({ path }) =>
      path.endsWith('/abort') ? new Promise(() => undefined) : ROOT,
    );
    const status = { type: 'busy' } as const;
    conversation.attendance.take({ type: 'status', sessionId: 'ses_1', status });
    const began = clock.now();

    await clock.run(conversation.abortAll(2000), { limit: 10_000 });

    expect(clock.now() - began).toBe(2000);
    expect(calls.at(-1)).toMatchObject({ path: '/session/ses_1/abort', directory: '/repo' });
  });

  test('leaves the stream when it is closed', async () => {
    const { conversation, listening } = await open();
    expect(listening()).toBe(true);

    conversation.close();
    await conversation.attendance.left;

    expect(listening()).toBe(false);
  });
});

describe('a conversation that cannot begin', () => {
  test.each<
    [why: string, answers: (call: WireCall) => unknown, rootId: string | undefined, message: string]
  >([
    [
      'the server refuses',
      (call) => {
        throw new WireError(call, 500, '');
      },
      undefined,
      'POST /session: expected JSON, found status 500',
    ],
    [
      'the server gives no session',
      () => ({}),
      undefined,
      'POST /session: expected a session, found none',
    ],
    [
      'the session to go on with is not there',
      () => ({}),
      'ses_9',
      'the session ses_9 was not imported',
    ],
  ])('since %s says so, and leaves the stream', async (_, answers, rootId, message) => {
    await expect(open({}, answers, rootId)).rejects.toMatchObject({ message, listening: false });
  });
});
