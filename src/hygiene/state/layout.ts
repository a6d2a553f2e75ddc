import type { NoticeRecord, Phase } from '../record.ts';
import type { OwnNotice } from './own-notices.ts';
import type { Raised } from './raised.ts';
import { isWhole } from './waiver.ts';

/** The most pressing first. */
const PHASE_ORDER: readonly Phase[] = ['closed', 'paused', 'flagged', 'waived', 'resolved', 'done'];

/** A notice that the layout asks for, with what is known of it so far. */
export type Place = {
  raised: Raised;
  previous?: NoticeRecord;
  /** Absent: the record comes from notices of another layout, and a new comment has to carry it. */
  notice?: OwnNotice;
};

export type Arranged = {
  places: readonly Place[];
  /** Notices of a kind that the layout does not have. */
  obsolete: readonly OwnNotice[];
};

/** Gives each notice of the layout its record; one that has none inherits from notices that the layout gave up. */
export function arrange(raised: readonly Raised[], own: readonly OwnNotice[]): Arranged {
  const obsolete = own.filter(({ record }) => raised.every(({ kind }) => kind !== record.notice));
  const heirs = heirsOf(raised);
  const places = raised.map((one): Place => {
    const notice = own.find(({ record }) => record.notice === one.kind);
    if (notice !== undefined) return { raised: one, notice, previous: notice.record };
    const previous = heirs.includes(one)
      ? inherited(
          one,
          obsolete.map(({ record }) => record),
        )
      : undefined;
    return { raised: one, ...(previous === undefined ? {} : { previous }) };
  });
  return { places, obsolete };
}

/** Where something is raised; the first one when nothing is, so that what was decided is not forgotten. */
function heirsOf(raised: readonly Raised[]): readonly Raised[] {
  const concerned = raised.filter(({ errors }) => errors.length > 0);
  return concerned.length > 0 ? concerned : raised.slice(0, 1);
}

function inherited(
  { kind, errors }: Raised,
  records: readonly NoticeRecord[],
): NoticeRecord | undefined {
  const merged = mergedRecord(records);
  if (merged === undefined) return undefined;
  const isOurs = (key: string): boolean => records.length > 1 || errors.includes(key);
  return {
    ...merged,
    notice: kind,
    findings: merged.findings.filter(isOurs),
    closing: merged.closing.filter(isOurs),
  };
}

/** Several notices become one: the most pressing phase, the latest deadline, everything that speaks for the author. */
function mergedRecord(records: readonly NoticeRecord[]): NoticeRecord | undefined {
  const [first, ...others] = records.toSorted(
    (one, other) => PHASE_ORDER.indexOf(one.phase) - PHASE_ORDER.indexOf(other.phase),
  );
  return first && others.reduce(withRecord, first);
}

function withRecord(one: NoticeRecord, other: NoticeRecord): NoticeRecord {
  const attended = one.attended ?? other.attended;
  const deadline = latest(one.deadline, other.deadline);
  const remaining = latest(one.remaining, other.remaining);
  const waiver = one.waiver ?? (isWhole(other.waiver) ? undefined : other.waiver);
  return {
    ...one,
    findings: [...new Set([...one.findings, ...other.findings])].toSorted(),
    closing: [...new Set([...one.closing, ...other.closing])].toSorted(),
    flaggedAt: Math.min(one.flaggedAt, other.flaggedAt),
    ...(one.phase !== 'flagged' || deadline === undefined ? {} : { deadline }),
    ...(remaining === undefined ? {} : { remaining }),
    ...(attended === undefined ? {} : { attended }),
    ...(waiver === undefined ? {} : { waiver }),
    ...(other.secondChance === true ? { secondChance: true } : {}),
  };
}

function latest(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.max(one, other);
}
