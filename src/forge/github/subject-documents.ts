import type { IssueReference, SubjectRef } from '../model.ts';

/*
 * What is asked of GitHub about one subject. Everything that comes from people goes through variables; names of
 * fields and of variables end in numbers of ours.
 */

export type Question = { document: string; variables: Record<string, unknown> };

/** The range of GraphQL's Int: a greater number would make GitHub refuse the whole document. */
const GREATEST_NUMBER = 2 ** 31 - 1;

const ACCOUNT = `
fragment account on Actor { kind: __typename login }`;

const COMMENT = `
fragment comment on IssueComment {
  id body createdAt url isMinimized viewerDidAuthor
  author { ...account }
  reactionGroups { content viewerHasReacted }
}`;

const REFERENCED = `
fragment referenced on IssueOrPullRequest {
  kind: __typename
  ... on Issue { closed assignees(first: 20) { nodes { login } } }
  ... on PullRequest { closed assignees(first: 20) { nodes { login } } }
}`;

const EVENT = `
fragment event on Node {
  kind: __typename
  ... on ClosedEvent { createdAt actor { ...account } }
  ... on ReopenedEvent { createdAt actor { ...account } }
  ... on LabeledEvent { createdAt actor { ...account } label { name } }
  ... on UnlabeledEvent { createdAt actor { ...account } label { name } }
  ... on AssignedEvent {
    createdAt actor { ...account }
    assignee {
      kind: __typename
      ... on User { login }
      ... on Bot { login }
      ... on Mannequin { login }
      ... on Organization { login }
    }
  }
  ... on LockedEvent { createdAt actor { ...account } }
  ... on UnlockedEvent { createdAt actor { ...account } }
  ... on TransferredEvent { createdAt actor { ...account } }
  ... on ConvertToDraftEvent { createdAt actor { ...account } }
  ... on ReadyForReviewEvent { createdAt actor { ...account } }
  ... on HeadRefForcePushedEvent { createdAt actor { ...account } }
  ... on HeadRefDeletedEvent { createdAt actor { ...account } }
  ... on PullRequestReview { createdAt submittedAt verdict: state author { ...account } }
}`;

const ISSUE_EVENTS = `CLOSED_EVENT, REOPENED_EVENT, LABELED_EVENT, UNLABELED_EVENT, ASSIGNED_EVENT,
      LOCKED_EVENT, UNLOCKED_EVENT, TRANSFERRED_EVENT`;
const PULL_EVENTS = `${ISSUE_EVENTS}, CONVERT_TO_DRAFT_EVENT, READY_FOR_REVIEW_EVENT,
      HEAD_REF_FORCE_PUSHED_EVENT, HEAD_REF_DELETED_EVENT, PULL_REQUEST_REVIEW`;

const BEFORE = 'pageInfo { hasPreviousPage startCursor }';
const AFTER = 'pageInfo { hasNextPage endCursor }';

const BOTH_KINDS = `
    id number title body locked closed url createdAt updatedAt lastEditedAt
    author { ...account }
    labels(first: 100) { nodes { id name } }
    assignees(first: 20) { nodes { login } }
    renames: timelineItems(last: 1, itemTypes: [RENAMED_TITLE_EVENT]) { nodes { ...rename } }
    comments(last: 50) { ${BEFORE} nodes { ...comment } }`;

const SUBJECT = `
fragment pull on PullRequest {${BOTH_KINDS}
    merged isDraft authorAssociation
    baseRefName headRefName headRefOid
    headRepository { nameWithOwner }
    closing: closingIssuesReferences(first: 20) { nodes { ...closed } }
    manual: closingIssuesReferences(first: 20, userLinkedOnly: true) { nodes { ...closed } }
    additions @include(if: $changes)
    deletions @include(if: $changes)
    files(first: 100) @include(if: $changes) { ${AFTER} nodes { path } }
    events: timelineItems(last: 100, itemTypes: [${PULL_EVENTS}]) { ${BEFORE} nodes { ...event } }
}
fragment issue on Issue {${BOTH_KINDS}
    authorAssociation
    events: timelineItems(last: 100, itemTypes: [${ISSUE_EVENTS}]) { ${BEFORE} nodes { ...event } }
}
fragment rename on RenamedTitleEvent { createdAt }
fragment closed on Issue { number repository { name owner { login } } }`;

/** How many labels of the repository are read along: with fewer than this the list is complete. */
export const LABELS_AT_ONCE = 100;

/** References beyond this are asked for in requests of their own. */
export const REFERENCES_AT_ONCE = 50;

