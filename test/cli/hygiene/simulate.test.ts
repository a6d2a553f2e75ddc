import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openedGitea } from '../../support/forge-world/gitea/opened-gitea.ts';
import { openedGithub, type OpenedGithub } from '../../support/forge-world/github/opened-github.ts';
import { HOUR } from '../../support/forge-world/state.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';
import { folderWith, typed, type Around, type Ended } from './typed.ts';

const TEMPLATE = '## What\n\n<!-- what -->\n\n## Why\n\n<!-- why -->\n';
const GOOD = '## What\n\nReads empty files.\n\n## Why\n\nIt crashed. Fixes #1\n';
const NO_LINK = '## What\n\nReads empty files.\n\n## Why\n\nIt crashed.\n';
const BAD = 'Please merge.';
const ENFORCE = 'mode: enforce\nrules:\n  pr-linked-issue: { close: false }\n';

/** Number 1 is an issue, 2 is fine, 3 and 4 lack the template (4 was merged), 5 lacks a link, 6 is a maintainer's. */
async function github(): Promise<OpenedGithub> {
  const here = await openedGithub({ clock: new SteppedClock(Date.now() - 720 * HOUR) });
  fill(here.world);
  return here;
}

function fill(world: OpenedGithub['world']): void {
  world.repository({
    files: { '.github/PULL_REQUEST_TEMPLATE.md': TEMPLATE, '.github/hygiene.yml': 'mode: warn\n' },
    permissions: { max: 'maintain' },
  });
  world.openIssue({ author: 'max', body: 'Crash.' });
  world.openPull({ author: 'ann', body: GOOD });
  world.openPull({ author: 'ann', body: BAD, title: 'Bad <b>one' });
  world.merge(world.openPull({ author: 'bob', body: BAD }));
  world.openPull({ author: 'bob', body: NO_LINK });
  world.openPull({ author: 'max', body: BAD });
}

function simulate(
  { server }: Pick<OpenedGithub, 'server'>,
  argv: readonly string[],
  around: Partial<Around> = {},
): Promise<Ended> {
  return typed(['simulate', '--repo', 'octo/hello', ...argv], {
    folder: around.folder ?? folderWith({ 'enforce.yml': ENFORCE }),
    environment: { GITHUB_API_URL: server.url, GITHUB_TOKEN: 'ghs_of_a_test' },
    ...around,
  });
}

