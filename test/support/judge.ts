import type { Outcome } from '../../src/sessions/outcome.ts';
import type { Fake } from './fake-opencode/fake.ts';
import type { Plan } from './fake-opencode/plan.ts';
import type { Verdict } from './fake-opencode/truth.ts';
import type { WatchedRun } from './fake-run.ts';

/** The outcomes that say of the real course of things what it was. */
const TRUE_OUTCOMES: Record<Verdict, Outcome[]> = {
  clean: ['completed'],
  'root-error': ['agent-error'],
  'child-error': ['child-error'],
  'never-ends': ['no-progress', 'retries-exhausted'],
  'not-started': ['failed-to-start'],
  lost: ['lost-contact'],
  working: [],
};

const SUCCESS: Outcome[] = ['completed', 'completed-with-denials'];
/** Outcomes that claim that the tree has settled. */
const SETTLED: Outcome[] = [...SUCCESS, 'agent-error', 'child-error', 'failed-to-start'];

/** What is wrong with how a run ended, measured against what really happened; undefined when it is right. */
export function judge(plan: Plan, { truth }: Fake, run: WatchedRun): string | undefined {
  const { outcome } = run.ending;
  const verdict = truth.verdict();
  const story = `${verdict}, but the run ended as ${outcome}`;
  if (truth.trespasses.length > 0) return `it touched what is not ours: ${truth.trespasses[0]}`;
  if (TRUE_OUTCOMES[verdict].includes(outcome) && !truth.workingAt(run.endedAt)) return undefined;
  if (isFair(plan, truth, verdict, outcome)) return undefined;
  if (SETTLED.includes(outcome) && isEarly(plan, truth, run.endedAt)) return `early end: ${story}`;
  if (SUCCESS.includes(outcome) && verdict !== 'clean') return `false success: ${story}`;
  return TRUE_OUTCOMES[verdict].includes(outcome) ? undefined : story;
}

type Truth = Fake['truth'];

/** An aborted session is idle a moment before its last message is written; nothing can come of it any more. */
const LAST_BREATH = 60;

function isEarly(plan: Plan, truth: Truth, endedAt: number): boolean {
  if (!truth.workingAt(endedAt)) return false;
  const wasAborted = JSON.stringify(plan.root).includes('"aborted"');
  return !(wasAborted && (truth.settledAt ?? Infinity) - endedAt <= LAST_BREATH);
}

/** Where what happened can be read in two ways, both are fair. */
function isFair(plan: Plan, truth: Truth, verdict: Verdict, outcome: Outcome): boolean {
  const befalls = (fate: string): boolean => JSON.stringify(plan.root).includes(`"${fate}"`);
  // The server ended after the work, but before that could be proven.
  if (plan.ending !== undefined && outcome === 'lost-contact') return true;
  if (verdict === 'lost' && plan.ending?.kind === 'disposed')
    return isFairOfDisposal(plan, outcome);
  // Of a session that was deleted nobody can read any more how far it had come and whom it still owed what.
  if (verdict === 'clean' && outcome === 'child-error')
    return truth.contested || befalls('deleted');
  // Who failed below a session that was deleted while nobody could listen is known to nobody.
  const isUnheard = (plan.network?.drops ?? []).length > 0;
  if (verdict === 'child-error' && outcome === 'completed' && isUnheard) {
    if (truth.undealt.every(({ deleted }) => deleted)) return true;
  }
  return (
    (verdict === 'child-error' || verdict === 'clean') && truth.contested && outcome === 'completed'
  );
}

/**
 * A disposal looks like an abort of everything until its last event. When the stream was cut at that moment, nobody
 * hears of it at all; a plugin that then wakes its session in a new instance even brings it to a good end.
 */
function isFairOfDisposal(plan: Plan, outcome: Outcome): boolean {
  const isUnheard = (plan.network?.drops ?? []).length > 0;
  const hasPlugin = JSON.stringify(plan.root).includes('"plugin"');
  if (outcome === 'no-progress' || outcome === 'completed') return isUnheard && hasPlugin;
  return outcome === 'agent-error' || outcome === 'child-error';
}
