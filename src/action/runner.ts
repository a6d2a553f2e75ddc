import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { object, text } from '../agent/json.ts';
import { forgeAddress } from '../forge-address.ts';
import { forgeOfRunner, readEventPayload, type Shown, shownBy } from '../runner-environment.ts';
import type { CommentPlace } from './comment/wish.ts';
import { subjectOfEvent } from './event-subject.ts';

/** What the runner says about the job, read once. */
export type Runner = {
  forge: 'github' | 'gitea' | 'forgejo';
  workspace: string;
  /** Emptied between jobs on hosted runners; the system's own folder where there is none. */
  temporary: string;
  /** Names this step of this job of this run, fit for a file name; the same in the post step. */
  step: string;
  /**
   * Whether the code of the checkout is the repository's own. Unknown counts as no: a comment on a pull request,
   * for one, does not say whose branch the workflow has checked out.
   */
  ownCode: boolean;
  shown: Shown;
  /** Where a comment of the run could go. */
  comment: CommentPlace;
};

export function readRunner(environment: NodeJS.ProcessEnv): Runner {
  const event = environment['GITHUB_EVENT_NAME'] ?? '';
  const payload = readEventPayload(environment);
  return {
    forge: forgeOfRunner(environment),
    workspace: folder(environment['GITHUB_WORKSPACE']) ?? process.cwd(),
    temporary: folder(environment['RUNNER_TEMP']) ?? tmpdir(),
    step: stepName(environment),
    ownCode: isOwnCode(event, payload),
    shown: shownBy(environment),
    comment: {
      event,
      subject: subjectOfEvent(event, payload, environment['GITHUB_REF']),
      hasRepository: forgeAddress(environment).repository !== undefined,
    },
  };
}

/** Where a run of this step keeps its files: the post step finds them there even when no state was saved. */
export function stepFolder({ temporary, step }: Runner): string {
  return join(temporary, 'agent-run', step);
}

/** An empty variable names no folder: joined to a name it would mean the current one. */
function folder(path: string | undefined): string | undefined {
  return path === '' ? undefined : path;
}

function stepName(environment: NodeJS.ProcessEnv): string {
  const names = ['GITHUB_RUN_ID', 'GITHUB_RUN_ATTEMPT', 'GITHUB_JOB', 'GITHUB_ACTION'];
  const name = names.map((variable) => environment[variable] ?? '').join('-');
  return name.replaceAll(/[^\w-]+/g, '_').slice(0, 120);
}

/** Events that run on a branch or tag of the repository itself, whatever their payload says. */
const OWN_EVENTS = new Set(
  (
    'push schedule workflow_dispatch repository_dispatch merge_group create release deployment ' +
    'page_build issues label milestone'
  ).split(' '),
);

/** `payload` is that of a webhook of GitHub, Gitea or Forgejo; all of them agree in these fields. */
export function isOwnCode(event: string, payload: unknown): boolean {
  if (OWN_EVENTS.has(event)) return true;
  const given = object(payload);
  const issue = object(given['issue']);
  if (event === 'issue_comment') return 'id' in issue && !isSetField(issue['pull_request']);
  const here = text(object(given['repository'])['full_name']);
  const head =
    event === 'workflow_run'
      ? object(object(given['workflow_run'])['head_repository'])
      : object(object(object(given['pull_request'])['head'])['repo']);
  return here !== undefined && text(head['full_name']) === here;
}

/** Gitea writes `null` where GitHub leaves the field out. */
function isSetField(value: unknown): boolean {
  return value !== undefined && value !== null;
}