test('tells who would have been closed or flagged, and who was merged all the same', async () => {
  const here = await github();

  const { code, out } = await simulate(here, ['--config', 'enforce.yml']);

  expect(code).toBe(0);
  expect(out).toMatch(/^#3 +pull request +closed +open +ann +/m);
  expect(out).toMatch(/^#4 +pull request +closed +merged +bob +/m);
  expect(out).toMatch(/^#5 +pull request +flagged +open +bob +no issue linked/m);
  expect(out).not.toMatch(/^#[126] /m);
  expect(out).toContain('2 closed, unless fixed in time, 1 of them merged all the same');
  expect(out).toContain('1 flagged\n');
  expect(here.world.writes).toEqual([]);
});

test('takes the own config when none is named', async () => {
  const { out } = await simulate(await github(), ['--json']);

  expect(JSON.parse(out)).toMatchObject({
    complete: true,
    summary: { total: 6, fates: { closed: 0, flagged: 3, fine: 1, exempt: 2 } },
  });
});

test('looks at so many, the last updated ones first', async () => {
  const clock = new SteppedClock(Date.now() - 720 * HOUR);
  const here = await openedGithub({ clock });
  fill(here.world);
  for (const number of [2, 1]) {
    await clock.pass(HOUR);
    here.world.editTitle({ ...here.world.home(), number }, 'Another title');
  }

  const { out } = await simulate(here, ['--last', '2', '--json']);

  const { subjects } = JSON.parse(out) as { subjects: { number: number }[] };
  expect(subjects.map(({ number }) => number)).toEqual([1, 2]);
});

test('writes a page that is nothing but text and links', async () => {
  const folder = folderWith({ 'enforce.yml': ENFORCE });

  await simulate(await github(), ['--config', 'enforce.yml', '--html', 'r.html'], { folder });

  const page = readFileSync(join(folder, 'r.html'), 'utf8');
  expect(page).toContain('<a href="https://github.com/octo/hello/pull/3">#3</a>');
  expect(page).toContain('Bad &lt;b&gt;one');
  expect(page).not.toContain('<script');
});

test('leaves nothing behind when all is done', async () => {
  const folder = folderWith({});

  await simulate(await github(), [], { folder });

  expect(readdirSync(folder)).toEqual([]);
});

test('keeps what it read, for its owner alone, and tries another config on it without the forge', async () => {
  const folder = folderWith({ 'enforce.yml': ENFORCE });
  await simulate(await github(), ['--export', 'past.json'], { folder });
  expect(statSync(join(folder, 'past.json')).mode & 0o077).toBe(0);

  const argv = ['simulate', '--from', 'past.json', '--config', 'enforce.yml', '--json'];
  const { code, out } = await typed(argv, { folder });

  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    summary: { fates: { closed: 2, flagged: 1, fine: 1, exempt: 2 }, merged: { closed: 1 } },
  });
});

test('stops at the end of the quota, says until when, and goes on from there', async () => {
  const here = await github();
  const folder = folderWith({});
  here.world.faults.next('read', { kind: 'quota', seconds: 3600 }, { after: 8 });

  const first = await simulate(here, ['--json'], { folder });
  const before = here.world.requests.entries.length;
  const second = await simulate(here, ['--json'], { folder });

  expect(first.code).toBe(3);
  expect(first.err).toMatch(/\d left\. The same command goes on from .* after .* UTC/);
  expect(JSON.parse(first.out)).toMatchObject({ complete: false });
  expect(second).toMatchObject({ code: 0 });
  expect(second.err).toContain('Going on from');
  expect(JSON.parse(second.out)).toMatchObject({ complete: true, summary: { total: 6 } });
  expect(here.world.requests.entries.length - before).toBeLessThan(before + 8);
  expect(existsSync(join(folder, '.agent-run-simulate-github.com-octo-hello.json'))).toBe(false);
});

test('stops when it is interrupted, and keeps what it has', async () => {
  const here = await github();
  const folder = folderWith({});
  let begun = false;
  const pressed = Promise.withResolvers<void>();
  // Nothing is answered between the first subject and the key that ends it.
  here.server.hold = () => (begun ? pressed.promise : Promise.resolve());

  const ended = await simulate(here, [], {
    folder,
    interruptAfter: (said) => {
      if (begun || !said.includes('0/6')) return false;
      begun = true;
      return true;
    },
    interrupted: () => pressed.resolve(),
  });

  expect(ended.code).toBe(130);
  expect(ended.err).toContain('The same command goes on');
  expect(readdirSync(folder)).toEqual(['.agent-run-simulate-github.com-octo-hello.json']);
});

test('what followed the template of its day is in order', async () => {
  const here = await github();
  here.world.commitFile('.github/PULL_REQUEST_TEMPLATE.md', '## Other\n\n<!-- x -->\n', {});

  const { out } = await simulate(here, ['--json']);

  const { subjects } = JSON.parse(out) as { subjects: { number: number; fate: string }[] };
  expect(subjects.find(({ number }) => number === 2)?.fate).toBe('fine');
});

test('reads a Gitea, too', async () => {
  const { world, server } = await openedGitea({ clock: new SteppedClock(Date.now() - 24 * HOUR) });
  fill(world);

  const argv = ['simulate', '--repo', `${server.url}/octo/hello`, '--json'];
  const { code, out, err } = await typed(argv, {
    folder: folderWith({}),
    environment: { GITEA_TOKEN: 'of-a-test' },
  });

  expect({ code, err }).toMatchObject({ code: 0 });
  expect(JSON.parse(out)).toMatchObject({ summary: { total: 6, fates: { flagged: 3 } } });
});

test.each([
  ['a file of somebody else', ['--export', 'mine.json'], 'no file that simulate has written'],
  ['a number that is none', ['--last', 'x'], '--last'],
  ['a config that is not there', ['--config', 'no.yml'], 'no.yml'],
  [
    'a folder for the page that is not there',
    ['--html', 'no/a.html'],
    '--html: there is no folder "no"',
  ],
  [
    'a folder for the file that is not there',
    ['--export', 'no/a.json'],
    '--export: there is no folder "no"',
  ],
])('refuses %s and leaves it alone', async (_title, argv, words) => {
  const folder = folderWith({});
  writeFileSync(join(folder, 'mine.json'), '{"a":1}');

  const { code, err } = await simulate({ server: { url: 'http://127.0.0.1:9' } } as never, argv, {
    folder,
  });

  expect(code).toBe(2);
  expect(err).toContain(words);
  expect(readFileSync(join(folder, 'mine.json'), 'utf8')).toBe('{"a":1}');
});
