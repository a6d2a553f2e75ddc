import { describe, expect, test } from 'vitest';

import { OUTPUTS } from '../../src/action/output-table.ts';
import { type ReportTo, writeReport } from '../../src/action/report.ts';
import type { RunReport } from '../../src/sessions/outcome.ts';
import { aReport, reportOf } from '../support/report-builder.ts';
import { DAWN, idOf, Story } from '../support/tree-builder.ts';

/** Writes the report; gives what arrived. */
async function write(report: RunReport, to: Partial<ReportTo> = {}) {
  const outputs: Record<string, string> = {};
  let markdown = '';
  const problems = await writeReport(report, {
    mask: (text) => text.replaceAll('hunter2', '***'),
    setOutput: (name, value) => {
      outputs[name] = value;
    },
    writeSummary: (text) => {
      markdown += text;
    },
    summary: 'full',
    ...to,
  });
  return { outputs, markdown, problems };
}

test('sets every output', async () => {
  const story = new Story().prompt('root').wait(1500);
  story
    .launch('find')
    .wait(500)
    .say('find', 'x', { cost: 0.1, tokens: { input: 7 } });
  story
    .finish('find')
    .say('root', 'Done.', { cost: 0.2, tokens: { output: 2 } })
    .idle('root');

  const { outputs, problems } = await write(
    reportOf(story, {
      finalMessage: 'Done.\nReally.',
      structuredOutput: { fixed: 1 },
      ended: DAWN + 2000,
      denials: [
        { sessionId: idOf('find'), kind: 'permission', what: 'bash', patterns: ['*'], at: 0 },
      ],
      opencodeVersion: '1.18.33',
      paths: { transcript: '/tmp/t.jsonl', export: '/tmp/s.json' },
    }),
  );

  expect(problems).toEqual([]);
  expect(outputs).toEqual({
    outcome: 'completed',
    reason: 'Every session finished.',
    'final-message': 'Done.\nReally.',
    'structured-output': '{"fixed":1}',
    'session-id': idOf('root'),
    sessions: expect.any(String),
    cost: '0.3',
    tokens: '{"input":7,"output":2,"reasoning":0,"cacheRead":0,"cacheWrite":0}',
    duration: '2',
    'asks-denied': '1',
    transcript: '/tmp/t.jsonl',
    export: '/tmp/s.json',
    'opencode-version': '1.18.33',
  });
  expect(JSON.parse(outputs['sessions'] ?? '')).toEqual([
    {
      id: idOf('root'),
      parent: null,
      agent: 'build',
      title: 'Fix the smallest TODO',
      state: 'completed',
      duration: 2,
      cost: 0.2,
      tokens: { input: 0, output: 2, reasoning: 0, cacheRead: 0, cacheWrite: 0 },
    },
    expect.objectContaining({ id: idOf('find'), parent: idOf('root'), duration: 0.5, cost: 0.1 }),
  ]);
});

test('sets every output of a run that never started, empty where there is nothing', async () => {
  const { outputs } = await write(aReport({ outcome: 'invalid-input', finalMessage: '' }));

  expect(Object.keys(outputs)).toEqual(OUTPUTS.map(({ name }) => name));
  expect(outputs).toMatchObject({ 'session-id': '', sessions: '[]', 'structured-output': '' });
});

test('writes a summary in the wanted length, or none', async () => {
  const report = aReport({ finalMessage: 'All done.' });

  expect((await write(report)).markdown).toContain('All done.');
  expect((await write(report, { summary: 'brief' })).markdown).not.toContain('All done.');
  expect((await write(report, { summary: 'off' })).markdown).toBe('');
});

test('lets no secret out', async () => {
  const story = new Story({ title: 'hunter2' }).prompt('root').idle('root');

  const { outputs, markdown } = await write(
    reportOf(story, {
      reason: 'hunter2',
      finalMessage: 'hunter2',
      structuredOutput: { hunter2: ['hunter2'] },
      warnings: ['hunter2'],
      changes: [{ path: 'hunter2', status: 'A' }],
    }),
  );

  expect(JSON.stringify(outputs) + markdown).not.toContain('hunter2');
  expect(markdown).toContain('\\*\\*\\*');
});

describe('what is too long', () => {
  test('is cut where it is text', async () => {
    const { outputs } = await write(aReport({ finalMessage: 'ä'.repeat(100_000) }));

    expect(Buffer.byteLength(outputs['final-message'] ?? '')).toBeLessThanOrEqual(64 * 1024);
    expect(outputs['final-message']).toMatch(/more\)$/);
  });

  test('stays valid JSON, with the sessions that fit', async () => {
    const [session] = reportOf(new Story({ title: '"\n'.repeat(5000) }).prompt('root')).sessions;
    if (session === undefined) throw new Error('the story has no session');
    const sessions = Array.from({ length: 5000 }, (_, n) => ({
      ...session,
      id: `ses_${String(n)}`,
    }));

    const { outputs } = await write(aReport({ sessions }));

    const found = JSON.parse(outputs['sessions'] ?? '') as { id: string }[];
    expect(Buffer.byteLength(outputs['sessions'] ?? '')).toBeLessThan(1024 * 1024);
    expect(found.length).toBeGreaterThan(500);
    expect(found.at(-1)?.id).toBe(`ses_${String(found.length - 1)}`);
  });

  test('is left out where half of it would be no JSON', async () => {
    const long = aReport({ structuredOutput: 'x'.repeat(2_000_000) });

    const { outputs, problems } = await write(long);

    expect(outputs['structured-output']).toBe('');
    expect(problems).toEqual([expect.stringContaining('structured output is too long')]);
  });
});

test('what cannot be written is said, and the rest is written all the same', async () => {
  const { markdown, problems } = await write(aReport(), {
    setOutput: (name) => {
      if (name === 'cost') throw new Error('disk full');
    },
  });
  const other = await write(aReport(), {
    writeSummary: () => Promise.reject(new Error('no file')),
  });

  expect(problems).toEqual(['The output cost could not be written: disk full']);
  expect(markdown).not.toBe('');
  expect(other.outputs['outcome']).toBe('completed');
  expect(other.problems).toEqual(['The job summary could not be written: no file']);
});
