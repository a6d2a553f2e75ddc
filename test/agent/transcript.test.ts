import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Progress } from '../../src/action/progress.ts';
import { createMask } from '../../src/agent/masking.ts';
import { readTranscript } from '../../src/agent/read-transcript.ts';
import { Transcript } from '../../src/agent/transcript.ts';
import { sessionReports } from '../../src/sessions/report.ts';
import type { AgentEvent } from '../../src/sessions/event.ts';
import type { SessionTree } from '../../src/sessions/tree.ts';
import { denialOf } from '../support/listening.ts';
import { readWhole } from '../support/whole-transcript.ts';
import { DAWN, idOf, Story } from '../support/tree-builder.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'transcript-'));
  path = join(folder, 'deep', 'transcript.jsonl');
});

afterEach(() => rmSync(folder, { recursive: true }));

/** A transcript that listens to the story. */
function record(story: Story, mask: (text: string) => string = (text) => text): Transcript {
  const transcript = new Transcript(path, { mask, now: () => story.now, version: '1.2.3' });
  const progress: Progress = transcript;
  story.to((event, tree, now) => progress.event(event, tree, now));
  return transcript;
}

/** A whole run: tools, a foreground and a background child, a retry, a denial, a failure. */
function tellAll(story: Story, transcript: Transcript): void {
  story.prompt('root', 'Fix it.').run('root', 'bash', 'npm test', { takes: 1200 });
  story.launch('near').think('near', 'Hm.').say('near', 'Found.', { cost: 0.5 }).finish('near');
  story.launch('far', { by: 'background' }).say('root', 'Started.').idle('root');
  const ask = story.ask('far', 'bash', 'rm *');
  transcript.asked(ask, denialOf(ask));
  story.answer(ask).retry('far', 1).busy('far');
  story.fail('far', { name: 'APIError', message: 'Overloaded', statusCode: 529 });
  story
    .wait(10)
    .deliver('far', 'error')
    .say('root', 'Done without.', { tokens: { input: 9 } });
  story.idle('root');
  transcript.notice('warning', 'Something is odd.');
}

test('reads back as the same tree, with the denials', () => {
  const story = new Story();
  const transcript = record(story);
  tellAll(story, transcript);
  transcript.outcome('completed-with-denials', 'Done.');
  transcript.close();

  const read = readWhole(path);

  expect(read?.header).toMatchObject({ schema: 1, version: '1.2.3', at: DAWN });
  expect(read?.tree && sessionReports(read.tree, story.now)).toEqual(
    sessionReports(story.tree, story.now),
  );
  expect(read?.tree?.promptId).toBe(story.tree.promptId);
  expect(read?.denials.map(({ what }) => what)).toEqual(['bash']);
  expect(read?.entries.at(-1)).toMatchObject({ type: 'outcome', reason: 'Done.' });
  expect(read?.damaged).toBe(0);
});

test('is on disk after every event, without being closed', () => {
  const story = new Story();
  record(story);

  const states = (tree: SessionTree | undefined) =>
    tree && sessionReports(tree, story.now).map(({ id, state, busy }) => [id, state, busy]);

  story.to(() => expect(states(readTranscript(path)?.tree)).toEqual(states(story.tree)));

  story.prompt('root').busy('root').launch('child', { by: 'background' }).idle('root');
  story.fail('child', { name: 'APIError', message: 'x' }).remove('child');
  expect.assertions(story.events.length);
});

test('survives a SIGKILL of its writer up to the last line that was written', async () => {
  const module = pathToFileURL(join(import.meta.dirname, '../../src/agent/transcript.ts')).href;
  const program = `
    const { Transcript } = await import(${JSON.stringify(module)});
    const options = { mask: (text) => text, now: Date.now, version: '1' };
    const transcript = new Transcript(${JSON.stringify(path)}, options);
    for (let n = 1; ; n += 1) {
      transcript.notice('info', String(n));
      process.stdout.write(n + '\\n');
      await new Promise(setImmediate);
    }`;
  const writer = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const piece of writer.stdout) {
    said += String(piece);
    if (said.split('\n').length > 200) break;
  }

  writer.kill('SIGKILL');
  if (writer.signalCode === null) await once(writer, 'exit');

  const read = readWhole(path);
  const written = said.split('\n').slice(0, -1).length;
  expect(read?.entries.length).toBeGreaterThanOrEqual(written);
  expect(read?.entries.slice(0, written).every(({ type }) => type === 'notice')).toBe(true);
});

