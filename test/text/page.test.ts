import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';

import type { RunReport } from '../../src/sessions/outcome.ts';
import { pageData, type PageData } from '../../src/text/page-data.ts';
import type { PageSource } from '../../src/text/page-index.ts';
import { transcriptPage } from '../../src/text/page.ts';
import { aReport, reportOf } from '../support/report-builder.ts';
import { DAWN, Story } from '../support/tree-builder.ts';

const NOTHING: PageSource = { lines: () => [], at: () => undefined };

/** The story as its transcript, in which a place is a number of an event. */
function sourceOf({ events }: Story): PageSource {
  const at: PageSource['at'] = ({ start }) => {
    const told = events[start];
    return told === undefined ? undefined : { type: 'event', ...told };
  };
  const places = events.map((_, start) => ({ start, length: 1 }));
  return { lines: () => places.map((place) => ({ entry: at(place), place })), at };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64');

function dataOf(story: Story, report: Partial<RunReport> = {}, source = sourceOf(story)): PageData {
  const json = [...pageData(source, reportOf(story, report))].join('');
  return JSON.parse(json) as PageData;
}

const pageOf = (report: RunReport): string =>
  [...transcriptPage({ source: NOTHING, report, sha256 })].join('');

describe('the data of the page', () => {
  test('holds each turn once, as it was told last, in order', () => {
    const story = new Story().prompt('root', 'Fix it.').wait(1500);
    story.run('root', 'bash', 'npm test', { takes: 2000, input: { command: 'npm test' } });
    story.launch('child', { by: 'background' }).wait(500);
    story.deliver('child').say('root', 'Done.', { cost: 0.5 });

    const [root] = dataOf(story).sessions;

    expect(
      root?.turns.map(({ who, at, items }) => [who, at, items.map(({ kind }) => kind)]),
    ).toEqual([
      ['prompt', '+0 ms', ['text']],
      ['model', '+1.5s', ['tool']],
      ['model', '+3.5s', ['tool']],
      ['notice', '+4.0s', ['text']],
      ['model', '+4.0s', ['text']],
    ]);
    expect(root?.turns[1]?.items).toEqual([
      {
        kind: 'tool',
        state: 'completed',
        name: 'bash',
        label: 'npm test',
        took: '2.0s',
        input: '{\n  "command": "npm test"\n}',
        output: 'ok',
        error: '',
      },
    ]);
    expect(root?.turns[4]?.facts).toBe('fake/fake · 0 ms · $0.50');
  });

  test('leaves out messages that were taken back', () => {
    const story = new Story().prompt('root').say('root', 'Wrong.');
    const messageId = [...(story.tree.sessions.get(story.tree.rootId)?.messages.keys() ?? [])][1];
    story.tell({
      type: 'message-removed',
      sessionId: story.tree.rootId,
      messageId: messageId ?? '',
    });

    expect(dataOf(story).sessions[0]?.turns.map(({ who }) => who)).toEqual(['prompt']);
  });

  test('looks no word up before its turn is asked for, and then each once', () => {
    const story = new Story().prompt('root', 'Fix it.').say('root', 'One.').say('root', 'Two.');
    const source = sourceOf(story);
    const looked: number[] = [];
    const at: PageSource['at'] = (place) => {
      looked.push(place.start);
      return source.at(place);
    };
    const lookedUpBefore: number[] = [];

    for (const piece of pageData({ ...source, at }, reportOf(story))) {
      if (/Fix it|One|Two/.test(piece)) lookedUpBefore.push(looked.length);
    }

    expect(lookedUpBefore).toEqual([2, 4, 6]);
    expect(new Set(looked).size).toBe(6);
  });

  test('leaves out what is gone, or something else, when its turn has come', () => {
    const story = new Story().prompt('root', 'Fix it.').say('root', 'Done.');
    const source = sourceOf(story);
    const damaged = (isKept: (text: string) => boolean): string[][] => {
      const at: PageSource['at'] = (place) => {
        const entry = source.at(place);
        return isKept(JSON.stringify(entry)) ? entry : undefined;
      };
      const [root] = dataOf(story, {}, { ...source, at }).sessions;
      return (root?.turns ?? []).map(({ who, items }) => [who, ...items.map(({ kind }) => kind)]);
    };

    expect(damaged(() => false)).toEqual([]);
    expect(damaged((text) => !text.includes('Done.'))).toEqual([['prompt', 'text'], ['model']]);
    expect(damaged((text) => !text.includes('"role":"user"'))).toEqual([['model', 'text']]);
  });

  test('keeps bars inside of the run, and open ones up to its end', () => {
    const story = new Story().prompt('root').wait(1000).idle('root').wait(8000).busy('root');
    story.wait(1000);

    const [root] = dataOf(story, { started: DAWN + 500, ended: DAWN + 10_500 }).sessions;

    expect(root?.bars.map(({ from, length }) => [from, length])).toEqual([
      [0, 0.05],
      [0.85, 0.15],
    ]);
  });

  test('of a run of no length divides by nothing', () => {
    const story = new Story().prompt('root').idle('root');

    const { sessions } = dataOf(story);

    expect(sessions[0]?.bars).toEqual([{ from: 0, length: 0, label: '+0 ms, 0 ms' }]);
  });

  test('is bounded: when there is too much, texts get short but stay', () => {
    const story = new Story().prompt('root');
    for (let n = 0; n < 1500; n += 1) {
      story.run('root', 'bash', 'npm test', { output: `${String(n)} ${'x'.repeat(30_000)}` });
    }

    const data = dataOf(story);

    expect(JSON.stringify(data).length).toBeLessThan(20_000_000);
    const items = data.sessions[0]?.turns.flatMap((turn) => turn.items) ?? [];
    expect(items).toHaveLength(1501);
    expect(items.at(-1)).toMatchObject({ output: expect.stringMatching(/^1499 x+… \(/) });
  });
});

describe('the page', () => {
  test('allows exactly its own script and style', () => {
    const page = pageOf(aReport());

    const [, script = ''] = /<script>([^]*?)<\/script>/.exec(page) ?? [];
    const [, style = ''] = /<style>([^]*?)<\/style>/.exec(page) ?? [];
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`script-src 'sha256-${sha256(script)}'`);
    expect(policy).toContain(`style-src 'sha256-${sha256(style)}'`);
    expect(page).not.toMatch(/unsafe-|https?:|src="|style="|onclick/);
  });

  test('tells how a run ended that never had a session', () => {
    const page = pageOf(
      aReport({ outcome: 'failed-to-start', reason: 'No such model.', finalMessage: '' }),
    );

    expect(page).toContain('failed-to-start');
    expect(page).toContain('No such model.');
    expect(page.replace(/<script>[^]*<\/script>/, '')).not.toMatch(/undefined|NaN/);
  });

  test('escapes every word of the run', () => {
    const words = '</script><b>"&\'';
    const report = aReport({
      reason: words,
      finalMessage: words,
      model: words,
      opencodeVersion: words,
      warnings: [words],
      changes: [{ path: words, status: words }],
      denials: [{ sessionId: '', kind: 'question', what: words, patterns: [words], at: 0 }],
    });

    const page = pageOf(report);

    expect(page).not.toContain('<b>');
    expect(page.split('</script>')).toHaveLength(3);
  });
});
