import { describe, expect, test } from 'vitest';
import { enforcing } from './policy-and-verdict.ts';
import {
  AUTHOR,
  BOT,
  HOUR,
  MAINTAINER,
  MINUTE,
  START,
  SubjectModel,
  flagged,
} from './subject-model.ts';

const FLAG = 'needs:compliance';

describe('the clock stands still', () => {
  test.each<[string, (model: SubjectModel) => unknown, (model: SubjectModel) => unknown]>([
    ['for a draft', (model) => model.draft(true), (model) => model.draft(false)],
    ['while it is locked', (model) => model.lock(true), (model) => model.lock(false)],
    [
      'while a maintainer holds it',
      (model) => model.say('/hygiene hold 2d', MAINTAINER),
      (model) => model.pass(48 * HOUR - 10 * HOUR),
    ],
  ])('%s, and goes on with what was left', (_, stop, goOn) => {
    const model = flagged();
    model.pass(30 * MINUTE);
    stop(model);
    model.pass(5 * MINUTE).look();
    expect(model.record()).toMatchObject({ phase: 'paused', remaining: 90 * MINUTE });

    model.pass(10 * HOUR - 5 * MINUTE).look();
    expect(model.subject.state).toBe('open');
    goOn(model);
    model.look();

    expect(model.record()).toMatchObject({
      phase: 'flagged',
      deadline: model.now + 90 * MINUTE,
    });
  });

  test('not for a draft where drafts are checked', () => {
    const model = new SubjectModel(['template'], enforcing({ drafts: 'check' }));
    model.draft(true).look();

    model.pass(2 * HOUR).look();

    expect(model.subject.state).toBe('closed');
  });

  test('from the moment of the draft on, even when the bot looks after the deadline', () => {
    const model = flagged();
    model.pass(HOUR).draft(true);

    model.pass(5 * HOUR).look();

    expect(model.record()).toMatchObject({ phase: 'paused', remaining: HOUR });
  });

  test('and a draft that nobody was told about is told nothing', () => {
    const model = new SubjectModel();
    model.draft(true).look();

    expect(model.comments).toEqual([]);
    expect(model.check?.check.conclusion).toBe('neutral');
  });

  test('at a hold before there was any notice', () => {
    const model = new SubjectModel();
    model.say('/hygiene hold 2d', MAINTAINER).look();

    expect(model.record()).toMatchObject({
      phase: 'paused',
      paused: { why: 'hold', by: MAINTAINER },
    });
    expect(model.decide().nextLook).toBe(START + 48 * HOUR);
  });

  test('and new findings that came with the draft have their half an hour', () => {
    const model = flagged();
    model
      .pass(119 * MINUTE)
      .draft(true)
      .edit(['title'])
      .look();

    expect(model.record()?.remaining).toBe(30 * MINUTE);
  });

  test('and a fixed draft is done', () => {
    const model = flagged();
    model.draft(true).look();

    model.edit([]).look();

    expect(model.record()?.phase).toBe('resolved');
    expect(model.subject.labels).toEqual([]);
  });
});

describe('at the deadline', () => {
  test('what still fails is closed: the notice first, its label stays', () => {
    const model = flagged();

    const decision = model.pass(2 * HOUR).look();

    expect(decision.changes.map((change) => change.do)).toEqual(['edit-notice', 'close']);
    expect(model.record()).toMatchObject({ phase: 'closed', closedAt: START + 2 * HOUR });
    expect(model.subject.labels).toEqual([FLAG]);
    expect(decision.outcomes).toEqual(['closed']);
  });

  test('nothing is closed a moment before', () => {
    const model = flagged();
    model.pass(2 * HOUR - 1).look();

    expect(model.subject.state).toBe('open');
  });

  test('what passes in this very look is fixed', () => {
    const model = flagged();
    model
      .pass(3 * HOUR)
      .edit([])
      .look();

    expect(model.subject.state).toBe('open');
    expect(model.record()?.phase).toBe('resolved');
  });

  test.each(['reviewed', 'assigned'] as const)('what a maintainer has %s stays open', (kind) => {
    const model = flagged();
    model.pass(HOUR).happen(kind === 'assigned' ? { kind, to: AUTHOR } : { kind }, MAINTAINER);

    model.pass(HOUR).look();

    expect(model.subject.state).toBe('open');
    expect(model.record()).toMatchObject({ phase: 'flagged', attended: { by: MAINTAINER } });
    expect(model.record()?.deadline).toBeUndefined();
    expect(model.pass(1000 * HOUR).decide().changes).toEqual([]);
  });

  test.each([
    ['its author', AUTHOR],
    ['somebody without write permission', 'tina'],
    ['another bot', 'review-machine[bot]'],
    ['the bot itself', BOT.login],
  ])('a review of %s saves nothing', (_, login) => {
    const model = flagged();
    model.permissions.set('review-machine[bot]', 'write');
    model.pass(HOUR).happen({ kind: 'reviewed' }, login);

    model.pass(HOUR).look();

    expect(model.subject.state).toBe('closed');
  });

  test('a review from before the flag saves nothing', () => {
    const model = new SubjectModel();
    model.happen({ kind: 'reviewed' }, MAINTAINER).pass(HOUR).look();

    model.pass(2 * HOUR).look();

    expect(model.subject.state).toBe('closed');
  });

  test('a shared account closes only when its comment has stood for a whole period', () => {
    const model = new SubjectModel();
    model.given = { sharesAccount: true };
    model.look();
    const [notice] = model.comments;
    model.comments.splice(0, 1);
    model.pass(100 * MINUTE).post(notice?.body ?? '');

    model.pass(30 * MINUTE).look();
    expect(model.subject.state).toBe('open');
    model.pass(90 * MINUTE).look();

    expect(model.subject.state).toBe('closed');
  });
});
