import { describe, expect, test } from 'vitest';
import { peopleWhoMatter } from '../../../src/hygiene/state/people.ts';
import { enforcing, verdictOf } from './policy-and-verdict.ts';
import {
  AUTHOR,
  BOT,
  flagged,
  HOUR,
  MAINTAINER,
  MINUTE,
  START,
  SubjectModel,
} from './subject-model.ts';

function people(model: SubjectModel): string[] {
  const verdict = verdictOf(model.wrong, model.policy);
  return peopleWhoMatter({ reading: model.reading(), verdict, policy: enforcing() }, BOT);
}

describe('a command', () => {
  test.each([
    ['recheck', 'anna', 'done'],
    ['explain', 'anna', 'done'],
    ['hold 2d', MAINTAINER, 'done'],
    ['hold 2d', AUTHOR, 'denied'],
    ['exempt', MAINTAINER, 'done'],
    ['exempt', AUTHOR, 'denied'],
    ['unexempt', AUTHOR, 'denied'],
    ['reopen', AUTHOR, 'done'],
    ['reopen', 'anna', 'denied'],
    ['template', 'anna', 'denied'],
    ['dance', MAINTAINER, 'confused'],
  ])('%s of %s is answered: %s', (command, login, reaction) => {
    const model = flagged();
    model.pass(MINUTE).say(`/hygiene ${command}`, login);

    const { changes } = model.look();

    expect(changes.filter((change) => change.do === 'react')).toMatchObject([{ reaction }]);
    expect(model.decide().changes).toEqual([]);
  });

  test('that was denied changes nothing', () => {
    const model = flagged();
    const before = model.record();

    model.pass(MINUTE).say('/hygiene exempt', AUTHOR).say('/hygiene hold 9d', AUTHOR).look();

    expect(model.record()).toEqual(before);
    expect(model.subject.labels).toEqual(['needs:compliance']);
  });
});

/** What a command of a maintainer is answered with that is to change nothing. */
function reactionTo(model: SubjectModel, command: string): unknown {
  const before = model.record();
  const { changes } = model.pass(MINUTE).say(`/hygiene ${command}`, MAINTAINER).look();
  expect(model.record()).toEqual(before);
  expect(model.decide().changes).toEqual([]);
  return changes.find((change) => change.do === 'react')?.reaction;
}

describe('what cannot be done is not nodded at', () => {
  test('a hold of what the bot has closed: there is no clock to stop', () => {
    const model = flagged();
    model.pass(2 * HOUR).look();
    expect(model.subject.state).toBe('closed');

    expect(reactionTo(model, 'hold 2d')).toBe('denied');
  });

  test('taking one rule out of a waiver of everything', () => {
    const model = flagged();
    model.pass(MINUTE).say('/hygiene exempt', MAINTAINER).look();

    expect(reactionTo(model, 'unexempt pr-title')).toBe('denied');
    expect(model.subject.labels).toEqual(['hygiene:exempt']);
  });

  test.each([
    'hold',
    'exempt',
    'unexempt',
    'unexempt pr-title',
    'explain',
    'help',
    'template',
    'reopen',
  ])('%s of what a person has closed', (command) => {
    const model = flagged();
    model.pass(MINUTE).close(MAINTAINER).look();

    expect(reactionTo(model, command)).toBe('denied');
  });

  test('while a waiver of one rule is taken back by its name', () => {
    const model = flagged();
    model.pass(MINUTE).say('/hygiene exempt pr-template', MAINTAINER).look();
    model.pass(MINUTE).say('/hygiene unexempt pr-template', MAINTAINER);

    const { changes } = model.look();

    expect(changes).toContainEqual(expect.objectContaining({ do: 'react', reaction: 'done' }));
    expect(model.record()?.phase).toBe('flagged');
  });
});

test('template fills the description of what the bot has closed, so that its author can go on', () => {
  const model = flagged();
  model.pass(2 * HOUR).look();
  model.given = { bodyWithTemplate: '# What' };
  model.pass(MINUTE).say('/hygiene template', AUTHOR).look();

  expect(model.subject.body).toBe('# What');
  expect(model.reactions).toEqual(['done']);
});

describe('exempt', () => {
  test('waives for good, with who and why', () => {
    const model = flagged();
    model.pass(MINUTE).say('/hygiene exempt a special case', MAINTAINER).look();

    expect(model.record()).toMatchObject({
      phase: 'waived',
      waiver: { by: MAINTAINER, at: START + MINUTE, how: 'command', reason: 'a special case' },
    });
    expect(model.subject.labels).toEqual(['hygiene:exempt']);
    expect(
      model
        .pass(100 * HOUR)
        .edit(['link'])
        .decide()
        .changes.map((change) => change.do),
    ).toEqual(['set-check']);
  });

  test('of a subject without a notice needs only the label', () => {
    const model = new SubjectModel();
    model.say('/hygiene exempt', MAINTAINER).look();

    expect(model.comments).toEqual([]);
    expect(model.subject.labels).toEqual(['hygiene:exempt']);
  });

  test('of one rule leaves the others, and needs no label', () => {
    const model = flagged(['template', 'title']);
    model.pass(MINUTE).say('/hygiene exempt pr-title', MAINTAINER).look();

    expect(model.record()).toMatchObject({ phase: 'flagged', findings: ['pr-template:'] });
    expect(model.subject.labels).toEqual(['needs:compliance']);
    model.pass(MINUTE).edit(['title']).look();
    expect(model.record()?.phase).toBe('waived');
    expect(model.subject.labels).toEqual([]);
  });

  test('of one rule is remembered before anything is wrong with it', () => {
    const model = new SubjectModel([]);
    model.say('/hygiene exempt pr-title', MAINTAINER).look();

    model.pass(HOUR).edit(['title']).look();

    expect(model.record()?.phase).toBe('waived');
  });
});

