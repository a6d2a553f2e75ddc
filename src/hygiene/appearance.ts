import { createHash } from 'node:crypto';
import type { Change, Subject } from '../forge/model.ts';
import type { RepositoryPolicy } from './read-policy.ts';

/**
 * A digest of everything that a webhook tells and a decision depends on, but for the commit: a push leaves it as it is.
 * The policy is among it, because another one may decide otherwise.
 */
export function appearanceOf(subject: Subject, { reading }: RepositoryPolicy): string {
  const { title, body, author, state, merged, draft, locked, labels, assignees, branches } =
    subject;
  const looks = [
    [reading.commit, reading.ownerConfig?.text ?? ''],
    [title, body, author.login, state, merged, draft, locked],
    labels.map((label) => label.toLowerCase()).toSorted(),
    assignees.toSorted(),
    [branches?.base ?? '', branches?.head ?? ''],
  ];
  return createHash('sha256').update(JSON.stringify(looks)).digest('base64url');
}

/** The subject as it is after the changes, as far as its appearance goes. */
export function changed(subject: Subject, changes: readonly Change[]): Subject {
  return changes.reduce(withChange, subject);
}

function withChange(subject: Subject, change: Change): Subject {
  if (change.do === 'add-labels') {
    const added = change.labels.map(({ name }) => name);
    return { ...subject, labels: [...without(subject.labels, added), ...added] };
  }
  if (change.do === 'remove-labels') {
    return { ...subject, labels: without(subject.labels, change.labels) };
  }
  if (change.do === 'edit-body') return { ...subject, body: change.body };
  return change.do === 'close' ? { ...subject, state: 'closed' } : subject;
}

function without(labels: readonly string[], gone: readonly string[]): string[] {
  const names = gone.map((name) => name.toLowerCase());
  return labels.filter((label) => !names.includes(label.toLowerCase()));
}
