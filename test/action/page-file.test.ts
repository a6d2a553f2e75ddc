import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withPage } from '../../src/action/page-file.ts';
import { workFiles } from '../../src/action/work-files.ts';
import { aReport } from '../support/report-builder.ts';

let workDir: string;

beforeEach(() => {
  workDir = mkdtempSync(join(tmpdir(), 'agent-run-page-'));
});

afterEach(() => rmSync(workDir, { recursive: true }));

const mask = (text: string): string => text.replaceAll('hunter2', '***');

test('a report gets its page beside the transcript, for nobody else and without secrets', () => {
  const { transcript } = workFiles(workDir);
  const report = aReport({ finalMessage: 'It is hunter2.', paths: { transcript } });

  const { paths, warnings } = withPage(report, workDir, mask);

  expect({ paths, warnings }).toEqual({
    paths: { transcript, page: join(workDir, 'transcript.html') },
    warnings: [],
  });
  expect(readFileSync(paths.page ?? '', 'utf8')).toContain('It is ***.');
  expect(readFileSync(paths.page ?? '', 'utf8')).not.toContain('hunter2');
  expect(statSync(paths.page ?? '').mode & 0o777).toBe(0o600);
});

test('a page that cannot be written is a warning behind the others, not the end of the report', () => {
  mkdirSync(workFiles(workDir).page);
  const report = aReport({ warnings: ['first'] });

  const { paths, warnings, outcome } = withPage(report, workDir, mask);

  expect(outcome).toBe('completed');
  expect(paths).toEqual({});
  expect(warnings).toEqual(['first', expect.stringMatching(/page of the transcript.*EISDIR/)]);
});
