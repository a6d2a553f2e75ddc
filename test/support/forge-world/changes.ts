import { Refused } from '../../../src/forge/errors.ts';
import type { Change, LabelLook, SubjectRef } from '../../../src/forge/model.ts';
import { labelKey, type Request } from './requester.ts';
import { ProcessDied, ForgeRefusal } from './refusal.ts';
import { sameName, type SubjectState } from './state.ts';
import type { ForgeWorld } from './world.ts';

/** What one forge object has at hand to write with. */
export type Hands = {
  world: ForgeWorld;
  request: Request;
  /** What it has read, and so can write to without another look. */
  knownSubjects: Set<SubjectState>;
  knownLabels: Set<string>;
};

/** The name of our check where a forge needs one. */
const CHECK = 'hygiene';

const REACTIONS = { done: '+1', confused: 'confused', denied: '-1' } as const;

/** Nothing is left to do when what they name is gone. */
const DONE_WHEN_GONE: readonly Change['do'][] = [
  'delete-notice',
  'minimise',
  'unminimise',
  'remove-labels',
  'react',
];

/** Writes in order: labels that are missing, then rows of changes in one request each, a check in one of its own. */
export async function carryOut(
  hands: Hands,
  ref: SubjectRef,
  changes: readonly Change[],
): Promise<void> {
  await makeLabels(hands, ref, changes);
  for (const row of rowsOf(changes)) {
    const [first] = row;
    if (first?.do === 'set-check') {
      await hands.request('write', 'set-check', () => make(hands, ref, first));
      continue;
    }
    const effective = row.filter((change) => hasEffect(hands, ref, change));
    if (effective.length === 0) continue;
    await findSubject(hands, ref);
    await hands.request('write', 'mutation', () => {
      for (const change of effective) make(hands, ref, change);
    });
  }
}

/** Labels that the repository does not have need not be taken off. */
function hasEffect({ knownLabels }: Hands, ref: SubjectRef, change: Change): boolean {
  return (
    change.do !== 'remove-labels' ||
    change.labels.some((name) => knownLabels.has(labelKey(ref, name)))
  );
}

/** A change the forge has begun is made whole; a process that dies behind it learns no more. */
function make({ world }: Hands, ref: SubjectRef, change: Change): void {
  world.apiWrite({ by: world.bot, do: change.do, subject: ref }, () => {
    try {
      apply(world, ref, change);
    } catch (error) {
      const isGone = error instanceof ForgeRefusal && error.why === 'absent';
      if (!isGone || !DONE_WHEN_GONE.includes(change.do)) throw error;
    }
  });
  if (world.faults.isDead) throw new ProcessDied(`died behind ${change.do}`);
}

function apply(world: ForgeWorld, ref: SubjectRef, change: Change): void {
  const by = world.bot;
  switch (change.do) {
    case 'post-notice':
    case 'reply':
      world.comment(ref, change.body, { by });
      return;
    case 'edit-notice':
      world.editComment(change.comment, change.body, { by });
      return;
    case 'delete-notice':
      world.deleteComment(change.comment, { by });
      return;
    case 'minimise':
    case 'unminimise':
      if (world.traits.abilities.minimise) world[change.do](change.comment, { by });
      return;
    case 'add-labels':
      for (const { name } of change.labels) world.label(ref, name, { by });
      return;
    case 'remove-labels':
      for (const name of change.labels) world.unlabel(ref, name, { by });
      return;
    case 'close':
    case 'reopen':
      world[change.do](ref, { by });
      return;
    case 'edit-body':
      world.editBody(ref, change.body, { by });
      return;
    case 'set-check':
      setCheck(world, ref, change);
      return;
    case 'react':
      world.react(change.comment, REACTIONS[change.reaction], { by });
  }
}

function setCheck(
  world: ForgeWorld,
  ref: SubjectRef,
  { sha, check }: Extract<Change, { do: 'set-check' }>,
): void {
  const { checks } = world.repositoryState(ref);
  const last = checks.findLast((each) => each.sha === sha && each.by === world.bot);
  world.setCheck(ref, sha, CHECK, check, last?.id);
}

function rowsOf(changes: readonly Change[]): Change[][] {
  const rows: Change[][] = [];
  for (const change of changes) {
    const last = rows.at(-1);
    const isAlone = change.do === 'set-check' || last?.[0]?.do === 'set-check';
    if (last === undefined || isAlone) rows.push([change]);
    else last.push(change);
  }
  return rows;
}

/** Labels that the forge does not have are made first; one that is not known to exist has to be looked for. */
async function makeLabels(
  { world, request, knownLabels }: Hands,
  ref: SubjectRef,
  changes: readonly Change[],
): Promise<void> {
  const wanted = changes.flatMap((change) => (change.do === 'add-labels' ? change.labels : []));
  const isUnknown = ({ name }: Pick<LabelLook, 'name'>): boolean =>
    !knownLabels.has(labelKey(ref, name));
  if (wanted.some(isUnknown)) {
    await request('read', 'findLabels', () => {
      const labels = world.findRepository(ref)?.labels ?? [];
      for (const { name } of labels) knownLabels.add(labelKey(ref, name));
    });
  }
  for (const look of wanted.filter(isUnknown)) {
    await request('write', 'make-label', () => {
      world.apiWrite({ by: world.bot, do: 'make-label' }, () => world.makeLabel(ref, look));
      if (world.faults.isDead) throw new ProcessDied('died behind make-label');
    });
    knownLabels.add(labelKey(ref, look.name));
  }
  const unwanted = changes.flatMap((change) =>
    change.do === 'remove-labels' ? change.labels : [],
  );
  if (!unwanted.some((name) => isUnknown({ name }))) return;
  await request('read', 'findLabels', () => {
    for (const name of unwanted) {
      const labels = world.findRepository(ref)?.labels ?? [];
      if (labels.some((label) => sameName(label.name, name))) knownLabels.add(labelKey(ref, name));
    }
  });
}

async function findSubject(
  { world, request, knownSubjects }: Hands,
  ref: SubjectRef,
): Promise<void> {
  const subject = world.findSubject(ref);
  if (subject !== undefined && knownSubjects.has(subject)) return;
  await request('read', 'findSubject', () => {
    if (subject === undefined) throw new Refused(`no ${ref.owner}/${ref.name}#${ref.number}`);
    knownSubjects.add(subject);
  });
}