describe('unexempt', () => {
  test('takes the label off and begins a whole period', () => {
    const model = flagged();
    model.pass(MINUTE).say('/hygiene exempt', MAINTAINER).look();

    model
      .pass(5 * HOUR)
      .say('/hygiene unexempt', MAINTAINER)
      .look();

    expect(model.record()).toMatchObject({ phase: 'flagged', deadline: model.now + 2 * HOUR });
    expect(model.subject.labels).toEqual(['needs:compliance']);
  });

  test('is not undone by what was done before it', () => {
    const model = flagged();
    model.pass(MINUTE).happen({ kind: 'reviewed' }, MAINTAINER);
    model.pass(MINUTE).unlabel('needs:compliance', MAINTAINER).look();
    model.pass(10_000).say('/hygiene unexempt', MAINTAINER).look();

    model.pass(1000).look();

    const unexempted = model.now - 1000;
    expect(model.record()).toMatchObject({ phase: 'flagged', deadline: unexempted + 2 * HOUR });
  });

  test.each([
    [['exempt', 'unexempt'], 'flagged'],
    [['unexempt', 'exempt'], 'waived'],
  ])('of two at once the later one counts: %s', (commands, phase) => {
    const model = flagged();
    for (const command of commands) model.pass(1000).say(`/hygiene ${command}`, MAINTAINER);

    model.look();

    expect(model.record()?.phase).toBe(phase);
  });
});

describe('hold', () => {
  test('counts from the comment, however late it is read', () => {
    const model = flagged();
    model.pass(30 * MINUTE).say('/hygiene hold 2h', MAINTAINER);

    model.pass(HOUR).look();

    expect(model.record()).toMatchObject({
      phase: 'paused',
      remaining: 90 * MINUTE,
      paused: { until: START + 150 * MINUTE },
    });
  });

  test('gives new findings their half an hour when it is over', () => {
    const model = flagged();
    model
      .pass(110 * MINUTE)
      .say('/hygiene hold 2h', MAINTAINER)
      .look();
    model.pass(MINUTE).edit(['title']).look();

    model.pass(2 * HOUR).look();

    expect(model.record()?.deadline).toBe(model.now + 30 * MINUTE);
  });
});

test('template puts the missing sections into the description', () => {
  const model = flagged();
  model.given = { bodyWithTemplate: '# What' };
  model.pass(MINUTE).say('/hygiene template', AUTHOR).look();

  expect(model.subject.body).toBe('# What');
  expect(model.reactions).toEqual(['done']);
});

test('explain makes a notice where there is none, and does not fold it', () => {
  const model = new SubjectModel([]);
  model.say('/hygiene explain', 'anna').look();

  expect(model.record()).toMatchObject({ phase: 'resolved', explain: true });
  expect(model.comments[0]?.minimised).toBe(false);
  expect(model.decide().changes).toEqual([]);
});

test('the switch for blank issues is handed on, unanswered', () => {
  const model = flagged();
  model.permissions.set(MAINTAINER, 'admin');
  model.pass(MINUTE).say('/hygiene blank-issues off', MAINTAINER);

  expect(model.decide()).toMatchObject({
    changes: [],
    blankIssues: [{ command: { name: 'blank-issues', wanted: 'off' } }],
  });
});

describe('whose permission matters', () => {
  test('nobody for a subject that is as it should be', () => {
    const model = new SubjectModel(['hint']);
    model.happen({ kind: 'reviewed' }, MAINTAINER);

    expect(people(model)).toEqual([]);
  });

  test('the author when something is wrong, or was', () => {
    expect(people(new SubjectModel())).toEqual([AUTHOR]);
    expect(people(flagged().edit([]))).toEqual([AUTHOR]);
  });

  test('who asks, and who did something since the notice; each once, no bots', () => {
    const model = new SubjectModel().happen({ kind: 'reviewed' }, 'early').pass(HOUR);
    model.look();
    model
      .pass(MINUTE)
      .happen({ kind: 'reviewed' }, MAINTAINER)
      .happen({ kind: 'assigned', to: AUTHOR }, MAINTAINER)
      .happen({ kind: 'unlabelled', label: 'needs:compliance' }, 'tina')
      .happen({ kind: 'unlabelled', label: 'bug' }, 'bert')
      .happen({ kind: 'reviewed' }, 'review-machine[bot]')
      .happen({ kind: 'reopened' }, BOT.login)
      .say('/hygiene recheck', 'anna');

    expect(people(model)).toEqual([AUTHOR, 'anna', MAINTAINER, 'tina']);
  });
});
