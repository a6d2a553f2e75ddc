import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { object, text } from '../../src/agent/json.ts';
import { eventOf } from '../../src/agent/translate.ts';
import { sessionOf } from '../../src/agent/translate-content.ts';
import type { SessionInfo } from '../../src/sessions/event.ts';
import { apply } from '../../src/sessions/fold.ts';
import { pending } from '../../src/sessions/settle.ts';
import { createTree, members, type SessionTree } from '../../src/sessions/tree.ts';
import { verdict } from '../../src/sessions/verdict.ts';

type Row = { course: string; children: number; ends: object };

const completed = { outcome: 'completed' };
const unfinished = { outcome: 'agent-error', why: { kind: 'unfinished' } };
const failed = (error: object): object => ({
  outcome: 'agent-error',
  why: { kind: 'error', error: expect.objectContaining(error) as unknown },
});
const aborted = failed({ name: 'MessageAbortedError' });
const status = (statusCode: number): object => failed({ name: 'APIError', statusCode });
const childEnded = (how: string): object => ({
  outcome: 'child-error',
  children: [expect.objectContaining({ how })],
});
const notStarted = (message: RegExp): object => ({
  outcome: 'failed-to-start',
  message: expect.stringMatching(message) as unknown,
});

const row = (course: string, ends: object, children = 0): Row => ({ course, ends, children });

/** One row a root session, in the order in which they were created. */
const RECORDINGS: Record<string, Row[]> = {
  'a-plain': [row('answers without tools', completed)],
  'b-tools': [row('uses tools, one of them unknown', completed)],
  'c-task': [row('waits for a child', completed, 1)],
  'd-parallel': [row('waits for two children', completed, 2)],
  'f-bg-native': [row('is woken by a background child', completed, 1)],
  'g-perm': [
    row('is allowed once', completed),
    row('is refused without a word', {
      outcome: 'agent-error',
      why: { kind: 'refused', tool: 'bash' },
    }),
    row('is refused with a message and goes on', completed),
    row('has a child that is allowed', completed, 1),
    row('is aborted while it asks', aborted),
    row('has its question answered', completed),
    row('has its question rejected', {
      outcome: 'agent-error',
      why: { kind: 'finish', finish: 'tool-calls' },
    }),
    row('may do everything', completed),
  ],
  'h-errors': [
    row('meets a 401', status(401)),
    row('meets a 403', status(403)),
    row('meets a 400', status(400)),
    row('meets a 404', status(404)),
    row('recovers from two 429 with retry-after', completed),
    row('recovers from two 429', completed),
    row('recovers from two 500', completed),
    row('is aborted while it retries for ever', unfinished),
    row('recovers from a context overflow', completed),
    row('is aborted while it retries a cut stream', unfinished),
    row('goes on after a stream that ended without a reason', completed),
    row('is aborted while the model is silent', aborted),
    row('is cut off at the output limit', {
      outcome: 'agent-error',
      why: { kind: 'finish', finish: 'length' },
    }),
    row('is stopped by a content filter', failed({ name: 'ContentFilterError' })),
    row('answers with nothing', completed),
    row('names a model that is not there', notStarted(/^Model not found: fake\/nope/)),
    row('names an agent that is not there', notStarted(/^Agent not found: "nope"/)),
    row('is aborted while nobody listens at the model', unfinished),
  ],
  'i-abort': [
    row('is aborted with its foreground child', aborted, 1),
    row('has its background child aborted with it', childEnded('aborted'), 1),
    row('has its background child aborted', childEnded('aborted'), 1),
    row('is told of the failure of its background child', completed, 1),
    row('has its background child deleted', childEnded('deleted'), 1),
  ],
};

describe.each(Object.entries(RECORDINGS))('the recording %s', (name, rows) => {
  const events = eventsOf(name);
  const roots = rootsOf(events);

  it('holds a root session for every row', () => {
    expect(roots).toHaveLength(rows.length);
  });

  it.each(rows.map((each, index) => ({ ...each, index })))(
    'shows a root that $course',
    ({ index, children, ends }) => {
      const tree = replay(events, roots[index]!);

      expect(members(tree)).toHaveLength(1 + children);
      expect(pending(tree, lastInstant(events))).toEqual([]);
      expect(verdict(tree, lastInstant(events))).toEqual(ends);
    },
  );
});

describe('the recording of a background child', () => {
  it('is never settled before the parent has answered the result', () => {
    const events = eventsOf('f-bg-native');
    const [root] = rootsOf(events);
    const tree = treeOf(root!, promptOf(events, root!));
    const settledAt = events.flatMap(({ at, json }) => {
      fold(tree, json, at);
      return pending(tree, at).length === 0 ? [at] : [];
    });

    const answers = [...tree.sessions.get(root!.id)!.messages.values()].flatMap(({ message }) =>
      message.role === 'assistant' ? [message.completed ?? Infinity] : [],
    );
    expect(answers).toHaveLength(3);
    expect(settledAt[0]).toBeGreaterThanOrEqual(Math.max(...answers));
  });
});

type Recorded = { at: number; json: unknown };

/** The events of one endpoint, with the wall-clock instant at which each arrived. */
function eventsOf(name: string): Recorded[] {
  const path = new URL(`../recordings/${name}.jsonl`, import.meta.url);
  const lines = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => object(JSON.parse(line)));
  const opened = lines.find(({ src }) => src === 'meta');
  const headers = object(object(opened?.['ev'])['headers']);
  const began = Date.parse(text(headers['date']) ?? '') - Number(opened?.['t']);
  // The header tells whole seconds: one more, so that nothing arrives before it was sent.
  return lines
    .filter(({ src }) => src === '/event')
    .map(({ t, ev }) => ({ at: began + 1_000 + Number(t), json: ev }));
}

function rootsOf(events: Recorded[]): SessionInfo[] {
  return events
    .map(({ json }) => object(json))
    .filter(({ type }) => type === 'session.created')
    .map(({ properties }) => sessionOf(object(properties)['info']))
    .filter((info) => info !== undefined && info.parentId === undefined)
    .filter((info) => info !== undefined);
}

function promptOf(events: Recorded[], root: SessionInfo): string {
  const ids = events
    .map(({ json }) => object(object(object(json)['properties'])['info']))
    .filter(({ role, sessionID }) => role === 'user' && sessionID === root.id)
    .map(({ id }) => text(id));
  return ids[0] ?? 'msg_never_stored';
}

function treeOf(root: SessionInfo, prompt: string): SessionTree {
  return createTree(root, prompt, root.created);
}

function fold(tree: SessionTree, json: unknown, at: number): void {
  const event = eventOf({ payload: json });
  if (event !== undefined) apply(tree, event, at);
}

function replay(events: Recorded[], root: SessionInfo): SessionTree {
  const tree = treeOf(root, promptOf(events, root));
  for (const { at, json } of events) fold(tree, json, at);
  return tree;
}

function lastInstant(events: Recorded[]): number {
  return events.at(-1)?.at ?? 0;
}
