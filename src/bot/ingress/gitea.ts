import { accountOf, sameLogin } from '../../forge/gitea/accounts.ts';
import { SHARED_REPOSITORIES } from '../../forge/gitea/settings.ts';
import { subjectOf } from '../../forge/gitea/subject-reading.ts';
import type { Repository, Subject } from '../../forge/model.ts';
import {
  commentEvent,
  envelope,
  issueEvent,
  type PayloadRepository,
  pullRequestEvent,
  type Push,
  pushEvent,
  repositoryEvent,
  reviewEvent,
} from './gitea-payloads.ts';
import { accepted, COALESCE, COMMAND, ignored, malformed, when } from './intake.ts';
import type { Circumstances, Delivery, Intake } from './intake.ts';
import { mayCallTheBot } from './may-call.ts';
import { changesOf } from './pushed-files.ts';

/**
 * What may change whether a subject is right, or whom the bot has to listen to. A draft begins and ends with an edit of
 * the title; which label came or went is not told; one edit of title and text comes as two.
 */
const PULL_REQUEST_ACTIONS = new Set([
  'opened',
  'edited',
  'reopened',
  'closed',
  'label_updated',
  'label_cleared',
  'synchronized',
  'assigned',
]);
const ISSUE_ACTIONS = new Set([
  'opened',
  'edited',
  'reopened',
  'closed',
  'label_updated',
  'label_cleared',
  'assigned',
]);

type Read = (payload: unknown, action: string, arranged: Circumstances) => Intake;

const review: Read = (payload, action, { draftPrefixes }) =>
  when(action === 'reviewed', action, reviewEvent, payload, (event) => {
    const { repository, pull_request: pull } = event;
    const glance = subjectOf(pull, refOf(repository, pull), draftPrefixes);
    return sameLogin(accountOf(event.sender).login, glance.author.login)
      ? ignored('a review by the author')
      : look(glance);
  });

/** By the coarse name of an event: what the fine one adds stands in the action, too. */
const EVENTS: Readonly<Record<string, Read>> = {
  pull_request: (payload, action, { draftPrefixes }) =>
    when(PULL_REQUEST_ACTIONS.has(action), action, pullRequestEvent, payload, (event) => {
      const { repository, pull_request: pull } = event;
      return look(subjectOf(pull, refOf(repository, pull), draftPrefixes));
    }),
  pull_request_approved: review,
  pull_request_rejected: review,
  // A review without a verdict. The fine type of this name is a plain comment, whose coarse one is `issue_comment`.
  pull_request_comment: review,
  issues: (payload, action) =>
    when(ISSUE_ACTIONS.has(action), action, issueEvent, payload, (event) =>
      look(subjectOf(event.issue, refOf(event.repository, event.issue))),
    ),
  issue_comment: (payload, action) =>
    when(action === 'created' || action === 'edited', action, commentEvent, payload, (event) =>
      mayCallTheBot(event.comment.body ?? '')
        ? accepted({
            looks: [
              { subject: refOf(event.repository, event.issue), reason: 'command', delay: COMMAND },
            ],
          })
        : ignored('a comment that calls nobody'),
    ),
  push: (payload, action, { sharedRepositories }) =>
    when(true, action, pushEvent, payload, (push) => pushed(push, sharedRepositories)),
  repository: (payload, action) =>
    when(true, action, repositoryEvent, payload, (event) =>
      accepted({ forget: [{ what: 'repository', repository: repositoryOf(event.repository) }] }),
    ),
};

/** The names of the events that may mean something, as `X-Gitea-Event` tells them. */
export const GITEA_EVENTS: readonly string[] = Object.keys(EVENTS);

/** What a delivery of Gitea or Forgejo means. Never throws: what cannot be read is malformed. */
export function giteaIntake(
  { event, payload }: Delivery,
  circumstances: Circumstances = {},
): Intake {
  const { self } = circumstances;
  const read = Object.hasOwn(EVENTS, event) ? EVENTS[event] : undefined;
  if (read === undefined) return ignored('an event of no meaning');
  const around = envelope.safeParse(payload);
  if (!around.success) return malformed(around.error);
  const { action = '', sender } = around.data;
  if (self !== undefined && sameLogin(sender?.login ?? '', self)) return ignored('our own doing');
  return read(payload, action, circumstances);
}

function look(glance: Subject): Intake {
  const { owner, name, number } = glance;
  const subject = { owner, name, number };
  return accepted({ looks: [{ subject, reason: 'event', delay: COALESCE, glance }] });
}

function pushed(push: Push, shared = SHARED_REPOSITORIES): Intake {
  const { repository, ref } = push;
  if (ref !== `refs/heads/${repository.default_branch ?? ''}`) {
    return ignored('a push to another branch');
  }
  if (!mayHaveChanged(push)) return ignored('a push that leaves policy and templates alone');
  const home = repositoryOf(repository);
  const isShared = shared.some((name) => name.toLowerCase() === home.name.toLowerCase());
  return accepted({
    forget: [
      { what: 'repository', repository: home },
      ...(isShared ? [{ what: 'owner' as const, owner: home.owner }] : []),
    ],
    sweep: [home],
  });
}

/** Nobody knows what is in a commit that is not listed, or that names no file. */
function mayHaveChanged({ commits, total_commits: total = commits.length }: Push): boolean {
  const namesNothing = commits.some(
    ({ added, removed, modified }) =>
      [added, removed, modified].flatMap((paths) => paths ?? []).length === 0,
  );
  return namesNothing || total > commits.length || changesOf({ commits });
}

function repositoryOf({ name, owner }: PayloadRepository): Repository {
  return { owner: owner.login, name };
}

function refOf(home: PayloadRepository, { number }: { number: number }) {
  return { ...repositoryOf(home), number };
}
