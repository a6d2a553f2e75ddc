import { expect, test } from 'vitest';
import { openedForgejo } from '../../support/forge-world/gitea/opened-gitea.ts';
import { openedGithub, type OpenedGithub } from '../../support/forge-world/github/opened-github.ts';
import { HOUR } from '../../support/forge-world/state.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';
import { folderWith, typed, type Ended } from './typed.ts';

const TEMPLATE = '## What\n\n<!-- what -->\n\n## Why\n\n<!-- why -->\n';
const BAD = 'Please merge.';
const ENFORCE = [
  'version: 1',
  'mode: enforce',
  'since: 2020-01-01',
  'grace: { period: 2h, remind_before: 0 }',
  '',
].join('\n');
const FILES = { '.github/PULL_REQUEST_TEMPLATE.md': TEMPLATE, '.github/hygiene.yml': ENFORCE };

type Here = OpenedGithub & { clock: SteppedClock };

/** A world whose time is that of the process: an hour ago things were opened. */
async function github(config = ENFORCE): Promise<Here> {
  const clock = new SteppedClock(Date.now() - 5 * HOUR);
  const opened = await openedGithub({ clock });
  opened.world.repository({
    files: { ...FILES, '.github/hygiene.yml': config },
    permissions: { max: 'maintain' },
  });
  opened.world.openIssue({ author: 'max', body: 'Crash.' });
  return { ...opened, clock };
}

function sweep({ server }: { server: { url: string } }, ...argv: string[]): Promise<Ended> {
  return typed(['sweep', '--repo', 'octo/hello', ...argv], {
    folder: folderWith({}),
    environment: { GITHUB_API_URL: server.url, GITHUB_TOKEN: 'ghs_of_a_test' },
  });
}

test('looks at what carries a label, and at nothing else', async () => {
  const here = await github();
  const labelled = here.world.openPull({ author: 'ann', body: BAD });
  here.world.label(labelled, 'needs:compliance');
  const other = here.world.openPull({ author: 'ann', body: BAD });
  await here.clock.pass(HOUR);

  const { code, out, err } = await sweep(here, '--sweep-every', '1h');

  expect({ code, err }).toMatchObject({ code: 0 });
  expect(out).toMatch(new RegExp(`^#${labelled.number} +pull request +flagged +posted the notice`));
  expect(here.world.noticesOn(labelled)).toHaveLength(1);
  expect(here.world.noticesOn(other)).toHaveLength(0);
});

test('finds what was updated lately, when asked', async () => {
  const here = await github();
  const pull = here.world.openPull({ author: 'ann', body: BAD });

  const { code } = await sweep(here, '--recent', '1d');

  expect(code).toBe(0);
  expect(here.world.noticesOn(pull)).toHaveLength(1);
});

test('a second sweep writes nothing', async () => {
  const here = await github();
  here.world.openPull({ author: 'ann', body: BAD });
  await sweep(here, '--recent', '1d');
  const before = here.world.writes.length;

  const { out } = await sweep(here);

  expect(out).toContain('nothing to write');
  expect(here.world.writes).toHaveLength(before);
});

test('closes nothing without --sweep-every, and says why', async () => {
  const here = await github();
  const pull = here.world.openPull({ author: 'ann', body: BAD });

  const { err } = await sweep(here, '--recent', '1d');

  expect(err).toContain('Without --sweep-every');
  expect(here.world.noticesOn(pull)[0]?.body).not.toContain('UTC');
});

test('a dry run says what it would write, and writes nothing', async () => {
  const here = await github();
  here.world.openPull({ author: 'ann', body: BAD });

  const { code, out } = await sweep(here, '--recent', '1d', '--dry-run');

  expect(code).toBe(0);
  expect(out).toContain('would have posted the notice');
  expect(here.world.writes).toEqual([]);
});

test('leaves what is beyond the limit, and says so', async () => {
  const here = await github();
  for (let count = 0; count < 3; count += 1) here.world.openPull({ author: 'ann', body: BAD });

  const { code, out } = await sweep(here, '--recent', '1d', '--limit', '2', '--json');

  expect(code).toBe(3);
  expect(JSON.parse(out)).toMatchObject({ left: 2 });
});

test('ends in order when the quota is used up', async () => {
  const here = await github();
  for (let count = 0; count < 3; count += 1) here.world.openPull({ author: 'ann', body: BAD });
  here.world.faults.next('write', { kind: 'quota', seconds: 3600 }, { after: 1 });

  const { code, err } = await sweep(here, '--recent', '1d');

  expect(code).toBe(3);
  expect(err).toContain('the quota of the token is used up until');
});

test('sweeps a Forgejo, too', async () => {
  const clock = new SteppedClock(Date.now() - HOUR);
  const { world, server } = await openedForgejo({ clock });
  world.repository({ files: FILES, permissions: { max: 'maintain' } });
  const pull = world.openPull({ author: 'ann', body: BAD });

  const argv = ['sweep', '--repo', `${server.url}/octo/hello`, '--recent', '1d'];
  const { code, err } = await typed(argv, {
    folder: folderWith({}),
    environment: { FORGEJO_TOKEN: 'of-a-test' },
  });

  expect({ code, err }).toMatchObject({ code: 0 });
  expect(world.noticesOn(pull)).toHaveLength(1);
});

test.each([
  ['a span without a unit', ['--sweep-every', '5'], '--sweep-every'],
  ['a limit that is none', ['--limit', '0'], '--limit'],
])('refuses %s', async (_title, argv, words) => {
  const { code, err } = await sweep({ server: { url: 'http://127.0.0.1:9' } }, ...argv);

  expect(code).toBe(2);
  expect(err).toContain(words);
});
