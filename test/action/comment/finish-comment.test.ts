import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Handover, readHandover } from '../../../src/action/handover.ts';
import { workFiles } from '../../../src/action/work-files.ts';
import { writeRunMarker } from '../../../src/text/run-marker.ts';
import { githubServer, type GithubServer } from '../../support/forge-world/github/server.ts';
import { type ForgeWorld, forgeWorld } from '../../support/forge-world/world.ts';
import { type PostEnd, PostStep } from '../../support/post-step.ts';
import { DAWN, Story } from '../../support/tree-builder.ts';

const OPEN = { id: 'one', isOver: false };

let step: PostStep;
let world: ForgeWorld;
let server: GithubServer;
let issue: ReturnType<ForgeWorld['openIssue']>;
let marker: string;

beforeEach(async () => {
  step = new PostStep();
  world = forgeWorld({ bot: 'github-actions[bot]' });
  server = await githubServer(world);
  issue = world.openIssue();
  marker = writeRunMarker({ id: 'one', started: DAWN }, 'github.com', issue);
});

afterEach(async () => {
  step.remove();
  await server.close();
});

/** The post step of a job that is about the issue; inputs by name as the runner passes them. */
function runPost(inputs: Record<string, string> = {}): Promise<PostEnd> {
  const { owner, name, number } = issue;
  const payload = join(step.folder, 'event.json');
  writeFileSync(payload, JSON.stringify({ issue: { number } }));
  return step.run({
    GITHUB_EVENT_NAME: 'issues',
    GITHUB_EVENT_PATH: payload,
    GITHUB_REPOSITORY: `${owner}/${name}`,
    GITHUB_API_URL: server.url,
    INPUT_COMMENT: 'progress',
    INPUT_TOKEN: 'ghs_of_the_job',
    ...inputs,
  });
}

function working(): void {
  world.comment(issue, `${marker}\n\nworking`, { by: world.bot });
}

function comments(): string[] {
  return world.noticesOn(issue).map(({ body }) => body);
}

test('the comment of a killed run tells what its transcript tells', async () => {
  working();
  const story = new Story().prompt('root').say('root', 'It runs.').idle('root');
  const folder = step.leave({ comment: OPEN }, story);

  const { exitCode, outputs } = await runPost();

  expect({ exitCode, outcome: outputs['outcome'] }).toEqual({ exitCode: 0, outcome: 'cancelled' });
  expect(comments()).toEqual([expect.stringMatching(/Agent run: cancelled[^]*It runs\.\n$/)]);
  expect(readHandover(folder)).toMatchObject({ reported: true, comment: { isOver: true } });
});

test.each<[string, Partial<Handover>]>([
  ['could not write them', { reported: true }],
  ['was killed before it had reported', { reported: false }],
])('the last words of a main step that %s are written', async (_, handover) => {
  working();
  const folder = step.leave({ comment: OPEN, ...handover });
  const words = `${marker}\n\nAgent run: timed-out`;
  writeFileSync(workFiles(folder).comment, words);

  await runPost();
  const again = await runPost();

  expect(comments()).toEqual([words]);
  expect(again.log).toBe('');
});

test.each<[string, Partial<Handover>]>([
  ['that is over', { reported: true, comment: { id: 'one', isOver: true } }],
  ['that nobody wanted', { reported: true }],
  ['whose last words are lost', { reported: true, comment: OPEN }],
])('nothing is asked of the forge for a comment %s', async (_, handover) => {
  step.leave(handover);

  const { exitCode, log } = await runPost();

  expect({ exitCode, log }).toEqual({ exitCode: 0, log: '' });
  expect(world.requests.entries).toEqual([]);
});

test('a runner that gives no inputs to the post step leaves a word in the log', async () => {
  working();
  step.leave({ comment: OPEN });

  const { exitCode, log } = await runPost({ INPUT_COMMENT: '', INPUT_TOKEN: '' });

  expect(exitCode).toBe(0);
  expect(log).toContain('has not given the inputs to the post step');
});

test.each([7, 'one', { id: 1 }, { isOver: 'no' }])(
  'a comment that the agent has made %j of is no reason to fail',
  async (comment) => {
    step.leave({ comment: comment as unknown as NonNullable<Handover['comment']> });

    const { exitCode, outputs } = await runPost();

    expect({ exitCode, outcome: outputs['outcome'] }).toEqual({
      exitCode: 0,
      outcome: 'cancelled',
    });
  },
);