describe('a damaged file', () => {
  test('with a torn last line is read up to it', () => {
    const story = new Story();
    tellAll(story, record(story));
    const whole = readFileSync(path);

    for (const cut of [1, 2, 50]) {
      writeFileSync(path, whole.subarray(0, whole.length - cut));
      const read = readTranscript(path);
      expect(read?.tree?.sessions.size).toBe(3);
      expect(read?.damaged).toBe(cut === 1 ? 0 : 1);
    }
  });

  test('into which the agent wrote loses the lines that are not ours', () => {
    const story = new Story();
    record(story);
    story.prompt('root').say('root', 'x');
    const at = DAWN;
    const hostile = [
      'no json',
      'null',
      '[]',
      '{"type":"__proto__"}',
      '{"type":"constructor","at":1}',
      JSON.stringify({ type: 'event', at, event: { type: 'session', session: { id: 1 } } }),
      JSON.stringify({ type: 'event', at, event: { type: 'status', sessionId: 'x', status: {} } }),
      JSON.stringify({ type: 'event', at, event: { type: 'message', message: { role: 'user' } } }),
      JSON.stringify({ type: 'event', at: 'later', event: { type: 'disposed' } }),
      JSON.stringify({ type: 'outcome', at, outcome: 'won', reason: '' }),
    ];

    appendFileSync(path, `${hostile.join('\n')}\n`);

    const read = readTranscript(path);
    expect(read?.damaged).toBe(hostile.length);
    expect(read?.tree && sessionReports(read.tree, story.now)).toEqual(
      sessionReports(story.tree, story.now),
    );
  });

  test.each([
    ['is empty', ''],
    ['is something else', '{"type":"event"}\n'],
    ['has another schema', '{"type":"agent-run-transcript","schema":2,"at":1,"version":"9"}\n'],
  ])('is no transcript when it %s', (_, content) => {
    const other = join(folder, 'other.jsonl');
    writeFileSync(other, content);

    expect(readTranscript(other)).toBeUndefined();
    expect(readTranscript(join(folder, 'absent.jsonl'))).toBeUndefined();
  });
});

const eventsOf = (): number =>
  (readWhole(path)?.entries ?? []).filter(({ type }) => type === 'event').length;

/** The last message of the story, while the model has written `length` letters of it. */
function withHalfText(story: Story, length: number): AgentEvent {
  const sessionId = story.tree.rootId;
  const messages = [...(story.tree.sessions.get(sessionId)?.messages.keys() ?? [])];
  const part = { id: 'prt_half', messageId: messages.at(-1) ?? '', sessionId, synthetic: false };
  return { type: 'part', part: { ...part, type: 'text', text: 'x'.repeat(length) } };
}

describe('stays small', () => {
  test('while statuses, messages and finished parts repeat', () => {
    const story = new Story();
    record(story);
    story.prompt('root').run('root', 'bash', 'npm test').say('root', 'Done.');
    const before = eventsOf();

    for (const { event } of story.events.slice(-1)) story.tell(event).tell(event);
    for (let n = 0; n < 100; n += 1) story.busy('root').tell({ type: 'heartbeat' });

    expect(eventsOf()).toBe(before);
  });

  test('while the output of a tool and the text of the model grow', () => {
    const story = new Story();
    record(story);
    story.prompt('root');
    const call = story.call('root', 'bash', 'yes');
    const before = eventsOf();

    for (let n = 0; n < 100; n += 1) call.grow('y\n'.repeat(n));
    expect(eventsOf()).toBe(before);
    call.complete('y\n'.repeat(100));

    expect(eventsOf()).toBe(before + 2);

    for (let n = 0; n < 100; n += 1) story.tell(withHalfText(story, n));
    expect(eventsOf()).toBe(before + 2);
  });

  test('when a text is very long: its beginning is kept, and how much is missing', () => {
    const story = new Story();
    record(story);

    story.prompt('root').run('root', 'bash', 'yes', { output: 'ä'.repeat(10_000_000) });

    expect(statSync(path).size).toBeLessThan(100 * 1024);
    expect(readFileSync(path, 'utf8')).toMatch(/ä… \([\d,]+ characters more\)"/);
  });
});

test('holds no secret, in whatever form it passes', () => {
  const secret = 'pass"word\nof two lines';
  const mask = createMask([secret]);
  const story = new Story({ title: `Use ${secret}` });
  const transcript = record(story, mask);
  story.prompt('root', secret).run('root', 'bash', secret, {
    input: { [secret]: [secret] },
    // Wherever the long text is cut, a secret stands there.
    output: `${JSON.stringify({ secret })}${secret.repeat(5000)}`,
  });
  story.fail('root', { name: 'APIError', message: secret });
  transcript.asked(story.question('root', secret), undefined);
  transcript.notice('error', secret);
  transcript.outcome('agent-error', secret);

  const written = readFileSync(path, 'utf8');
  expect(written).not.toMatch(/pass|word|of two|lines/);
  expect(written.split('***').length).toBeGreaterThan(8);
});

test('that cannot be written says so once and stops; the run goes on', () => {
  const told: string[] = [];
  const story = new Story();
  const full = new Transcript('/dev/full', {
    mask: (text) => text,
    now: () => story.now,
    version: '1',
    onFailure: (sentence) => told.push(sentence),
  });
  story.to((event, tree, now) => full.event(event, tree, now));

  story.prompt('root').say('root', 'x').idle('root');
  full.close();
  full.close();

  expect(told).toHaveLength(1);
  expect(told[0]).toContain('ENOSPC');
});

test('tells to which prompt of the root the events belong', () => {
  const story = new Story();
  record(story);
  story.prompt('root').say('root', 'One.').idle('root').wait(10);
  story.prompt('root', 'Once more.').say('root', 'Two.').idle('root');

  const read = readTranscript(path);

  expect(read?.tree?.promptId).toBe(story.tree.promptId);
  expect(read?.tree?.sessions.get(idOf('root'))?.messages.size).toBe(4);
});
