import { exemptionOf } from '../../hygiene/exemption.ts';
import type { Finding } from '../../hygiene/finding.ts';
import { factsOf } from '../../hygiene/observe.ts';
import type { Policy } from '../../hygiene/policy.ts';
import type { RepositoryPolicy } from '../../hygiene/read-policy.ts';
import { judge } from '../../hygiene/rules/judge.ts';
import { parseTemplate } from '../../hygiene/template/parse.ts';
import type { Verdict } from '../../hygiene/verdict.ts';
import { exemptReason } from '../../text/check-reasons.ts';
import type { Fate, SimulatedRow } from '../../text/cli-simulate.ts';
import { problemLabels } from '../../text/problem-sentences.ts';
import type { World } from '../../hygiene/observe.ts';
import type { History, Past } from './history.ts';

/** What the policy would have made of each, whenever it was opened. */
export function judgePast(
  { subjects, older }: History,
  home: RepositoryPolicy,
  world: Pick<World, 'forge' | 'clock'>,
): SimulatedRow[] {
  const before = older.map((file) => parseTemplate(file, { current: false }));
  return subjects.map((past) => {
    const current = factsOf(past.subject, home, world, past);
    const verdict = judge(current, home.policy);
    const facts = { ...current, templates: [...current.templates, ...before] };
    // What followed the template of its day is as good as what follows today's.
    return rowOf(past, errorsIn(verdict) > 0 ? judge(facts, home.policy) : verdict, home.policy);
  });
}

function rowOf(past: Past, verdict: Verdict, policy: Policy): SimulatedRow {
  const { subject } = past;
  // When the bot came to the repository is not the question here.
  const { since: _, ...always } = policy;
  const exemption = exemptionOf({
    subject,
    policy: always,
    permission: past.permission,
    isTeamMember: policy.exempt.teams.some((team) => past.teams.includes(team)),
    changes: past.changes,
  });
  const problems = verdict.results
    .flatMap(({ findings }) => findings)
    .filter(isError)
    .map(({ problem }) => problem);
  const why = exemption === undefined ? problemLabels(problems) : exemptReason(exemption);
  return {
    number: subject.number,
    kind: subject.kind,
    title: subject.title,
    author: subject.author.login,
    url: subject.url,
    state: subject.merged ? 'merged' : subject.state,
    fate: exemption === undefined ? fateOf(past, verdict, policy) : 'exempt',
    why,
  };
}

function fateOf({ subject }: Past, { results, failed }: Verdict, policy: Policy): Fate {
  const broken = results.filter(({ findings }) => findings.some(isError));
  if (failed !== undefined && broken.length === 0) return 'unknown';
  if (broken.length === 0) return 'fine';
  if (subject.draft && policy.exempt.drafts === 'pause') return 'paused';
  if (policy.grace.period > 0 && broken.some(({ closes }) => closes)) return 'closed';
  return 'flagged';
}

function errorsIn({ results }: Verdict): number {
  return results.flatMap(({ findings }) => findings).filter(isError).length;
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}
