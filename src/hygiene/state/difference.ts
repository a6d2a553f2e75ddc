import type { Account, Change, Check, SubjectReading } from '../../forge/model.ts';
import type { Desired, DesiredNotice } from './desired.ts';
import { labelChanges } from './labels.ts';

export type Observed = {
  reading: SubjectReading;
  self: Account;
  /** The check of ours that is known to stand. */
  check?: { sha: string; check: Check };
};

/**
 * The writes that are missing, in an order that survives a crash after any of them: first the notice, because its record
 * says what is about to happen; then what it says; what destroys a record, and the answers, last. Only a reopening comes
 * before all words about it, because the forge may refuse it.
 */
export function difference(observed: Observed, desired: Desired): readonly Change[] {
  const { reading, self } = observed;
  const { add, remove } = labelChanges(desired.labels, reading, self);
  // A new comment first: until it stands, what it inherits is told only by the one that is edited.
  const texts = desired.notices.flatMap(textChange);
  const state = stateChange(reading, desired);
  return [
    ...state.filter((change) => change.do === 'reopen'),
    ...texts.filter((change) => change.do === 'post-notice'),
    ...texts.filter((change) => change.do !== 'post-notice'),
    ...(add.length === 0 ? [] : [{ do: 'add-labels', labels: add } as const]),
    ...(remove.length === 0 ? [] : [{ do: 'remove-labels', labels: remove } as const]),
    ...state.filter((change) => change.do === 'close'),
    ...desired.notices.flatMap(foldChange),
    ...thanksChange(reading, desired),
    ...desired.superfluous.map(({ id }): Change => ({ do: 'delete-notice', comment: id })),
    ...(desired.body === undefined || desired.body === reading.subject.body
      ? []
      : [{ do: 'edit-body', body: desired.body } as const]),
    ...desired.answers,
    // A request of its own, and written again by whoever looks next.
    ...checkChange(observed, desired),
  ];
}

function textChange({ comment, body }: DesiredNotice): readonly Change[] {
  if (body === undefined) return [];
  if (comment === undefined) return [{ do: 'post-notice', body }];
  return asStored(comment.body) === asStored(body)
    ? []
    : [{ do: 'edit-notice', comment: comment.id, body }];
}

/** A locked conversation takes no comment. */
function thanksChange({ subject }: SubjectReading, { thanks }: Desired): readonly Change[] {
  return thanks === undefined || subject.locked ? [] : [{ do: 'reply', body: thanks }];
}

function foldChange({ comment, minimised }: DesiredNotice): readonly Change[] {
  if (comment === undefined || minimised === undefined || comment.minimised === minimised)
    return [];
  return [{ do: minimised ? 'minimise' : 'unminimise', comment: comment.id }];
}

function stateChange({ subject }: SubjectReading, { state }: Desired): readonly Change[] {
  if (state === undefined || state === subject.state) return [];
  return [{ do: state === 'closed' ? 'close' : 'reopen' }];
}

function checkChange({ check: before }: Observed, { check: wanted }: Desired): readonly Change[] {
  if (wanted === undefined) return [];
  const { sha, check } = wanted;
  const isThere =
    before?.sha === sha &&
    before.check.conclusion === check.conclusion &&
    before.check.title === check.title &&
    before.check.summary === check.summary;
  return isThere ? [] : [{ do: 'set-check', sha, check }];
}

/** Forges may change line ends and the end of a text. */
function asStored(text: string): string {
  return text.replaceAll('\r\n', '\n').trimEnd();
}
