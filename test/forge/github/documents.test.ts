import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { SELF } from '../../../src/forge/github/github-forge.ts';
import { labelsDocument } from '../../../src/forge/github/label-nodes.ts';
import { LIST } from '../../../src/forge/github/list-subjects.ts';
import { type GraphqlChange, mutationOf } from '../../../src/forge/github/mutation.ts';
import {
  contentsDocument,
  FILE,
  OLDER_COMMITS,
  REPOSITORY_LISTINGS,
  VERSIONS,
} from '../../../src/forge/github/repository-documents.ts';
import {
  referencesQuestion,
  REST_OF_SUBJECT,
  SUBJECT_NODE,
  subjectQuestion,
} from '../../../src/forge/github/subject-documents.ts';
import { problemsOf } from './schema.ts';

/** What would leave a quoted string, a comment or a selection of GraphQL. */
const HOSTILE = '"}) { id } #\n"""\\ `$owner` 💥';
const SUBJECT = { owner: 'octo', name: 'hello', number: 7 };

test.each([
  ['the rest of a subject', REST_OF_SUBJECT],
  ['a subject to write to', SUBJECT_NODE],
  ['the listings of a repository', REPOSITORY_LISTINGS],
  ['older commits of a config', OLDER_COMMITS],
  ['a file', FILE],
  ['versions of a file', VERSIONS],
  ['a list of subjects', LIST],
  ['the own account', SELF],
  ['one label', labelsDocument(1)],
  ['three labels', labelsDocument(3)],
])('GitHub knows everything that is asked for in the question for %s', (_, document) => {
  expect(problemsOf(document)).toEqual([]);
});

const reference = fc.record({
  owner: fc.constantFrom('octo', 'OCTO', 'zanzibar', HOSTILE),
  name: fc.constantFrom('hello', 'world', HOSTILE),
  number: fc.constantFrom(0, 1, 7, -3, 1.5, 2 ** 31 - 1, 2 ** 31, Number.NaN),
});

test('GitHub knows everything that any question for a subject asks for, and it holds nothing of anybody', () => {
  const wanted = fc.record({
    references: fc.array(reference, { maxLength: 4 }),
    permissionsOf: fc.array(fc.constantFrom('quux', HOSTILE), { maxLength: 3 }),
    changes: fc.boolean(),
  });

  fc.assert(
    fc.property(wanted, (given) => {
      for (const { document } of [
        subjectQuestion(SUBJECT, given),
        referencesQuestion(SUBJECT, given.references),
      ]) {
        expect(problemsOf(document)).toEqual([]);
        expect(document).not.toMatch(/octo|hello|world|zanzibar|quux|💥/i);
      }
    }),
    { numRuns: 60 },
  );
});

test('GitHub knows everything that any question for the contents of a repository asks for', () => {
  const object = fc.record({
    from: fc.constantFrom('repository' as const, 'shared' as const),
    oid: fc.constant(HOSTILE),
  });

  fc.assert(
    fc.property(fc.array(object, { maxLength: 4 }), fc.boolean(), (objects, withHistory) => {
      fc.pre(objects.length > 0 || withHistory);

      const document = contentsDocument(objects, withHistory);

      expect(problemsOf(document)).toEqual([]);
      expect(document).not.toContain('💥');
    }),
    { numRuns: 40 },
  );
});

test('GitHub takes any row of changes to a pull request or an issue as one mutation', () => {
  const look = { name: HOSTILE, color: 'ff0000', description: HOSTILE };
  const change = fc.constantFrom<GraphqlChange>(
    { do: 'post-notice', body: HOSTILE },
    { do: 'edit-notice', comment: HOSTILE, body: HOSTILE },
    { do: 'delete-notice', comment: HOSTILE },
    { do: 'minimise', comment: HOSTILE },
    { do: 'unminimise', comment: HOSTILE },
    { do: 'reply', body: HOSTILE },
    { do: 'add-labels', labels: [look] },
    { do: 'remove-labels', labels: [HOSTILE] },
    { do: 'close' },
    { do: 'reopen' },
    { do: 'edit-body', body: HOSTILE },
    { do: 'react', comment: HOSTILE, reaction: 'done' },
  );

  fc.assert(
    fc.property(
      fc.array(change, { minLength: 1, maxLength: 6 }),
      fc.constantFrom('pull-request' as const, 'issue' as const),
      (changes, kind) => {
        const { document } = mutationOf(changes, { id: HOSTILE, kind }, () => HOSTILE);

        expect(problemsOf(document)).toEqual([]);
        expect(document).not.toContain('💥');
      },
    ),
    { numRuns: 60 },
  );
});
