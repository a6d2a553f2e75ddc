import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';

const DEMO = resolve(import.meta.dirname, '../../scripts/bot-demo.ts');

type Ended = { code: number | null; out: string; err: string; leftBehind: string[] };

/** The demo as a process of its own, with a folder of its own for temporary files. */
async function demo(
  given: { node?: string[]; flags?: string[]; env?: object } = {},
): Promise<Ended> {
  const { node = [], flags = [], env = {} } = given;
  const folder = mkdtempSync(join(tmpdir(), 'bot-demo-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const child = spawn(process.execPath, [...node, DEMO, ...flags], {
    env: { ...process.env, TMPDIR: folder, ...env },
    timeout: 50_000,
  });
  child.stdin.end();
  const closed = new Promise<number | null>((done) => child.on('close', done));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  const leftBehind = readdirSync(folder).filter((name) => name.startsWith('agent-run-'));
  return { code, out, err, leftBehind };
}

/** In this order. */
const STEPS = [
  'ann opens a pull request: fix(run): wait for background/child sessions before exiting',
  '✓ webhook pull_request.opened, signed',
  'Please edit this description within 2 hours',
  'No linked issue was found',
  '✓ labels: needs:compliance, needs:issue',
  '✓ check: failure',
  'ann pushes a commit',
  '✓ the bot says nothing again',
  '✓ it reminds of the deadline',
  '✓ nothing is closed before the promised instant',
  '✓ the pull request is closed',
  'Closed automatically on 22 November 2026, 14:01 UTC',
  'ann edits the description',
  '✓ the pull request is open again, by the bot',
  'Thanks for the update, ann!',
  '✓ no labels',
  '✓ check: success',
  'bob opens a pull request that follows the template',
  '✓ he hears nothing of the bot',
  'Requests to GitHub, beside those of the workflows',
  'Everything happened as promised.',
];

describe('the demo of the bot', () => {
  test('plays the pull request from the first notice to the thanks, and leaves nothing behind', async () => {
    const { code, out, err, leftBehind } = await demo();

    expect({ code, err, leftBehind }).toEqual({ code: 0, err: '', leftBehind: [] });
    expect(inOrder(out, STEPS)).toEqual(STEPS);
    expect(out).toContain("the bot's notice 2 of 2");
    expect(today(out)).toEqual([10, 8, 5, 9, 5]);
    const shown = linesOfReadme();
    expect(shown.length).toBeGreaterThan(10);
    expect(shown.filter((line) => !lasting(out).includes(line))).toEqual([]);
  });

  test('shows one notice for everything with --combined, without colours where no terminal is', async () => {
    const { code, out } = await demo({ flags: ['--combined'], env: { FORCE_COLOR: '3' } });

    expect(code).toBe(0);
    expect(out).not.toContain('\u001B');
    expect(out).toContain('Two things to fix before review (@ann)');
    expect(out).toContain('There is no deadline for point 2.');
    expect(out).not.toContain('notice 2 of 2');
  });

  test('ends with 1, and says what was expected, when a webhook finds nobody', async () => {
    const cut = 'globalThis.fetch = () => Promise.reject(new Error("cut off"));';
    const { code, out, leftBehind } = await demo({
      node: ['--import', `data:text/javascript,${encodeURIComponent(cut)}`],
    });

    expect({ code, leftBehind }).toEqual({ code: 1, leftBehind: [] });
    expect(out).toMatch(/Demo failed\.\nexpected: webhook pull_request\.opened.*\nfound: 0 after/);
    expect(out).not.toContain('as promised');
  });
});

/** What the README shows of the demo. */
function linesOfReadme(): string[] {
  const readme = readFileSync(resolve(import.meta.dirname, '../../README.md'), 'utf8');
  const [, block = ''] = /<!-- bot-demo -->\s+```\n([^]*?)```/.exec(readme) ?? [];
  return lasting(block);
}

/** The lines, without what differs from run to run. */
function lasting(out: string): string[] {
  const lines = out.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => line.replaceAll(/\d+ (KB|ms)\b/g, '… $1'));
}

/** Those of the steps that are found, each behind the one before. */
function inOrder(out: string, steps: readonly string[]): string[] {
  const plain = out.replaceAll(/\n +│ /g, ' ');
  let from = 0;
  return steps.filter((step) => {
    const at = plain.indexOf(step, from);
    if (at !== -1) from = at + step.length;
    return at !== -1;
  });
}

/** The last number but the note of each row of the table. */
function today(out: string): number[] {
  const table = out.slice(out.indexOf('Requests to GitHub, beside'));
  return [...table.matchAll(/ {2}\d+ +(\d+)(?: {2}\(|$)/gm)].map(([, count]) => Number(count));
}
