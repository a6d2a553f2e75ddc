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
  /** The comment that shows it; for an heir one that another layout has left behind. */
  notice?: OwnNotice;
};

export type Arranged = {
  places: readonly Place[];
  /** Notices of a kind that the layout does not have. */
  obsolete: readonly OwnNotice[];
};

/**
 * Gives each notice of the layout its record. One that has none inherits from notices that the layout gave up, and the
 * first heir gets the oldest of their comments too.
 */
export function arrange(raised: readonly Raised[], own: readonly OwnNotice[]): Arranged {
  const left = own.filter(({ record }) => raised.every(({ kind }) => kind !== record.notice));
  const merged = mergedRecord(left.map(({ record }) => record));
  const taken = new Set(own.map(({ record }) => record.notice));
  const heirs = heirsOf(raised).filter(({ kind }) => !taken.has(kind));
  const places = raised.map((one): Place => {
    const notice = own.find(({ record }) => record.notice === one.kind);
    if (notice !== undefined) return { raised: one, notice, previous: notice.record };
    if (merged === undefined || !heirs.includes(one)) return { raised: one };
    const previous = inherited(one, merged, { comesWhole: left.length > 1 });
    const comment = one === heirs[0] ? left[0] : undefined;
    return { raised: one, previous, ...(comment === undefined ? {} : { notice: comment }) };
  });
  return { places, obsolete: heirs.length > 0 ? left.slice(1) : left };
}

/** Where something is raised; the first one when nothing is, so that what was decided is not forgotten. */
function heirsOf(raised: readonly Raised[]): readonly Raised[] {
  const concerned = raised.filter(({ errors }) => errors.length > 0);
  return concerned.length > 0 ? concerned : raised.slice(0, 1);
}

/** Of several notices everything comes along, of one that is split up only what this part is about. */
function inherited(
  { kind, errors }: Raised,
  merged: NoticeRecord,
  { comesWhole }: { comesWhole: boolean },
): NoticeRecord {
  const isOurs = (key: string): boolean => comesWhole || kind === 'all' || errors.includes(key);
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
