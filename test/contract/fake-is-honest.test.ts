import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fakeForge } from '../support/forge-world/fake-forge.ts';
import { openedGithub } from '../support/forge-world/github/opened-github.ts';
import { SECOND } from '../support/forge-world/state.ts';
import { forgeWorld } from '../support/forge-world/world.ts';
import { collected, NOTHING_SPECIAL, type OpenedForge } from './opened-forge.ts';
import { beginStory, randomStory } from './random-story.ts';

const HERE = { owner: 'octo', name: 'hello' };
const LAG = { linkLag: 12 * SECOND };

test('the fake tells the same of any story, at the same price, as the adapter before a server', async () => {
  await fc.assert(
    fc.asyncProperty(randomStory, async (steps) => {
      const world = forgeWorld(LAG);
      const both = [{ world, forge: fakeForge(world) }, await openedGithub(LAG)] as const;
      for (const opened of both) beginStory(opened);

      for (const step of steps) {
        const [faked, real] = await Promise.all(both.map((opened) => step.run(opened)));
        expect({ step: step.name, end: faked }).toEqual({ step: step.name, end: real });
      }

      const [faked, real] = await Promise.all(both.map(everything));
      expect(faked).toEqual(real);
    }),
    { numRuns: 40 },
  );
});

/** All that can be read, without ids, which each forge gives as it likes. */
async function everything({ world, forge }: OpenedForge): Promise<unknown> {
  const refs = [1, 2, 3, 4].map((number) => ({ ...HERE, number }));
  const readings = await Promise.all(
    refs.map((ref) =>
      forge.readSubject(ref, {
        ...NOTHING_SPECIAL,
        references: refs,
        permissionsOf: ['ann', 'wim', 'tom', 'octo'],
        changes: true,
      }),
    ),
  );
  return {
    readings: readings.map((reading) => ({
      ...reading,
      ownNotices: reading?.ownNotices.map((notice) => ({ ...notice, id: '', url: '' })),
      commands: reading?.commands.map((command) => ({ ...command, id: '', url: '' })),
    })),
    open: await collected(forge.listOpen(HERE)),
    states: refs.map((ref) => world.stateOf(ref)),
    checks: refs.map((ref) => world.checkOn(ref)?.title),
    reads: world.requests.reads,
    writes: world.requests.writes,
  };
}

const PATHS = [
  '.github/hygiene.yml',
  '.gitea/hygiene.yml',
  '.github/pull_request_template.md',
  'PULL_REQUEST_TEMPLATE.MD',
  'docs/pull_request_template.txt',
  '.github/PULL_REQUEST_TEMPLATE/a.md',
  '.github/PULL_REQUEST_TEMPLATE/logo.png',
  'docs/PULL_REQUEST_TEMPLATE/b.txt',
  'pull_request_template/deeper/c.md',
  '.github/ISSUE_TEMPLATE/bug.yml',
  '.github/ISSUE_TEMPLATE/question.md',
  '.github/ISSUE_TEMPLATE/config.yml',
  '.github/issue_template.md',
  '.github/Contributing.md',
  'CONTRIBUTING',
  'docs/contributing.rst',
  'src/pull_request_template.md',
];

const someFiles = fc
  .subarray(PATHS)
  .map((paths) => Object.fromEntries(['README.md', ...paths].map((path) => [path, `of ${path}`])));

test('the fake reads any repository as the adapter does, at the same price', async () => {
  const shared = fc.option(
    fc.record({ files: someFiles, private: fc.boolean(), installed: fc.boolean() }),
  );

  await fc.assert(
    fc.asyncProperty(someFiles, shared, async (files, owned) => {
      const world = forgeWorld();
      const both = [{ world, forge: fakeForge(world) }, await openedGithub()] as const;
      for (const opened of both) {
        opened.world.repository({ ...HERE, files });
        if (owned !== null) opened.world.repository({ name: '.github', ...owned });
      }

      const [faked, real] = await Promise.all(
        both.map(async (opened) => ({
          reading: await opened.forge.readRepository(HERE),
          requests: opened.world.requests.total,
        })),
      );

      expect(faked).toEqual(real);
    }),
    { numRuns: 60 },
  );
});