/** The one read of a subject, with the first references and all logins. */
export function subjectQuestion(
  { owner, name, number }: SubjectRef,
  wanted: {
    references: readonly IssueReference[];
    permissionsOf: readonly string[];
    changes: boolean;
  },
): Question {
  const { permissionsOf, changes } = wanted;
  const references = referenceFields({ owner, name }, wanted.references);
  const parameters = [
    '$owner: String!, $name: String!, $number: Int!, $changes: Boolean!',
    ...references.parameters,
    ...permissionsOf.map((_, index) => `$login${index}: String!`),
  ];
  const document = `query readSubject(${parameters.join(', ')}) {
  rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) {
    isPrivate
    defaultBranchRef { name }
    labels(first: ${LABELS_AT_ONCE}) { nodes { id name } }
    subject: issueOrPullRequest(number: $number) { kind: __typename ...pull ...issue }${references.here}${permissionsOf
      .map(
        (_, index) => `
    permission${index}: collaborators(query: $login${index}, first: 20) {
      pageInfo { hasNextPage } edges { permission node { login } }
    }`,
      )
      .join('')}
  }${references.elsewhere}
}${SUBJECT}${ACCOUNT}${COMMENT}${EVENT}${references.fragment}`;
  return {
    document,
    variables: {
      owner,
      name,
      number,
      changes,
      ...references.variables,
      ...Object.fromEntries(permissionsOf.map((login, index) => [`login${index}`, login])),
    },
  };
}

/** Only references, those that did not fit into the read of the subject. */
export function referencesQuestion(
  { owner, name }: SubjectRef,
  wanted: readonly IssueReference[],
): Question {
  const references = referenceFields({ owner, name }, wanted);
  const document = `query readReferences(${['$owner: String!, $name: String!', ...references.parameters].join(', ')}) {
  rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) {
    id${references.here}
  }${references.elsewhere}
}${references.fragment}`;
  return { document, variables: { owner, name, ...references.variables } };
}

/** Whether a number can be asked for at all; there is no issue of another number. */
export function isIssueNumber(number: number): boolean {
  return Number.isInteger(number) && number > 0 && number <= GREATEST_NUMBER;
}

/** A field for each reference, named by its place in the list; those of no possible number have none. */
function referenceFields(
  here: { owner: string; name: string },
  wanted: readonly IssueReference[],
): Omit<Question, 'document'> & {
  parameters: string[];
  here: string;
  elsewhere: string;
  fragment: string;
} {
  const asked = wanted
    .map((reference, index) => ({ ...reference, index, isHere: isSameRepository(here, reference) }))
    .filter(({ number }) => isIssueNumber(number));
  return {
    parameters: asked.map(({ index, isHere }) =>
      isHere
        ? `$number${index}: Int!`
        : `$owner${index}: String!, $name${index}: String!, $number${index}: Int!`,
    ),
    variables: Object.fromEntries(
      asked.flatMap(({ index, isHere, ...reference }) => [
        [`number${index}`, reference.number],
        ...(isHere
          ? []
          : [
              [`owner${index}`, reference.owner],
              [`name${index}`, reference.name],
            ]),
      ]),
    ) as Record<string, unknown>,
    here: asked
      .filter(({ isHere }) => isHere)
      .map(
        ({ index }) => `
    reference${index}: issueOrPullRequest(number: $number${index}) { ...referenced }`,
      )
      .join(''),
    elsewhere: asked
      .filter(({ isHere }) => !isHere)
      .map(
        ({ index }) => `
  repository${index}: repository(owner: $owner${index}, name: $name${index}) {
    reference: issueOrPullRequest(number: $number${index}) { ...referenced }
  }`,
      )
      .join(''),
    fragment: asked.length === 0 ? '' : REFERENCED,
  };
}

function isSameRepository(
  one: { owner: string; name: string },
  other: { owner: string; name: string },
): boolean {
  return (
    one.owner.toLowerCase() === other.owner.toLowerCase() &&
    one.name.toLowerCase() === other.name.toLowerCase()
  );
}

const OLDER_COMMENTS = `
    comments(last: 100, before: $commentsBefore) @include(if: $comments) { ${BEFORE} nodes { ...comment } }`;

/** Older comments, older events and further files, as far as each is asked for. */
export const REST_OF_SUBJECT = `query readRestOfSubject(
  $id: ID!
  $comments: Boolean!, $commentsBefore: String
  $events: Boolean!, $eventsBefore: String
  $files: Boolean!, $filesAfter: String
) {
  rateLimit { cost remaining resetAt }
  subject: node(id: $id) {
    ... on PullRequest {${OLDER_COMMENTS}
      events: timelineItems(last: 100, before: $eventsBefore, itemTypes: [${PULL_EVENTS}])
        @include(if: $events) { ${BEFORE} nodes { ...event } }
      files(first: 100, after: $filesAfter) @include(if: $files) { ${AFTER} nodes { path } }
    }
    ... on Issue {${OLDER_COMMENTS}
      events: timelineItems(last: 100, before: $eventsBefore, itemTypes: [${ISSUE_EVENTS}])
        @include(if: $events) { ${BEFORE} nodes { ...event } }
    }
  }
}${ACCOUNT}${COMMENT}${EVENT}`;

/** The node of a subject that was not read lately. */
export const SUBJECT_NODE = `query findSubject($owner: String!, $name: String!, $number: Int!) {
  rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name) {
    subject: issueOrPullRequest(number: $number) { kind: __typename ... on PullRequest { id } ... on Issue { id } }
  }
}`;
