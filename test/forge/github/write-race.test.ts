import { expect, test } from 'vitest';
import type { GithubCalls } from '../../../src/forge/github/calls.ts';
import { knownNodes, rememberLabels, subjectKey } from '../../../src/forge/github/known-nodes.ts';
import { write } from '../../../src/forge/github/write.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';

const REPOSITORY = { owner: 'octo', name: 'hello' };
const REF = { ...REPOSITORY, number: 5 };
const LABELS = ['first', 'second'].map((name) => ({ name, color: 'ededed', description: '' }));

/** GitHub, with a look at another subject that brings a list without the labels just as one is made. */
function githubWithOldList() {
  const known = knownNodes();
  known.subjects.set(subjectKey(REF), { id: 'SUBJECT', kind: 'pull-request' });
  const mutations: Record<string, unknown>[] = [];
  let made = 0;
  const calls: GithubCalls = {
    query: async () => ({
      data: { repository: { label0: null, label1: null } },
      problems: [],
    }),
    rest: async () => {
      rememberLabels(known, REPOSITORY, [], true);
      made += 1;
      return { node_id: `LABEL-${made}` };
    },
    mutate: async (_, variables) => {
      mutations.push(variables);
      return [];
    },
  };
  return { known, calls, mutations };
}

test('labels are put on though an older list of them comes in meanwhile', async () => {
  const { known, calls, mutations } = githubWithOldList();

  await write(calls, known, new SteppedClock(), REF, [{ do: 'add-labels', labels: LABELS }]);

  expect(mutations).toEqual([{ labelableId0: 'SUBJECT', labelIds0: ['LABEL-1', 'LABEL-2'] }]);
});
