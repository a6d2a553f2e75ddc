import { describe, expect, test } from 'vitest';
import { enforcing, policyOf } from './policy-and-verdict.ts';
import { HOUR, MINUTE, START, SubjectModel } from './subject-model.ts';

const FLAG = 'needs:compliance';

function fresh(): SubjectModel {
  const model = new SubjectModel(['link']);
  model.subject = { ...model.subject, createdAt: START - 10_000 };
  return model;
}

describe('a new subject', () => {
  test('that passes is left without a comment, its check green', () => {
    const model = new SubjectModel([]);

    const decision = model.look();

    expect(decision.changes.map((change) => change.do)).toEqual(['set-check']);
    expect(model.check?.check.conclusion).toBe('success');
  });

  test('with nothing but a hint is not flagged', () => {
    const model = new SubjectModel(['hint']);

    model.look();

    expect(model.comments).toEqual([]);
    expect(model.subject.labels).toEqual([]);
  });

  test('that fails gets one notice, the label, the check and a deadline', () => {
    const model = new SubjectModel();

    const decision = model.look();

    expect(decision.changes.map((change) => change.do)).toEqual([
      'post-notice',
      'add-labels',
      'set-check',
    ]);
    expect(model.record()).toMatchObject({ phase: 'flagged', deadline: START + 2 * HOUR });
    expect(model.subject.labels).toEqual([FLAG]);
    expect(model.check?.check.conclusion).toBe('failure');
    expect(decision.nextLook).toBe(START + 2 * HOUR - 30 * MINUTE);
    expect(decision.outcomes).toEqual(['flagged']);
  });

  test.each([
    ['in warn', policyOf('warn')],
    ['when the rule does not close', enforcing({ lenient: ['pr-template'] })],
    ['with a period of nothing', enforcing({ grace: { period: 0 } })],
  ])('has no deadline %s, and is never closed', (_, policy) => {
    const model = new SubjectModel(['template'], policy);
    model.look();

    model.pass(1000 * HOUR).look();

    expect(model.record()).toMatchObject({ phase: 'flagged' });
    expect(model.record()?.deadline).toBeUndefined();
    expect(model.subject.state).toBe('open');
  });

  test('promises no close where nobody can look again at a set time', () => {
    const model = new SubjectModel();
    model.given = { promisesNoClose: true };

    model.look();

    expect(model.record()?.deadline).toBeUndefined();
  });

  test('gets a deadline that is rounded up to the next look', () => {
    const model = new SubjectModel();
    model.given = { roundDeadline: (instant) => Math.ceil(instant / HOUR) * HOUR };

    model.look();

    expect(model.record()?.deadline).toBe(Date.UTC(2026, 5, 24, 17));
  });
});

describe('a fresh subject that only lacks the link', () => {
  test('is looked at again in 20 seconds, and nothing is written', () => {
    const decision = fresh().decide();

    expect(decision).toMatchObject({ changes: [], nextLook: START + 20_000 });
  });

  test.each<[string, (model: SubjectModel) => unknown]>([
    ['on the second look', (model) => (model.reason = 'reread')],
    ['when a minute has passed', (model) => model.pass(MINUTE)],
    ['when something else is missing too', (model) => model.edit(['link', 'title'])],
  ])('is flagged %s', (_, change) => {
    const model = fresh();
    change(model);

    model.look();

    expect(model.record()?.phase).toBe('flagged');
  });

  test('that was edited just now is fresh too', () => {
    const model = new SubjectModel(['link']);
    const reading = { ...model.reading(), editedAt: START - 1000 };
    model.given = { reading };

    expect(model.decide()).toMatchObject({ changes: [], nextLook: START + 20_000 });
  });
});
