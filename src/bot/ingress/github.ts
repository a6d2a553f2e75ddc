import type { z } from 'zod';
import type { PayloadRepository } from '../../forge/github/payload-shapes.ts';
import {
  accountOf,
  homeOf,
  issueSubject,
  pullRequestSubject,
  repositoryOf,
} from '../../forge/github/payload-subject.ts';
import type { SubjectRef } from '../../forge/model.ts';
import {
  commentEvent,
  envelope,
  type Envelope,
  installationEvent,
  issueEvent,
  memberEvent,
  pullRequestEvent,
  pushEvent,
  repositoryEvent,
  reviewEvent,
} from './github-payloads.ts';
import { accepted, COALESCE, COMMAND, ignored, malformed, when } from './intake.ts';
import type { Circumstances, Delivery, Intake, Orders } from './intake.ts';
import { mayCallTheBot } from './may-call.ts';
import { changesOf, SHARED_REPOSITORY } from './pushed-files.ts';

/** What may change whether a subject is right, or whom the bot has to listen to. */
const PULL_REQUEST_ACTIONS = new Set([
  'opened',
  'edited',
  'reopened',
  'closed',
  'ready_for_review',
  'converted_to_draft',
  'labeled',
  'unlabeled',
  'synchronize',
  'assigned',
  'locked',
  'unlocked',
]);
const ISSUE_ACTIONS = new Set([
  'opened',
  'edited',
  'reopened',
  'closed',
  'labeled',
  'unlabeled',
  'assigned',
  'locked',
  'unlocked',
]);

type Read = (payload: unknown, action: string) => Intake;

/** The events of a GitHub App that the bot knows; each reads its own fields. */
const EVENTS: Readonly<Record<string, Read>> = {
  pull_request: (payload, action) =>
    when(PULL_REQUEST_ACTIONS.has(action), action, pullRequestEvent, payload, (event) => {
      const glance = pullRequestSubject(event.pull_request, homeOf(event.repository));
      return look(glance, { reason: 'event', delay: COALESCE, glance });
    }),
  pull_request_review: (payload, action) =>
    when(action === 'submitted', action, reviewEvent, payload, (event) => {
      const glance = pullRequestSubject(event.pull_request, homeOf(event.repository));
      return accountOf(event.review.user).login === glance.author.login
        ? ignored('a review by the author')
        : look(glance, { reason: 'event', delay: COALESCE, glance });
    }),
  issues: (payload, action) =>
    when(ISSUE_ACTIONS.has(action), action, issueEvent, payload, (event) => {
      const glance = issueSubject(event.issue, homeOf(event.repository));
      return look(glance, { reason: 'event', delay: COALESCE, glance });
    }),
  issue_comment: (payload, action) =>
    when(action === 'created' || action === 'edited', action, commentEvent, payload, (event) =>
      mayCallTheBot(event.comment.body ?? '')
        ? look(
            { ...repositoryOf(event.repository), number: event.issue.number },
            { reason: 'command', delay: COMMAND },
          )
        : ignored('a comment that calls nobody'),
    ),
  push: (payload, action) => when(true, action, pushEvent, payload, pushed),
  label: (payload, action) =>
    when(action !== 'created', action, repositoryEvent, payload, changedHome),
  repository: (payload, action) => when(true, action, repositoryEvent, payload, forgetHome),
  member: (payload, action) =>
    when(true, action, memberEvent, payload, ({ repository, member }) =>
      accepted({
        forget: [
          {
            what: 'person',
            repository: repositoryOf(repository),
            login: accountOf(member).login,
          },
        ],
      }),
    ),
  installation: (payload, action) => when(true, action, installationEvent, payload, installed),
  installation_repositories: (payload, action) =>
    when(true, action, installationEvent, payload, installed),
};

/** The names of the events that may mean something. */
export const GITHUB_EVENTS: readonly string[] = Object.keys(EVENTS);

/** What a delivery of GitHub means. Never throws: what cannot be read is malformed. */
export function githubIntake({ event, payload }: Delivery, { self }: Circumstances = {}): Intake {
  const read = Object.hasOwn(EVENTS, event) ? EVENTS[event] : undefined;
  if (read === undefined) return ignored('an event of no meaning');
  const around = envelope.safeParse(payload);
  if (!around.success) return malformed(around.error);
  const { action = '', sender } = around.data;
  if (self !== undefined && sender?.login.toLowerCase() === self.toLowerCase()) {
    return ignored('our own doing');
  }
  return reachable(read(payload, action), around.data);
}

function look(
  { owner, name, number }: SubjectRef,
  how: Omit<Orders['looks'][number], 'subject'>,
): Intake {
  return accepted({ looks: [{ subject: { owner, name, number }, ...how }] });
}

function pushed(event: z.infer<typeof pushEvent>): Intake {
  const { repository, ref } = event;
  if (ref !== `refs/heads/${repository.default_branch ?? ''}`) {
    return ignored('a push to another branch');
  }
  if (!changesOf(event)) return ignored('a push that leaves policy and templates alone');
  const { owner, name } = repositoryOf(repository);
  const isShared = name.toLowerCase() === SHARED_REPOSITORY;
  return accepted({
    forget: [
      { what: 'repository', repository: { owner, name } },
      ...(isShared ? [{ what: 'owner' as const, owner }] : []),
    ],
    sweep: [{ owner, name }],
  });
}

function changedHome({ repository }: { repository: PayloadRepository }): Intake {
  const home = repositoryOf(repository);
  return accepted({ forget: [{ what: 'repository', repository: home }], sweep: [home] });
}

function forgetHome({ repository }: { repository: PayloadRepository }): Intake {
  return accepted({ forget: [{ what: 'repository', repository: repositoryOf(repository) }] });
}

function installed(event: z.infer<typeof installationEvent>): Intake {
  const lists = [event.repositories, event.repositories_added, event.repositories_removed];
  const named = lists.flatMap((list) => (list ?? []).map(({ full_name: path }) => path.split('/')));
  return accepted({
    forget: [
      { what: 'installation', id: event.installation.id },
      ...named.map(([owner = '', name = '']) => ({
        what: 'repository' as const,
        repository: { owner, name },
      })),
    ],
  });
}

/** The delivery says which installation may read what it names. */
function reachable(intake: Intake, { installation }: Envelope): Intake {
  if (intake.kind !== 'accepted' || installation === null || installation === undefined) {
    return intake;
  }
  return { ...intake, installation: installation.id };
}
