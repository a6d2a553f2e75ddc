import type { Change } from '../model.ts';
import type { SubjectNodeId } from './known-nodes.ts';

/** A change that GraphQL can make, with the nodes it needs; a check and missing labels take REST. */
export type GraphqlChange = Exclude<Change, { do: 'set-check' }>;

export type Mutation = { document: string; variables: Record<string, unknown> };

/** One field of a mutation: the inputs become variables of their own. */
type Field = { name: string; inputs: readonly Input[]; fixed?: string };
type Input = {
  name: string;
  type: 'ID!' | '[ID!]!' | 'String!' | 'ReactionContent!';
  value: unknown;
};

const REACTIONS = { done: 'THUMBS_UP', confused: 'CONFUSED', denied: 'THUMBS_DOWN' } as const;

/**
 * One document for all changes. GitHub makes them one after the other, and goes on behind one that it refuses.
 * `labelId` is undefined for a label that the repository does not have: there is nothing to take off then.
 */
export function mutationOf(
  changes: readonly GraphqlChange[],
  subject: SubjectNodeId,
  labelId: (name: string) => string | undefined,
): Mutation {
  const fields = changes.map((change) => fieldOf(change, subject, labelId));
  const parameters = fields.flatMap(({ inputs }, index) =>
    inputs.map(({ name, type }) => `$${name}${index}: ${type}`),
  );
  const lines = fields.map(({ name, inputs, fixed }, index) => {
    const given = inputs.map((input) => `${input.name}: $${input.name}${index}`);
    const input = [...given, ...(fixed === undefined ? [] : [fixed])].join(', ');
    return `
  change${index}: ${name}(input: {${input}}) { clientMutationId }`;
  });
  return {
    document: `mutation write(${parameters.join(', ')}) {${lines.join('')}
}`,
    variables: Object.fromEntries(
      fields.flatMap(({ inputs }, index) =>
        inputs.map(({ name, value }) => [`${name}${index}`, value]),
      ),
    ),
  };
}

/** The place of a change in a mutation, from the path of a problem. */
export function changeAt(path: readonly (string | number)[]): number | undefined {
  const [, index] = /^change(\d+)$/.exec(String(path[0])) ?? [];
  return index === undefined ? undefined : Number(index);
}

function fieldOf(
  change: GraphqlChange,
  subject: SubjectNodeId,
  labelId: (name: string) => string | undefined,
): Field {
  const labels = (names: readonly string[]): Input[] => [
    id('labelableId', subject.id),
    {
      name: 'labelIds',
      type: '[ID!]!',
      value: names.map(labelId).filter((label) => label !== undefined),
    },
  ];
  const isPull = subject.kind === 'pull-request';
  switch (change.do) {
    case 'post-notice':
    case 'reply':
      return { name: 'addComment', inputs: [id('subjectId', subject.id), body(change.body)] };
    case 'edit-notice':
      return { name: 'updateIssueComment', inputs: [id('id', change.comment), body(change.body)] };
    case 'delete-notice':
      return { name: 'deleteIssueComment', inputs: [id('id', change.comment)] };
    case 'minimise':
      return {
        name: 'minimizeComment',
        inputs: [id('subjectId', change.comment)],
        fixed: 'classifier: RESOLVED',
      };
    case 'unminimise':
      return { name: 'unminimizeComment', inputs: [id('subjectId', change.comment)] };
    case 'add-labels':
      return {
        name: 'addLabelsToLabelable',
        inputs: labels(change.labels.map(({ name }) => name)),
      };
    case 'remove-labels':
      return { name: 'removeLabelsFromLabelable', inputs: labels(change.labels) };
    case 'close':
      return isPull
        ? { name: 'closePullRequest', inputs: [id('pullRequestId', subject.id)] }
        : {
            name: 'closeIssue',
            inputs: [id('issueId', subject.id)],
            fixed: 'stateReason: NOT_PLANNED',
          };
    case 'reopen':
      return isPull
        ? { name: 'reopenPullRequest', inputs: [id('pullRequestId', subject.id)] }
        : { name: 'reopenIssue', inputs: [id('issueId', subject.id)] };
    case 'edit-body':
      return isPull
        ? {
            name: 'updatePullRequest',
            inputs: [id('pullRequestId', subject.id), body(change.body)],
          }
        : { name: 'updateIssue', inputs: [id('id', subject.id), body(change.body)] };
    case 'react':
      return {
        name: 'addReaction',
        inputs: [
          id('subjectId', change.comment),
          { name: 'content', type: 'ReactionContent!', value: REACTIONS[change.reaction] },
        ],
      };
  }
}

function id(name: string, value: string): Input {
  return { name, type: 'ID!', value };
}

function body(value: string): Input {
  return { name: 'body', type: 'String!', value };
}
