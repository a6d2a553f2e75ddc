import type { Account, LabelLook, SubjectReading } from '../../forge/model.ts';
import { hasLabel, isSame, lastOfLabel, sameLabel } from './events.ts';

export type LabelsWanted = {
  /** To be there. */
  wanted: readonly LabelLook[];
  /** Not to be there, unless they are wanted or a person put them on. */
  ours: readonly LabelLook[];
  /** Not to be there if we put them on. */
  perhapsOurs: readonly LabelLook[];
  /** Taken off whoever put it on, because a maintainer said so. */
  lifted: readonly LabelLook[];
};

/** Another bot that takes a label off each time we put it on has the last word. */
const MOST_TIMES = 3;

export function labelChanges(
  { wanted, ours, perhapsOurs, lifted }: LabelsWanted,
  { subject, events }: SubjectReading,
  self: Account,
): { add: readonly LabelLook[]; remove: readonly string[] } {
  const isTakenOffAgainAndAgain = (name: string): boolean =>
    events.filter(
      (event) =>
        event.kind === 'unlabelled' && sameLabel(event.label, name) && !isSame(event.by, self),
    ).length >= MOST_TIMES;
  const putOnBy = (name: string): Account | undefined => {
    const last = lastOfLabel(events, name);
    return last?.kind === 'labelled' ? last.by : undefined;
  };
  const isOfPerson = (name: string): boolean => {
    const by = putOnBy(name);
    return by !== undefined && !isSame(by, self);
  };
  const isWanted = (name: string): boolean =>
    hasLabel(
      wanted.map((label) => label.name),
      name,
    );
  const present = (labels: readonly LabelLook[]): string[] =>
    subject.labels.filter((name) => labels.some((label) => sameLabel(label.name, name)));
  return {
    add: wanted.filter(
      ({ name }, index) =>
        !hasLabel(subject.labels, name) &&
        !isTakenOffAgainAndAgain(name) &&
        wanted.findIndex((other) => sameLabel(other.name, name)) === index,
    ),
    remove: [
      ...new Set([
        ...present(ours).filter((name) => !isWanted(name) && !isOfPerson(name)),
        ...present(perhapsOurs).filter((name) => !isWanted(name) && isSame(putOnBy(name), self)),
        ...present(lifted),
      ]),
    ],
  };
}
