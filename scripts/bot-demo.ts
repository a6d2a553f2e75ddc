/**
 * Shows the hygiene bot at work, without an account: the real bot with a real store, signed webhooks and HTTP, before a
 * GitHub of this machine, and time that is moved by hand. `npm run bot:demo`, with `-- --combined` for one notice in
 * place of one for each concern. Ends with 0 only when everything happened as promised.
 */
import { parseArgs } from 'node:util';
import * as chapters from './bot-demo-chapters.ts';
import { BrokenPromise, screenOn } from './bot-demo-screen.ts';
import { openStage, type Stage } from './bot-demo-stage.ts';
import * as story from './bot-demo-story.ts';

const ROWS: readonly [chapters.Counted, string][] = [
  ['opened', 'a pull request that follows nothing is opened'],
  ['pushed', 'a commit is pushed to it'],
  ['closed', 'its time is up'],
  ['fixed', 'it is fixed (and reopened, which theirs does not do)'],
  ['compliant', 'a commit is pushed to one that follows everything'],
];

const { combined = false } = parseArgs({ options: { combined: { type: 'boolean' } } }).values;
const screen = screenOn(process.stdout);
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => interrupted.abort());
}
process.exitCode = (await demo()) ? 0 : 1;

/** Whether everything was as it should be. */
async function demo(): Promise<boolean> {
  const stage = await openStage();
  try {
    try {
      await play(stage);
    } finally {
      await stage.close();
    }
    screen.line('\nEverything happened as promised.');
    return true;
  } catch (error) {
    if (interrupted.signal.aborted) return false;
    const isBroken = error instanceof BrokenPromise;
    screen.line(`\nDemo failed.\n${isBroken ? error.message : String(error)}`);
    if (!isBroken) screen.line(`The log of the bot:\n${stage.log.join('')}`);
    return false;
  }
}

async function play(stage: Stage): Promise<void> {
  const config = story.configFor({ combined });
  prepare(stage, config);
  await stage.deliver();
  await stage.pass(chapters.MINUTE);
  stage.takeRequests();
  screen.line('The hygiene bot before a GitHub of this machine. Only the time is moved by hand.\n');
  screen.line(`.github/hygiene.yml    ${config.trimEnd().replaceAll('\n', `\n${' '.repeat(23)}`)}`);
  screen.line(`The template asks for  ${story.SECTIONS.join(' · ')}`);

  const acts: chapters.Play = { stage, screen, combined, counts: new Map() };
  const pull = await chapters.opened(acts);
  for (const chapter of [chapters.pushed, chapters.overdue, chapters.fixed, chapters.compliant]) {
    interrupted.signal.throwIfAborted();
    await chapter(acts, pull);
  }
  compare(acts.counts);
}

function prepare({ world }: Stage, config: string): void {
  const files = {
    '.github/hygiene.yml': config,
    '.github/pull_request_template.md': story.TEMPLATE,
    'CONTRIBUTING.md': '# Contributing\n\nEvery pull request belongs to an issue.\n',
  };
  world.repository({ files });
  world.openIssue({ author: 'zoe', title: story.ISSUE });
}

function compare(counts: ReadonlyMap<chapters.Counted, chapters.Count>): void {
  const row = (what: string, ...cells: string[]): void =>
    screen.line(`${what.padEnd(54)}${cells.map((cell) => cell.padStart(8)).join('')}`.trimEnd());
  screen.line('\nRequests to GitHub, beside those of the workflows that opencode uses today');
  row('', 'bot', 'today');
  for (const [what, words] of ROWS) {
    const { requests = 0, once = 0 } = counts.get(what) ?? {};
    const note = once === 0 ? '' : `  (a few more the first time)`;
    row(words, String(requests), `${String(story.TODAY[what]).padStart(8)}${note}`);
  }
}
