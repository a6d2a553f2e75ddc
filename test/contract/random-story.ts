import * as fc from 'fast-check';
import type { Change, SubjectRef } from '../../src/forge/model.ts';
import { ForgeRefusal } from '../support/forge-world/refusal.ts';
import { SECOND } from '../support/forge-world/state.ts';
import type { SteppedClock } from '../support/stepped-clock.ts';
import { LOOK, NOTHING_SPECIAL, NOTICE, type OpenedForge } from './opened-forge.ts';

const HERE = { owner: 'octo', name: 'hello' };
const PEOPLE = ['ann', 'wim', 'octo', 'tom'];
const BODIES = ['', 'Fixes #3', 'closes: #4', 'see #3 <!-- Fixes #4 -->', '## What\n\n`Fixes #3`'];

/** Something that a person or the bot does; it tells how that ended. */
export type Step = { name: string; run: (opened: OpenedForge) => Promise<string> };

/** A pull request of an outsider, one of an insider, and two issues. */
export function beginStory({ world }: OpenedForge): void {
  world.repository(HERE);
  world.permit('wim', 'write');
  world.permit('tom', 'triage');
  world.openPull({ author: 'ann' });
  world.openPull({ author: 'wim', base: 'v1' });
  world.openIssue({ author: 'ann' });
  world.openIssue({ author: 'tom' });
}

const ref = fc.integer({ min: 1, max: 5 }).map((number): SubjectRef => ({ ...HERE, number }));
const by = fc.constantFrom(...PEOPLE);
const body = fc.constantFrom(...BODIES);

/** What people do; a verb that the forge refuses them changes nothing. */
const ofPeople = fc
  .tuple(
    fc.constantFrom(
      'close',
      'reopen',
      'draft',
      'ready',
      'lock',
      'unlock',
      'merge',
      'forcePush',
      'push',
      'deleteHead',
      'review',
      'label',
      'unlabel',
      'assign',
      'editBody',
      'editTitle',
      'linkManually',
      'comment',
      'command',
    ),
    ref,
    by,
    body,
  )
  .map(([verb, subject, who, text]): Step => ({
    name: `${who} ${verb} #${subject.number} ${text}`,
    run: async ({ world }) => {
      try {
        switch (verb) {
          case 'forcePush':
          case 'push':
            world[verb](subject);
            break;
          case 'review':
            world.review(subject, 'commented', { by: who });
            break;
          case 'label':
          case 'unlabel':
            world[verb](subject, LOOK.name, { by: who });
            break;
          case 'assign':
            world.assign(subject, 'wim', { by: who });
            break;
          case 'editBody':
          case 'editTitle':
            world[verb](subject, text, { by: who });
            break;
          case 'linkManually':
            world.linkManually(subject, { ...HERE, number: 4 }, { by: who });
            break;
          case 'comment':
            world.comment(subject, NOTICE, { by: who });
            break;
          case 'command':
            world.comment(subject, '/hygiene recheck', { by: who });
            break;
          case 'close':
          case 'reopen':
          case 'draft':
          case 'ready':
          case 'lock':
          case 'unlock':
          case 'merge':
          case 'deleteHead':
            world[verb](subject, { by: who });
        }
        return 'done';
      } catch (error) {
        if (error instanceof ForgeRefusal) return error.message;
        throw error;
      }
    },
  }));

type Before = { notice: string; command: string; sha: string };

/** What the bot writes, one change at a time, to what it has just read. */
const WRITES: Readonly<Record<string, (before: Before) => Change>> = {
  post: () => ({ do: 'post-notice', body: NOTICE }),
  reply: () => ({ do: 'reply', body: 'Hm.' }),
  edit: ({ notice }) => ({ do: 'edit-notice', comment: notice, body: `${NOTICE} Edited.` }),
  delete: ({ notice }) => ({ do: 'delete-notice', comment: notice }),
  fold: ({ notice }) => ({ do: 'minimise', comment: notice }),
  unfold: ({ notice }) => ({ do: 'unminimise', comment: notice }),
  label: () => ({ do: 'add-labels', labels: [LOOK] }),
  unlabel: () => ({ do: 'remove-labels', labels: [LOOK.name, 'never-there'] }),
  close: () => ({ do: 'close' }),
  reopen: () => ({ do: 'reopen' }),
  body: () => ({ do: 'edit-body', body: 'Of the bot: fixes #3' }),
  react: ({ command }) => ({ do: 'react', comment: command, reaction: 'confused' }),
  check: ({ sha }) => ({
    do: 'set-check',
    sha,
    check: { conclusion: 'neutral', title: 'Soon', summary: '- a' },
  }),
};

const ofTheBot = fc
  .tuple(fc.constantFrom(...Object.keys(WRITES)), ref)
  .map(([name, subject]): Step => ({
    name: `the bot ${name} #${subject.number}`,
    run: async ({ forge }) => {
      const reading = await forge.readSubject(subject, NOTHING_SPECIAL);
      const [notice] = reading?.ownNotices ?? [];
      const change = WRITES[name]?.({
        notice: notice?.id ?? '',
        command: reading?.commands[0]?.id ?? '',
        sha: reading?.subject.branches?.headSha ?? '',
      });
      if (reading === undefined || change === undefined) return 'nothing there';
      if ('comment' in change && change.comment === '') return 'no comment';
      if ('sha' in change && change.sha === '') return 'no commit';
      return forge.write(subject, [change]).then(
        () => 'done',
        (error: Error) => error.name,
      );
    },
  }));

const ofTime = fc.integer({ min: 1, max: 20 }).map((seconds): Step => ({
  name: `${seconds} s pass`,
  run: async ({ world }) => {
    await (world.clock as SteppedClock).pass(seconds * SECOND);
    return 'done';
  },
}));

export const randomStory = fc.array(
  fc.oneof(
    { arbitrary: ofPeople, weight: 4 },
    { arbitrary: ofTheBot, weight: 4 },
    { arbitrary: ofTime, weight: 2 },
  ),
  { minLength: 1, maxLength: 40 },
);
