import { describe, expect, test } from 'vitest';
import { readMarker, subjectIdentity, writeMarker } from '../../../src/text/marker.ts';
import { enforcing } from './policy-and-verdict.ts';
import { closed, flagged, HOUR, MAINTAINER, MINUTE, START, SubjectModel } from './subject-model.ts';

const SEPARATE = enforcing({ report: { layout: 'separate' } });

describe('in the separate layout', () => {
  test('each concern has a notice and a label of its own', () => {
    const model = flagged(['template', 'link'], SEPARATE);

    expect(model.record('template')?.findings).toEqual(['pr-template:']);
    expect(model.record('link')?.findings).toEqual(['pr-linked-issue:']);
    expect(model.record('title')).toBeUndefined();
    expect(model.subject.labels).toEqual(['needs:compliance', 'needs:issue']);
  });

  test('a fix of one concern leaves the other as it is', () => {
    const model = flagged(['template', 'link'], SEPARATE);

    model.pass(HOUR).edit(['link']).look();

    expect(model.record('template')?.phase).toBe('resolved');
    expect(model.record('link')).toMatchObject({ phase: 'flagged', deadline: START + 2 * HOUR });
    expect(model.subject.labels).toEqual(['needs:issue']);
  });

  test('a concern that comes later has a whole period, and any of them closes', () => {
    const model = flagged(['template'], SEPARATE);
    model.pass(HOUR).edit(['template', 'link']).look();
    expect(model.record('link')?.deadline).toBe(START + 3 * HOUR);

    model.pass(HOUR).look();

    expect(model.subject.state).toBe('closed');
    expect(model.record('template')?.phase).toBe('closed');
    expect(model.record('link')?.phase).toBe('flagged');
  });

  test('it reopens when all that closed it are fixed, and a deadline that ran out leaves half an hour', () => {
    const model = flagged(['template'], SEPARATE);
    model.pass(HOUR).edit(['template', 'link']).look();
    model.pass(HOUR).look();

    model
      .pass(10 * HOUR)
      .edit(['link'])
      .look();

    expect(model.subject.state).toBe('open');
    expect(model.record('link')).toMatchObject({
      phase: 'flagged',
      deadline: model.now + 30 * MINUTE,
    });
  });

  test('it stays closed until both that closed it are fixed', () => {
    const model = closed(['template', 'link'], SEPARATE);

    model.edit(['link']).look();
    expect(model.subject.state).toBe('closed');
    model.edit([]).look();

    expect(model.subject.state).toBe('open');
  });

  test('a maintainer who overrules one overrules all', () => {
    const model = flagged(['template', 'link'], SEPARATE);

    model.pass(MINUTE).unlabel('needs:issue', MAINTAINER).look();

    expect(model.record('template')?.phase).toBe('waived');
    expect(model.record('link')?.phase).toBe('waived');
    expect(model.subject.labels).toEqual(['hygiene:exempt']);
  });
});

describe('when the layout changes', () => {
  test('to separate, each concern keeps the promised deadline', () => {
    const model = flagged(['template', 'link']);
    model.policy = SEPARATE;

    model.pass(HOUR).look();

    expect(model.comments).toHaveLength(2);
    expect(model.record()).toBeUndefined();
    expect(model.record('template')?.deadline).toBe(START + 2 * HOUR);
    expect(model.record('link')?.deadline).toBe(START + 2 * HOUR);
  });

  test('to combined, the latest deadline holds for all', () => {
    const model = flagged(['template'], SEPARATE);
    model.pass(HOUR).edit(['template', 'link']).look();
    model.policy = enforcing();

    model.look();

    expect(model.comments).toHaveLength(1);
    expect(model.record()).toMatchObject({ phase: 'flagged', deadline: START + 3 * HOUR });
  });

  test.each([SEPARATE, enforcing()])('a waiver is not forgotten', (policy) => {
    const before = policy === SEPARATE ? enforcing() : SEPARATE;
    const model = flagged(['template', 'link'], before);
    model.say('/hygiene exempt', MAINTAINER).look();
    model.policy = policy;

    model.pass(HOUR).look();
    model.pass(100 * HOUR).look();

    expect(model.subject).toMatchObject({ state: 'open', labels: ['hygiene:exempt'] });
    expect(model.comments).toHaveLength(1);
  });

  test('what was closed still reopens', () => {
    const model = closed(['template', 'link']);
    model.policy = SEPARATE;

    model.pass(HOUR).edit([]).look();

    expect(model.subject.state).toBe('open');
  });
});

describe('of our own comments', () => {
  test('the oldest of two of a kind is kept, with the deadline it promised', () => {
    const model = flagged();
    const record = model.record();
    if (record === undefined) throw new Error('There is no record.');
    model.pass(MINUTE).post(writeMarker({ ...record, deadline: START + 9 * HOUR }));

    model.look();

    expect(model.comments).toHaveLength(1);
    expect(model.record()?.deadline).toBe(START + 2 * HOUR);
  });

  test('one that was copied from another subject means nothing, and stays', () => {
    const model = new SubjectModel();
    const other = subjectIdentity('forge.example', { ...model.subject, number: 8 });
    const record = flagged().record();
    if (record === undefined) throw new Error('There is no record.');
    const copied = model.post(`${writeMarker({ ...record, subject: other, deadline: 1 })}\n`);

    model.look();

    expect(model.comments).toContainEqual(copied);
    expect(model.subject.state).toBe('open');
    expect(model.record()?.deadline).toBe(START + 2 * HOUR);
  });

  test.each([
    '<!-- agent-run:hygiene v1 AAAA -->',
    '<!-- agent-run:hygiene v1 -->',
    '<!-- agent-run:hygiene ',
  ])('garbage is left alone: %s', (body) => {
    const model = new SubjectModel();
    const garbage = model.post(body);

    model.look();

    expect(model.comments[0]).toEqual(garbage);
    expect(model.record()?.phase).toBe('flagged');
  });

  test('one of a later version of the bot makes this one stand back', () => {
    const model = new SubjectModel();
    model.post('<!-- agent-run:hygiene v2 AAAA -->');

    expect(model.decide()).toMatchObject({ changes: [], leftToNewerBot: true });
  });

  test('a record has room beside its text, whatever the findings are called', () => {
    const names = Array.from(
      { length: 200 },
      (_, index) => `template:${'\u{1F600}'.repeat(60)}${index}`,
    );
    const model = flagged(names);

    const body = model.comments[0]?.body ?? '';

    expect(body.indexOf('-->')).toBeLessThan(9000);
    expect(readMarker(body, subjectIdentity('forge.example', model.subject))).toMatchObject({
      phase: 'flagged',
    });
    expect(model.pass(MINUTE).decide().changes).toEqual([]);
  });
});

describe('what is fixed', () => {
  test('is deleted where the policy wants it, with its label', () => {
    const model = flagged(['template'], enforcing({ report: { onFixed: 'delete' } }));

    model.edit([]).look();

    expect(model.comments).toEqual([]);
    expect(model.subject.labels).toEqual([]);
  });

  test('is thanked for once where the policy wants it', () => {
    const model = flagged(['template'], enforcing({ report: { onFixed: 'thank' } }));

    model.edit([]).look();
    model.look();

    expect(model.comments.map(({ body }) => body.split(' ')[0])).toEqual(['<!--', 'thanks']);
  });

  test('is only edited where the forge cannot fold', () => {
    const model = flagged();
    model.abilities.minimise = false;

    const { changes } = model.edit([]).look();

    expect(changes.map((change) => change.do)).not.toContain('minimise');
  });
});
