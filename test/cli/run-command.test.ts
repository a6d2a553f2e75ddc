import { expect, test } from 'vitest';
import type { RawInputs } from '../../src/action/given-inputs.ts';
import { rejected } from '../../src/action/rejected.ts';
import type { RunOptions } from '../../src/action/run.ts';
import { runCommand, type RunCommand } from '../../src/cli/run-command.ts';
import { EXIT_CODES, OUTCOMES, type RunReport } from '../../src/sessions/outcome.ts';
import { memoryPlace } from '../support/memory-place.ts';
import { SteppedClock } from '../support/stepped-clock.ts';
import { TerminalScreen } from '../support/terminal.ts';
import { DAWN, Story } from '../support/tree-builder.ts';

/** A report of a run that went well, but for what the test says. */
function reportOf(more: Partial<RunReport> = {}): RunReport {
  const report = rejected([], DAWN);
  return { ...report, outcome: 'completed', reason: 'All done.', finalMessage: 'Hi.', ...more };
}

type Ended = { code: number; out: string; err: string; engine: RunOptions[] };

/** Runs the command with an engine that only reports, in a pipe unless a `screen` is given. */
async function runWith(
  inputs: RawInputs,
  report: RunReport = reportOf(),
  more: Partial<RunCommand> & { story?: Story } = {},
): Promise<Ended> {
  const ended: Ended = { code: 0, out: '', err: '', engine: [] };
  const collect = (stream: 'out' | 'err') => ({
    write: (text: string) => {
      ended[stream] += text;
    },
  });
  ended.code = await runCommand({
    inputs,
    json: false,
    place: memoryPlace({}),
    terminal: { out: collect('out'), err: collect('err') },
    environment: { ANTHROPIC_API_KEY: 'hunter2-hunter2' },
    clock: new SteppedClock(DAWN),
    signal: new AbortController().signal,
    makeWorkDir: () => Promise.resolve('/work-dir'),
    engine: (options) => {
      ended.engine.push(options);
      more.story?.to((event, tree, now) => options.progress.event(event, tree, now)).prompt('root');
      return Promise.resolve(report);
    },
    ...more,
  });
  return ended;
}

test('the answer alone goes to standard output', async () => {
  const { code, out, err } = await runWith({ prompt: 'Hello.' });

  expect(code).toBe(0);
  expect(out).toBe('Hi.\n');
  expect(err).toContain('completed: All done.');
});

test('with --json the whole report goes to standard output, and nothing else', async () => {
  const report = reportOf({ outcome: 'agent-error', structuredOutput: { ok: true } });

  const { code, out } = await runWith({ prompt: 'Hello.' }, report, { json: true });

  expect(code).toBe(EXIT_CODES['agent-error']);
  expect(JSON.parse(out)).toEqual(report);
});

test.each(OUTCOMES)('%s has its own exit code', async (outcome) => {
  const { code } = await runWith({ prompt: 'Hello.' }, reportOf({ outcome }));

  expect(code).toBe(EXIT_CODES[outcome]);
});

test('fail-on changes the exit code', async () => {
  const inputs = { prompt: 'Hello.', 'fail-on': 'completed-with-denials, !timed-out' };

  expect(await runWith(inputs, reportOf({ outcome: 'completed-with-denials' }))).toMatchObject({
    code: 1,
  });
  expect(await runWith(inputs, reportOf({ outcome: 'timed-out' }))).toMatchObject({ code: 0 });
});

test('wrong inputs are told all at once, and nothing is started', async () => {
  const { code, out, err, engine } = await runWith({ model: 'x', timeout: '5' });

  expect(code).toBe(EXIT_CODES['invalid-input']);
  expect(err).toMatch(/3 problems(.|\n)*`prompt`(.|\n)*`model`(.|\n)*`timeout`/);
  expect(out).toBe('');
  expect(engine).toEqual([]);
});

test('wrong inputs with --json give a report as well', async () => {
  const { out } = await runWith({}, reportOf(), { json: true });

  expect(JSON.parse(out)).toMatchObject({ outcome: 'invalid-input', sessions: [] });
});

test('secrets are taken out of the answer, the report and the lines', async () => {
  const secret = 'hunter2-hunter2';
  const report = reportOf({ finalMessage: `It is ${secret}.`, reason: `Not ${secret}.` });
  const inputs = { prompt: 'Hello.', model: 'anthropic/opus' };

  const plain = await runWith(inputs, report);
  const json = await runWith(inputs, report, { json: true });

  expect(plain.out).toBe('It is ***.\n');
  expect(plain.err + json.out + json.err).not.toContain(secret);
  expect(json.out).toContain('It is ***.');
});

test('the checkout of a person is trusted, unless they say otherwise', async () => {
  const trusting = await runWith({ prompt: 'Hello.' });
  const wary = await runWith({ prompt: 'Hello.', 'project-config': 'ignore' });

  expect(trusting.engine[0]?.projectTrusted).toBe(true);
  expect(wary.engine[0]?.projectTrusted).toBe(false);
});

test('a pipe gets plain lines without control characters', async () => {
  const story = new Story({ title: 'Fix' });

  const { err } = await runWith({ prompt: 'Hello.', reviewers: 'a' }, reportOf(), { story });

  expect(err).toContain('! `reviewers` is not an input of agent-run and was ignored.');
  expect(err).not.toContain('\u001B');
});

test('a terminal gets the tree, drawn in place', async () => {
  const screen = new TerminalScreen({ columns: 100, rows: 24 });
  const terminal = { out: screen, err: screen };
  const story = new Story({ title: 'Fix' });

  await runWith({ prompt: 'Hello.' }, reportOf(), { terminal, story });

  expect(screen.lines.slice(0, 3)).toEqual([
    expect.stringContaining('agent-run ·'),
    expect.stringContaining('● build · Fix'),
    'completed: All done.',
  ]);
  expect(screen.lines.at(-1)).toBe('Hi.');
});

test('a terminal stays still with --log quiet', async () => {
  const screen = new TerminalScreen();
  const terminal = { out: screen, err: screen };
  const story = new Story({ title: 'Fix' });

  await runWith({ prompt: 'Hello.', log: 'quiet' }, reportOf(), { terminal, story });

  expect(screen.lines[0]).toBe('completed: All done.');
});

test('the view is put away when the engine breaks', async () => {
  const screen = new TerminalScreen();
  const broken = runWith({ prompt: 'Hello.' }, reportOf(), {
    terminal: { out: screen, err: screen },
    engine: () => Promise.reject(new Error('broken')),
  });

  await expect(broken).rejects.toThrow('broken');
  expect(screen.cursorShown).toBe(true);
});
