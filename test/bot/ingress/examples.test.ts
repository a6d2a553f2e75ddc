import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { GITHUB_EVENTS, githubIntake } from '../../../src/bot/ingress/github.ts';
import type { Intake } from '../../../src/bot/ingress/intake.ts';

type Example = { action?: string };

/** Every payload that GitHub shows, of its own site or of an Enterprise Server. */
function examplesOf(folder: string): { event: string; payload: Example }[] {
  const load = createRequire(import.meta.url);
  const path = `@octokit/webhooks-examples/${folder}/index.json`;
  const events = load(path) as { name: string; examples: Example[] }[];
  return events.flatMap(({ name, examples }) =>
    examples.map((payload) => ({ event: name, payload })),
  );
}

/** In a word, what a delivery came to. */
function shown(intake: Intake): string {
  if (intake.kind === 'malformed') return `malformed: ${intake.problem}`;
  if (intake.kind === 'ignored') return `- (${intake.why})`;
  const { looks, forget, sweep } = intake;
  return [
    ...looks.map(({ reason, glance }) => (glance === undefined ? reason : `${reason} + glance`)),
    ...new Set(forget.map(({ what }) => `forget ${what}`)),
    ...(sweep.length > 0 ? ['sweep'] : []),
  ].join(', ');
}

describe('the example payloads of GitHub', () => {
  test('become what this table says', () => {
    const lines = examplesOf('api.github.com')
      .filter(({ event }) => GITHUB_EVENTS.includes(event))
      .map(({ event, payload }) => {
        const action = payload.action === undefined ? '' : `.${payload.action}`;
        return `${event}${action}: ${shown(githubIntake({ event, payload }))}`;
      });

    expect([...new Set(lines)].toSorted().join('\n')).toMatchInlineSnapshot(`
      "installation.created: forget installation, forget repository
      installation.deleted: forget installation, forget repository
      installation.new_permissions_accepted: forget installation, forget repository
      installation.suspend: forget installation
      installation.unsuspend: forget installation
      installation_repositories.added: forget installation, forget repository
      installation_repositories.removed: forget installation, forget repository
      issue_comment.created: - (a comment that calls nobody)
      issue_comment.deleted: - (an action of no meaning)
      issue_comment.edited: - (a comment that calls nobody)
      issues.assigned: event + glance
      issues.deleted: - (an action of no meaning)
      issues.demilestoned: - (an action of no meaning)
      issues.edited: event + glance
      issues.labeled: event + glance
      issues.locked: event + glance
      issues.milestoned: - (an action of no meaning)
      issues.opened: event + glance
      issues.pinned: - (an action of no meaning)
      issues.reopened: event + glance
      issues.transferred: - (an action of no meaning)
      issues.unassigned: - (an action of no meaning)
      issues.unlabeled: event + glance
      issues.unlocked: event + glance
      issues.unpinned: - (an action of no meaning)
      label.created: - (an action of no meaning)
      label.deleted: forget repository, sweep
      label.edited: forget repository, sweep
      member.added: forget person
      member.edited: forget person
      pull_request.assigned: event + glance
      pull_request.closed: event + glance
      pull_request.converted_to_draft: event + glance
      pull_request.labeled: event + glance
      pull_request.locked: event + glance
      pull_request.opened: event + glance
      pull_request.ready_for_review: event + glance
      pull_request.reopened: event + glance
      pull_request.review_request_removed: - (an action of no meaning)
      pull_request.review_requested: - (an action of no meaning)
      pull_request.synchronize: event + glance
      pull_request.unassigned: - (an action of no meaning)
      pull_request.unlabeled: event + glance
      pull_request.unlocked: event + glance
      pull_request_review.dismissed: - (an action of no meaning)
      pull_request_review.submitted: - (a review by the author)
      push: - (a push that leaves policy and templates alone)
      push: - (a push to another branch)
      repository.created: forget repository
      repository.edited: forget repository
      repository.privatized: forget repository
      repository.publicized: forget repository
      repository.renamed: forget repository
      repository.transferred: forget repository"
    `);
  });

  test('of all other events mean nothing', () => {
    const others = examplesOf('api.github.com').filter(
      ({ event }) => !GITHUB_EVENTS.includes(event),
    );
    const kinds = others.map(({ event, payload }) => githubIntake({ event, payload }).kind);

    expect(others.length).toBeGreaterThan(150);
    expect(new Set(kinds)).toEqual(new Set(['ignored']));
  });

  test.each(['ghes-31', 'ghes-32', 'ghes-33', 'ghes-34', 'ghes-35'])(
    'of %s are read as well',
    (folder) => {
      const examples = examplesOf(folder);
      const read = examples.map((each) => githubIntake(each).kind);

      expect(examples.length).toBeGreaterThan(20);
      expect(read).not.toContain('malformed');
      expect(read).toContain('accepted');
    },
  );
});
