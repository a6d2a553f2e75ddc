import { describe, expect, test } from 'vitest';
import { enforcing, policyOf } from './policy-and-verdict.ts';
import { AUTHOR, HOUR, MAINTAINER, MINUTE, START, SubjectModel, flagged } from './subject-model.ts';

const FLAG = 'needs:compliance';

describe('a flagged subject', () => {
  test('with the same findings is left as it is', () => {
    const model = flagged();

    expect(model.pass(5 * MINUTE).decide().changes).toEqual([]);
  });

  test('with fewer findings gets an hour from now when that is later', () => {
    const model = flagged(['template', 'title']);

    model
      .pass(100 * MINUTE)
      .edit(['template'])
      .look();

    expect(model.record()?.deadline).toBe(START + 160 * MINUTE);
    expect(model.subject.labels).toEqual([FLAG]);
  });

  test('with fewer findings never gets less time', () => {
    const model = flagged(['template', 'title']);

    model
      .pass(5 * MINUTE)
      .edit(['template'])
      .look();

    expect(model.record()?.deadline).toBe(START + 2 * HOUR);
  });

  test('is extended up to the longest time since the first flag, and no further', () => {
    const model = new SubjectModel(
      ['template:a', 'template:b', 'template:c'],
      enforcing({ grace: { max: 150 * MINUTE } }),
    );
    model.look();
    model
      .pass(110 * MINUTE)
      .edit(['template:a', 'template:b'])
      .look();

    model
      .pass(30 * MINUTE)
      .edit(['template:a'])
      .look();

    expect(model.record()?.deadline).toBe(START + 150 * MINUTE);
  });

  test.each([
    ['more', ['template', 'title']],
    ['other', ['title']],
  ])('with %s findings has at least 30 minutes left', (_, wrong) => {
    const model = flagged();

    model
      .pass(110 * MINUTE)
      .edit(wrong)
      .look();

    expect(model.record()?.deadline).toBe(START + 140 * MINUTE);
  });

  test('with more findings early on keeps its deadline', () => {
    const model = flagged();

    model
      .pass(5 * MINUTE)
      .edit(['template', 'title'])
      .look();

    expect(model.record()?.deadline).toBe(START + 2 * HOUR);
  });

  test('that passes loses the label; its notice says so and is folded', () => {
    const model = flagged();

    const decision = model.pass(HOUR).edit([]).look();

    expect(decision.changes.map((change) => change.do)).toEqual([
      'edit-notice',
      'remove-labels',
      'minimise',
      'set-check',
    ]);
    expect(model.record()).toMatchObject({ phase: 'resolved', remaining: HOUR });
    expect(decision.outcomes).toEqual(['fixed']);
  });

  test('whose closing findings are gone keeps no deadline', () => {
    const model = new SubjectModel(
      ['template', 'link'],
      enforcing({ lenient: ['pr-linked-issue'] }),
    );
    model.look();

    model.pass(HOUR).edit(['link']).look();

    expect(model.record()).toMatchObject({ phase: 'flagged', closing: [], remaining: HOUR });
    expect(model.record()?.deadline).toBeUndefined();
  });

  test('gets a whole period when a rule that only warned begins to enforce', () => {
    const model = new SubjectModel(['template'], policyOf('warn'));
    model.look();

    model.policy = enforcing();
    model.pass(50 * HOUR).look();

    expect(model.record()?.deadline).toBe(START + 52 * HOUR);
  });

  test('loses its deadline when the rule goes back to warn', () => {
    const model = flagged();

    model.policy = policyOf('warn');
    model.pass(3 * HOUR).look();

    expect(model.record()?.deadline).toBeUndefined();
    expect(model.subject.state).toBe('open');
  });

  test.each([30 * MINUTE, 5 * HOUR])(
    'keeps its promise when the period becomes %i ms',
    (period) => {
      const model = flagged();

      model.policy = enforcing({ grace: { period } });
      model.pass(MINUTE).look();

      expect(model.record()?.deadline).toBe(START + 2 * HOUR);
    },
  );

  test('is reminded once, in the same comment', () => {
    const model = flagged();

    const changes = model
      .pass(91 * MINUTE)
      .look()
      .changes.map((change) => change.do);

    expect(changes).toEqual(['edit-notice']);
    expect(model.record()?.reminded).toBe(true);
    expect(model.pass(MINUTE).decide()).toMatchObject({ changes: [], nextLook: START + 2 * HOUR });
  });

  test('counts from the last activity of its author where the policy says so', () => {
    const model = new SubjectModel(
      ['template'],
      enforcing({ grace: { clock: 'last-author-activity' } }),
    );
    model.look();

    model.pass(HOUR).happen({ kind: 'head-replaced' }, AUTHOR).pass(MINUTE).look();

    expect(model.record()?.deadline).toBe(START + 3 * HOUR);
  });

  test('keeps a label that a person put on, whatever the findings', () => {
    const model = flagged();
    model.label('needs:issue', MAINTAINER);

    model.edit([]).look();

    expect(model.subject.labels).toEqual(['needs:issue']);
  });
});

describe('a subject that was fixed and breaks again', () => {
  test('gets the rest of its time in the same comment', () => {
    const model = flagged();
    model
      .pass(10 * MINUTE)
      .edit([])
      .look();

    model.pass(HOUR).edit(['template']).look();

    expect(model.comments).toHaveLength(1);
    expect(model.comments[0]?.minimised).toBe(false);
    expect(model.record()).toMatchObject({
      phase: 'flagged',
      flaggedAt: START,
      deadline: START + 70 * MINUTE + 110 * MINUTE,
    });
  });

  test('gets half a period when less is left', () => {
    const model = flagged();
    model
      .pass(110 * MINUTE)
      .edit([])
      .look();

    model.pass(HOUR).edit(['template']).look();

    expect(model.record()?.deadline).toBe(START + 170 * MINUTE + HOUR);
  });
});
