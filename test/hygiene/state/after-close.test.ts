import { describe, expect, test } from 'vitest';
import { enforcing, policyOf } from './policy-and-verdict.ts';
import { AUTHOR, HOUR, MAINTAINER, START, SubjectModel, closed, flagged } from './subject-model.ts';

const EXEMPT = 'hygiene:exempt';

describe('a subject that the bot closed', () => {
  test('reopens when it is fixed', () => {
    const model = closed();

    const decision = model.pass(HOUR).edit([]).look();

    expect(decision.changes.map((change) => change.do)).toEqual([
      'reopen',
      'edit-notice',
      'remove-labels',
      'minimise',
      'set-check',
    ]);
    expect(decision.outcomes).toEqual(['reopened']);
  });

  test('reopens when only what does not close is left', () => {
    const policy = enforcing({ lenient: ['pr-linked-issue'] });
    const model = new SubjectModel(['template', 'link'], policy);
    model.look();
    model.pass(2 * HOUR).look();

    model.edit(['link']).look();

    expect(model.subject.state).toBe('open');
    expect(model.record()).toMatchObject({ phase: 'flagged', closing: [] });
  });

  test.each<[string, (model: SubjectModel) => unknown]>([
    ['its head was replaced', (model) => model.happen({ kind: 'head-replaced' }, AUTHOR)],
    ['its head was deleted', (model) => model.happen({ kind: 'head-deleted' }, AUTHOR)],
    ['the window is over', (model) => model.pass(31 * 24 * HOUR)],
    [
      'the policy does not want it',
      (model) => (model.policy = enforcing({ grace: { reopenOnFix: false } })),
    ],
    ['the rules are only relaxed', (model) => (model.policy = policyOf('warn'))],
  ])('stays closed when %s', (name, change) => {
    const model = closed();
    model.pass(HOUR);
    change(model);
    if (!name.includes('relaxed')) model.edit([]);

    model.look();

    expect(model.subject.state).toBe('closed');
  });

  test('names what is left after an edit that was not enough', () => {
    const model = closed(['template', 'title']);

    model.edit(['title']).look();

    expect(model.record()).toMatchObject({ phase: 'closed', findings: ['pr-title:'] });
    expect(model.subject.state).toBe('closed');
  });

  test.each([AUTHOR, MAINTAINER])('reopens by command of %s once it passes', (login) => {
    const model = closed();
    model.policy = enforcing({ grace: { reopenOnFix: false } });
    model.edit([]).say('/hygiene reopen', login).look();

    expect(model.subject.state).toBe('open');
    expect(model.reactions).toEqual(['done']);
  });

  test('stays closed by command while it fails', () => {
    const model = closed();
    model.say('/hygiene reopen', AUTHOR).look();

    expect(model.subject.state).toBe('closed');
    expect(model.reactions).toEqual(['denied']);
  });

  test('is waived for good when a maintainer reopens it', () => {
    const model = closed();
    model.pass(HOUR).reopen(MAINTAINER);

    model.look();
    model.pass(100 * HOUR).look();

    expect(model.subject).toMatchObject({ state: 'open', labels: [EXEMPT] });
    expect(model.record()).toMatchObject({
      phase: 'waived',
      waiver: { by: MAINTAINER, how: 'reopened' },
    });
  });

  test('gets one whole period more when its author reopens it, and then stays closed', () => {
    const model = closed();
    model.pass(HOUR).reopen(AUTHOR).look();
    expect(model.record()).toMatchObject({
      phase: 'flagged',
      deadline: START + 5 * HOUR,
      secondChance: true,
    });

    model.pass(2 * HOUR).look();
    expect(model.subject.state).toBe('closed');
    model.pass(HOUR).reopen(AUTHOR).look();

    expect(model.subject.state).toBe('closed');
  });

  test('is fixed when its author reopens what passes', () => {
    const model = closed();
    model.edit([]).reopen(AUTHOR).look();

    expect(model.record()?.phase).toBe('resolved');
    expect(model.subject.state).toBe('open');
  });

  test('that a person closes after a reopening is over', () => {
    const model = closed();
    model.edit([]).look();
    model.pass(HOUR).close(MAINTAINER);

    expect(model.pass(HOUR).decide().changes).toEqual([]);
  });
});

describe('a subject that is over', () => {
  test.each<[string, (model: SubjectModel) => unknown]>([
    ['merged', (model) => model.merge()],
    ['closed by a person', (model) => model.close(AUTHOR)],
    ['transferred', (model) => model.happen({ kind: 'transferred' }, MAINTAINER)],
  ])('because it was %s loses its label', (_, end) => {
    const model = flagged();
    end(model.pass(HOUR));

    model.pass(5 * HOUR).look();

    expect(model.record()).toMatchObject({ phase: 'done', remaining: HOUR });
    expect(model.subject.labels).toEqual([]);
  });

  test('goes on with the rest of its time when its author opens it again', () => {
    const model = flagged();
    model.pass(HOUR).close(AUTHOR).look();

    model
      .pass(10 * HOUR)
      .reopen(AUTHOR)
      .look();

    expect(model.record()).toMatchObject({ phase: 'flagged', deadline: START + 12 * HOUR });
  });

  test('that nobody was told about is not touched', () => {
    const model = new SubjectModel();
    model.merge();

    expect(model.decide().changes).toEqual([]);
  });
});
