import { describe, expect, test } from 'vitest';
import { policyOf } from './policy-and-verdict.ts';
import { AUTHOR, HOUR, MAINTAINER, MINUTE, START, SubjectModel, flagged } from './subject-model.ts';

const FLAG = 'needs:compliance';
const EXEMPT = 'hygiene:exempt';

describe('a maintainer overrules', () => {
  test('by taking the label off', () => {
    const model = flagged();
    model.pass(MINUTE).unlabel(FLAG, MAINTAINER).look();

    expect(model.record()).toMatchObject({ phase: 'waived', waiver: { how: 'label' } });
    expect(model.subject.labels).toEqual([EXEMPT]);
    expect(model.comments[0]?.minimised).toBe(true);
  });

  test.each(['tina', AUTHOR, 'label-machine[bot]'])(
    'but not %s: the label is put back',
    (login) => {
      const model = flagged();
      model.pass(MINUTE).unlabel(FLAG, login).look();

      expect(model.record()?.phase).toBe('flagged');
      expect(model.subject.labels).toEqual([FLAG]);
    },
  );

  test('and a bot that takes it off each time is not fought for ever', () => {
    const model = flagged();
    for (let round = 0; round < 3; round += 1) {
      model.pass(MINUTE).unlabel(FLAG, 'label-machine[bot]').look();
    }

    expect(model.pass(MINUTE).decide().changes).toEqual([]);
    expect(model.subject.labels).toEqual([]);
  });

  test('a label that a crash kept away is put on', () => {
    const model = new SubjectModel();
    model.lookUntil(1);

    model.look();

    expect(model.subject.labels).toEqual([FLAG]);
    expect(model.record()?.phase).toBe('flagged');
  });

  test('by closing and reopening it', () => {
    const model = flagged();
    model.pass(MINUTE).close(MAINTAINER).look();

    model.pass(MINUTE).reopen(MAINTAINER).look();

    expect(model.record()?.phase).toBe('waived');
  });

  test('by the exempt label, until it is taken off', () => {
    const model = flagged();
    model.pass(MINUTE).label(EXEMPT, MAINTAINER).look();
    expect(model.record()).toMatchObject({ phase: 'waived', waiver: { by: MAINTAINER } });
    expect(model.subject.labels).toEqual([EXEMPT]);

    model.pass(HOUR).unlabel(EXEMPT, MAINTAINER).look();

    expect(model.record()).toMatchObject({ phase: 'flagged', deadline: model.now + 2 * HOUR });
  });

  test('and nobody is told anything when the label was there first', () => {
    const model = new SubjectModel();
    model.label(EXEMPT, MAINTAINER).look();

    expect(model.comments).toEqual([]);
    expect(model.check?.check.conclusion).toBe('success');
  });
});

describe('an exempt subject', () => {
  test('that was flagged loses its label, and its notice is folded', () => {
    const model = flagged();
    model.exemption = { why: 'author' };

    model.look();

    expect(model.subject.labels).toEqual([]);
    expect(model.comments[0]?.minimised).toBe(true);
    expect(model.record()?.phase).toBe('done');
  });

  test('is not flagged', () => {
    const model = new SubjectModel();
    model.exemption = { why: 'bot' };

    expect(model.decide().changes.map((change) => change.do)).toEqual(['set-check']);
  });

  test('that is older than the policy gets not even a check', () => {
    const model = new SubjectModel();
    model.exemption = { why: 'created-before', since: START };

    expect(model.decide().changes).toEqual([]);
  });
});

describe('the mode', () => {
  test('off writes nothing', () => {
    expect(new SubjectModel(['template'], policyOf('off')).decide().changes).toEqual([]);
  });

  test('dry-run writes only the check, and leaves notices and deadlines alone', () => {
    const model = flagged();
    model.policy = policyOf('dry-run');

    const decision = model.pass(10 * HOUR).decide();

    expect(decision.changes.map((change) => change.do)).toEqual(['set-check']);
    expect(decision.nextLook).toBeUndefined();
  });
});
