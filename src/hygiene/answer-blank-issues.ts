import { Refused } from '../forge/errors.ts';
import type { Change, Subject } from '../forge/model.ts';
import { blankIssuesStatus, blankIssuesWarning } from '../text/blank-issues.ts';
import {
  blankIssuesReply,
  type BlankIssuesResult,
  isCarriedOut,
} from '../text/blank-issues-result.ts';
import { markdownPen, type Pen } from '../text/pen.ts';
import { planBlankIssues } from './blank-issues/plan.ts';
import { readIssueConfig } from './blank-issues/read.ts';
import { keptBlankIssues } from './keep-blank-issues.ts';
import type { World } from './observe.ts';
import type { RepositoryPolicy } from './read-policy.ts';
import type { Asked } from './state/orders.ts';
import { setBlankIssues } from './switch-blank-issues.ts';

type Answer = { isDone: boolean; reply?: string };

/**
 * Carries out the commands about blank issues, and answers each by a reaction and, where there is something to say, a
 * comment. Of several that switch it the last one counts. Done again after a crash it changes nothing twice.
 */
export async function answerBlankIssues(
  asked: readonly Asked[],
  subject: Subject,
  home: RepositoryPolicy,
  world: World,
): Promise<void> {
  const last = asked.findLast(({ command }) => switchIn(command) !== undefined);
  for (const each of asked) {
    const wanted = switchIn(each.command);
    const isOutdated = wanted !== undefined && each !== last;
    const answer = isOutdated
      ? { isDone: true }
      : wanted === undefined
        ? await tellState(subject, world)
        : await carryOut(wanted, subject, home, world);
    await give(answer, each, subject, world);
  }
}

function switchIn(command: Asked['command']): boolean | undefined {
  if (command.name !== 'blank-issues' || command.wanted === 'status') return undefined;
  return command.wanted === 'on';
}

async function carryOut(
  wanted: boolean,
  subject: Subject,
  home: RepositoryPolicy,
  { forge, policies }: World,
): Promise<Answer> {
  const { policy, reading } = home;
  const kept = keptBlankIssues(policy);
  const told: BlankIssuesResult =
    kept === undefined || kept === wanted
      ? await setBlankIssues(
          reading.repository,
          { wanted, write: policy.issues.write, because: 'command' },
          forge,
        )
      : { result: 'kept-by-policy', wanted, warnings: [] };
  if (told.result === 'committed') policies.forget(subject);
  return { isDone: isCarriedOut(told), reply: blankIssuesReply(told, penOf(subject)) };
}

async function tellState(subject: Subject, { forge }: World): Promise<Answer> {
  const pen = penOf(subject);
  const read = await forge.files?.readIssueFiles(subject);
  if (read === undefined) {
    const told = { result: 'out-of-reach', wanted: true, warnings: [] } as const;
    return { isDone: false, reply: blankIssuesReply(told, pen) };
  }
  const config = readIssueConfig(read.files, forge.kind, read.ownerFiles);
  const { warnings } = planBlankIssues({
    ...read,
    kind: forge.kind,
    wanted: config.value,
    copyOwners: false,
  });
  const points = warnings.map((warning) => `- ${blankIssuesWarning(warning, pen)}`);
  return { isDone: true, reply: [blankIssuesStatus(config, pen), ...points].join('\n\n') };
}

function penOf({ kind, owner, name }: Subject): Pen {
  return markdownPen({ subject: kind, repository: { owner, name } });
}

/** The reaction first: where not even that is possible, a comment would be repeated at every look. */
async function give(
  { isDone, reply }: Answer,
  { comment }: Asked,
  subject: Subject,
  { forge }: World,
): Promise<void> {
  const reaction: Change = {
    do: 'react',
    comment: comment.id,
    reaction: isDone ? 'done' : 'denied',
  };
  const changes: Change[] = [
    reaction,
    ...(reply === undefined ? [] : [{ do: 'reply', body: reply } as const]),
  ];
  try {
    for (const change of changes) await forge.write(subject, [change]);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
}
