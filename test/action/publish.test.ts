import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readCommandFile } from '../support/command-file.ts';
import { aReport } from '../support/report-builder.ts';

/** What is told to a runner goes through its files and the process's own pipe: so it is a process that tells. */
const PUBLISH = new URL('../../src/action/publish.ts', import.meta.url).href;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agent-run-publish-'));
  for (const name of ['output', 'state', 'summary.md']) writeFileSync(join(folder, name), '');
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Runs a script that has what publish.ts exports, on a runner; returns what it printed, line by line. */
async function onRunner(script: string, differences: Record<string, string> = {}) {
  const whole = `import * as it from ${JSON.stringify(PUBLISH)};
    const mask = (text) => text.replaceAll('hunter2', '***');
    const write = (line) => console.log(line);
    ${script}`;
  const env = {
    PATH: process.env['PATH'],
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_STATE: join(folder, 'state'),
    GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
    ...differences,
  };
  const argv = ['--input-type=module', '--eval', whole];
  const { stdout } = await promisify(execFile)(process.execPath, argv, { env, timeout: 30_000 });
  return stdout.split('\n').filter((line) => line !== '');
}

function publishing(different: Parameters<typeof aReport>[0], audience: object): string {
  const report = JSON.stringify(aReport(different));
  const shown = { summary: true, annotations: true };
  const given = JSON.stringify({ summary: 'full', fails: false, shown, ...audience });
  return `await it.publish(${report}, { ...${given}, mask, write });`;
}

const outputs = (): Record<string, string> => readCommandFile(join(folder, 'output'));
const summary = (): string => readFileSync(join(folder, 'summary.md'), 'utf8');

describe('a report is published', () => {
  test('as outputs, as a summary, and at the end of the log', async () => {
    const lines = await onRunner(publishing({ finalMessage: 'One.\nTwo.' }, {}));

    expect(lines[0]).toBe('completed: Every session finished.');
    expect(lines.join('\n')).not.toContain('::');
    expect(outputs()).toMatchObject({ outcome: 'completed', 'final-message': 'One.\nTwo.' });
    expect(summary()).toContain('Every session finished.');
  });

  test('with an annotation when the step fails', async () => {
    const lines = await onRunner(
      publishing({ outcome: 'timed-out', reason: 'Time is up.' }, { fails: true }),
    );

    expect(lines).toContain('::error title=agent-run%3A timed-out::Time is up.');
  });

  test('without secrets, wherever it goes', async () => {
    const report = { reason: 'It is hunter2.', finalMessage: 'It is hunter2.' };

    const lines = await onRunner(publishing(report, { fails: true }));

    expect(outputs()).toMatchObject({ reason: 'It is ***.', 'final-message': 'It is ***.' });
    expect(lines.join('\n') + summary()).toContain('It is ***.');
    expect(lines.join('\n') + summary()).not.toContain('hunter2');
  });

  test('without commands to the runner that somebody put into a reason', async () => {
    const reason = 'x\n::set-output name=outcome::completed ##[add-mask]a';

    const lines = await onRunner(publishing({ outcome: 'agent-error', reason }, {}));

    expect(lines.filter((line) => /^\s*::|##\[/.test(line))).toEqual([]);
  });

  test('with the summary in the log where the forge shows none, and no annotations', async () => {
    const report = {
      reason: 'Time is up.',
      finalMessage: 'x\n::set-output name=outcome::no\n hunter2',
    };
    const audience = { shown: { summary: false, annotations: false }, fails: true };

    const lines = await onRunner(publishing({ outcome: 'timed-out', ...report }, audience));

    expect(summary()).toBe('');
    expect(outputs()).toMatchObject({ outcome: 'timed-out' });
    expect(lines.filter((line) => /^\s*::/.test(line))).toEqual([
      '::group::Summary',
      '::endgroup::',
    ]);
    const folded = lines.slice(lines.indexOf('::group::Summary')).join('\n');
    expect(folded).toContain('Agent run: timed-out');
    expect(folded).toContain('set-output name=outcome');
    expect(folded).toContain('***');
    expect(folded).not.toContain('hunter2');
  });

  test.each([true, false])('without a summary when nobody wants one', async (isShown) => {
    const shown = { summary: isShown, annotations: true };
    const lines = await onRunner(publishing({}, { summary: 'off', shown }));

    expect(summary()).toBe('');
    expect(outputs()).toMatchObject({ outcome: 'completed' });
    expect(lines.filter((line) => line.startsWith('::'))).toEqual([]);
  });

  test('as far as that goes: a summary that cannot be written is a warning', async () => {
    const lines = await onRunner(publishing({}, {}), { GITHUB_STEP_SUMMARY: folder });

    expect(outputs()).toMatchObject({ outcome: 'completed' });
    expect(lines.at(-1)).toMatch(/^::warning::The job summary could not be written/);
  });

  test('as far as that goes, in words where there are no annotations', async () => {
    const shown = { summary: true, annotations: false };
    const lines = await onRunner(publishing({}, { shown }), { GITHUB_STEP_SUMMARY: folder });

    expect(lines.at(-1)).toMatch(/^! The job summary could not be written/);
  });
});

describe('the post step', () => {
  test('finds the folder that was kept for it', async () => {
    await onRunner("await it.keepForPost('/tmp/run', []);");
    expect(readCommandFile(join(folder, 'state'))).toEqual({ folder: '/tmp/run' });

    const lines = await onRunner('write(await it.keptFolder());', { STATE_folder: '/tmp/run' });
    expect(lines).toEqual(['/tmp/run']);
  });

  test('finds none where none was kept', async () => {
    expect(await onRunner('write(String(await it.keptFolder()));')).toEqual(['undefined']);
  });

  test('comes when the runner masks every line of every secret that is long enough', async () => {
    const secrets = JSON.stringify(['sk-12345678', 'short', 'first line\r\nsecond line\nend']);

    const lines = await onRunner(`await it.keepForPost('/tmp/run', ${secrets});`);

    expect(lines).toEqual([
      '::add-mask::sk-12345678',
      '::add-mask::first line',
      '::add-mask::second line',
    ]);
  });
});
