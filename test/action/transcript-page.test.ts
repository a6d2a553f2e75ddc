import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writePage } from '../../src/action/transcript-page.ts';
import { Transcript } from '../../src/agent/transcript.ts';
import type { RunReport } from '../../src/sessions/outcome.ts';
import { aReport, reportOf } from '../support/report-builder.ts';
import { Story } from '../support/tree-builder.ts';

let folder: string;
let files: { transcript: string; page: string };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'transcript-page-'));
  files = { transcript: join(folder, 't.jsonl'), page: join(folder, 'p.html') };
});

afterEach(() => rmSync(folder, { recursive: true }));

const asIs = (text: string): string => text;

/** Tells the story to the transcript; its report. */
function record(tell: (story: Story) => unknown): RunReport {
  const story = new Story();
  const options = { mask: asIs, now: () => story.now, version: '1' };
  const transcript = new Transcript(files.transcript, options);
  story.to((event, tree, now) => transcript.event(event, tree, now));
  tell(story);
  transcript.close();
  return reportOf(story);
}

const page = (): string => readFileSync(files.page, 'utf8');

test('a transcript that is larger than the memory becomes a page all the same', () => {
  const report = record((story) => {
    story.prompt('root');
    for (let n = 0; n < 2500; n += 1) {
      story.run('root', 'bash', 'npm test', {
        output: `number ${String(n)} ${'x'.repeat(60_000)}`,
      });
    }
  });
  expect(statSync(files.transcript).size).toBeGreaterThan(140e6);
  const module = pathToFileURL(resolve('src/action/transcript-page.ts')).href;
  const input = join(folder, 'report.json');
  writeFileSync(input, JSON.stringify({ report, files }));
  const program = `
    import { readFileSync } from 'node:fs';
    const { report, files } = JSON.parse(readFileSync(process.argv.at(-1), 'utf8'));
    (await import(${JSON.stringify(module)})).writePage(report, files, (text) => text);
  `;

  const argv = ['--max-old-space-size=64', '--input-type=module', '--eval', program, input];
  const { status, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8' });

  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  expect(page()).toContain('number 0 x');
  expect(page()).toContain('number 2499 x');
});

test('lines that somebody added to the transcript, and are not ours, change nothing', () => {
  const report = record((story) => story.prompt('root', 'Fix it.').say('root', 'Done.'));
  writePage(report, files, asIs);
  const before = page();
  appendFileSync(files.transcript, '{"type":"event"}\nnonsense\n\n{"type":"eve');

  writePage(report, files, asIs);

  expect(before).toContain('Fix it.');
  expect(page()).toBe(before);
});

test.each([
  ['is absent', () => undefined],
  ['is a folder', () => symlinkSync(folder, files.transcript)],
  ['never ends', () => symlinkSync('/dev/zero', files.transcript)],
  ['is a pipe that nobody writes to', () => spawnSync('mkfifo', [files.transcript])],
])('when the transcript %s, the page shows what the report tells', (_, put) => {
  put();

  writePage(aReport({ reason: 'As told.' }), files, asIs);

  expect(page()).toContain('As told.');
});

test('the page replaces what was put in its place, and is for nobody else', () => {
  const other = join(folder, 'other');
  writeFileSync(other, 'precious', { mode: 0o666 });
  symlinkSync(other, files.page);

  writePage(aReport(), files, asIs);

  expect(readFileSync(other, 'utf8')).toBe('precious');
  expect(page()).toContain('</html>');
  expect(statSync(files.page).mode & 0o777).toBe(0o600);
});

test('half a page is none', () => {
  const report = aReport();
  const broken = new Proxy(report, {
    get: (told, name) => (name === 'sessions' ? [null] : (Reflect.get(told, name) as unknown)),
  });

  expect(() => writePage(broken, files, asIs)).toThrow(TypeError);

  expect(existsSync(files.page)).toBe(false);
});
