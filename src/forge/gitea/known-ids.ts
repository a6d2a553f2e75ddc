import { BoundedMap } from '../../bounded-map.ts';
import type { Repository, SubjectRef } from '../model.ts';

export type NamedLabel = { id: number; name: string };

/** What was read lately of what writes have to name, so that a write needs no read of its own. */
export type KnownIds = {
  /** The kind of a subject, and its labels as it had them when it was last read or written. */
  subjects: BoundedMap<KnownSubject>;
  /** Ids of labels that can be put on subjects of a repository, its owner's among them, by lower-case name. */
  labels: BoundedMap<Map<string, number>>;
  /** Ids of teams by `owner/team`. */
  teams: BoundedMap<number>;
  /** Commands that our account has reacted to, by the comment's id: a reaction of ours stays. */
  answered: BoundedMap<true>;
};

export type KnownSubject = {
  kind: 'pull-request' | 'issue';
  /** Several may have one name: of the repository, of its owner, or made twice. Undefined when they may have changed. */
  labels: readonly NamedLabel[] | undefined;
  /** Of the text that was read; undefined where the forge does not count, or the text is another by now. */
  contentVersion: number | undefined;
};

export function knownIds(): KnownIds {
  return {
    subjects: new BoundedMap(1_000),
    labels: new BoundedMap(1_000),
    teams: new BoundedMap(1_000),
    answered: new BoundedMap(10_000),
  };
}

export function repositoryKey({ owner, name }: Repository): string {
  return `${owner}/${name}`.toLowerCase();
}

export function subjectKey(ref: SubjectRef): string {
  return `${repositoryKey(ref)}#${ref.number}`;
}
