import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { adoptGrowingTexts, GrowingTexts } from '../../src/agent/growing-texts.ts';
import { createMask } from '../../src/agent/masking.ts';
import { readTranscript } from '../../src/agent/read-transcript.ts';
import { Transcript } from '../../src/agent/transcript.ts';
import type { AgentEvent } from '../../src/sessions/event.ts';
import { finalMessageOf } from '../../src/action/end.ts';
import { SteppedClock } from '../support/stepped-clock.ts';
import { DAWN, idOf, Story } from '../support/tree-builder.ts';

let folder: string;
let files: { growing: string; transcript: string };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'growing-'));
  files = { growing: join(folder, 'growing.jsonl'), transcript: join(folder, 'transcript.jsonl') };
});

afterEach(() => rmSync(folder, { recursive: true }));

const PART = { id: 'prt_1', messageId: 'msg_1', sessionId: idOf('root') };

const message = (more: object = {}): AgentEvent => ({
  type: 'message',
  message: {
    role: 'assistant',
    id: PART.messageId,
    sessionId: PART.sessionId,
    answers: '',
    created: DAWN,
    summary: false,
    model: 'fake/fake',
    cost: 0,
    tokens: { input: 0, output: 0, reasoning: 0, cacheRead: 0, cacheWrite: 0 },
    ...more,
  },
});

const part = (text: string, more: object = {}): AgentEvent => ({
  type: 'part',
  part: { ...PART, type: 'text', text, synthetic: false, ...more },
});

const delta = (text: string): AgentEvent => {
  const { id: partId, messageId, sessionId } = PART;
  return { type: 'delta', sessionId, messageId, partId, text };
};

/** A run whose root is told these events; it is never closed. */
async function write(
  ...events: AgentEvent[]
): Promise<{ growing: GrowingTexts; clock: SteppedClock }> {
  const clock = new SteppedClock(DAWN);
  const mask = createMask(['hush-hush-hush']);
  const growing = new GrowingTexts(files.growing, { mask, clock });
  const transcript = new Transcript(files.transcript, { mask, now: () => DAWN, version: '1' });
  const story = new Story().to((event, tree, now) => {
    transcript.event(event, tree, now);
    growing.event(event, tree, now);
  });
  story.prompt('root', 'Write to the end.');
  for (const event of [message(), ...events]) story.tell(event);
  await clock.pass(1000);
  return { growing, clock };
}

/** What the killed run said last, as the post step finds it. */
function adopted(): string {
  adoptGrowingTexts(files.growing, files.transcript);
  const { tree, damaged } = readTranscript(files.transcript) ?? {};
  expect(damaged).toBe(0);
  return tree === undefined ? '' : finalMessageOf(tree);
}

describe('of a run that is killed', () => {
  test.each<[title: string, events: AgentEvent[], text: string]>([
    ['a text that has just begun is nothing', [part('')], ''],
    [
      'a text is kept but for its last word',
      [part(''), delta('It is '), delta('done: ha')],
      'It is done:',
    ],
    ['half a secret is not', [part(''), delta('The key is hush-hu')], 'The key is'],
    ['a secret is masked', [part(''), delta('The key is hush-hush-hush. So')], 'The key is ***.'],
    ['what REST knows less of stays', [part(''), delta('It is done: ha'), part('')], 'It is done:'],
    [
      'what REST knows more of counts',
      [part(''), delta('It '), part('It is all done')],
      'It is all',
    ],
    [
      'a text that is done is told once',
      [part(''), delta('a b'), part('a b.', { ended: 1 })],
      'a b.',
    ],
    ['what a message lost is gone', [part(''), delta('a b '), removed()], ''],
  ])('%s', async (_, events, text) => {
    await write(...events);

    expect(adopted()).toBe(text);
    expect(adopted()).toBe(text);
    expect(existsSync(files.growing)).toBe(false);
  });

  test('the line that a kill has torn does not take the text along', async () => {
    await write(part(''), delta('It is done: ha'));
    appendFileSync(files.transcript, '{"type":"ev');

    adoptGrowingTexts(files.growing, files.transcript);

    const read = readTranscript(files.transcript);
    expect(read?.damaged).toBe(1);
    expect(read?.tree && finalMessageOf(read.tree)).toBe('It is done:');
  });

  test.each(['{"type":"outcome","at":1,"outcome":"completed","reason":"x"}', '{', 'null', ''])(
    'nothing else than texts is taken: %s',
    async (line) => {
      await write();
      const before = readFileSync(files.transcript, 'utf8');
      writeFileSync(files.growing, `${line}\n`);

      adoptGrowingTexts(files.growing, files.transcript);

      expect(readFileSync(files.transcript, 'utf8')).toBe(before);
    },
  );
});

test('a run that ends in order tells what was never finished, and leaves no file', async () => {
  const { growing, clock } = await write(part(''), delta('It is done: ha'));

  const entries = growing.close();
  await clock.pass(5000);

  expect(entries).toMatchObject([{ type: 'event', event: { part: { text: 'It is done:' } } }]);
  expect(existsSync(files.growing)).toBe(false);
});

function removed(): AgentEvent {
  const { messageId, sessionId } = PART;
  return { type: 'message-removed', sessionId, messageId };
}
