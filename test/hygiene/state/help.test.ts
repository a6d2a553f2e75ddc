import { describe, expect, test } from 'vitest';
import { flagged, HOUR, MINUTE, SubjectModel } from './subject-model.ts';

function noticeOf({ comments }: SubjectModel): string {
  return comments.map(({ body }) => body).join();
}

describe('a command that there is not', () => {
  test('is answered in the notice, with what it may have meant and all commands', () => {
    const model = flagged();
    model.pass(MINUTE).say('/hygiene rechek', 'anna').look();

    expect(model.record()?.help).toEqual({ word: 'rechek', nearest: 'recheck' });
    expect(noticeOf(model)).toContain('Did you mean `/hygiene recheck`?');
    expect(noticeOf(model)).toContain('Commands of this bot');
    expect(model.comments).toHaveLength(1);
  });

  test('is talked of until the next one that is understood; the commands stay', () => {
    const model = flagged();
    model.pass(MINUTE).say('/hygiene dance', 'anna').look();
    model.pass(MINUTE).say('/hygiene recheck', 'anna').look();

    expect(model.record()?.help).toEqual({});
    expect(noticeOf(model)).not.toContain('dance');
    expect(noticeOf(model)).toContain('Commands of this bot');
    expect(model.decide().changes).toEqual([]);
  });

  test('on a subject without a notice gets one that is not folded away', () => {
    const model = new SubjectModel([]);
    model.say('/hygiene dance', 'anna').look();

    expect(model.comments).toMatchObject([{ minimised: false }]);
    expect(noticeOf(model)).toContain('`dance` is not a command of this bot.');
    expect(model.pass(HOUR).decide().changes).toEqual([]);
  });

  test('asked again and again makes no further comment', () => {
    const model = flagged();
    for (let count = 0; count < 5; count += 1) {
      model
        .pass(MINUTE)
        .say(`/hygiene dance${String(count)}`, 'anna')
        .look();
    }

    expect(model.comments).toHaveLength(1);
    expect(model.record()?.help).toMatchObject({ word: 'dance4' });
  });

  test('of half a character stands as the forge keeps it', () => {
    const model = flagged();
    model
      .pass(MINUTE)
      .say(`/hygiene ${'a'.repeat(49)}\u{1F600}`, 'anna')
      .look();

    expect(model.record()?.help?.word?.isWellFormed()).toBe(true);
    expect(model.decide().changes).toEqual([]);
  });
});

describe('help', () => {
  test('shows the commands, and talks of no mistake', () => {
    const model = flagged();
    model.pass(MINUTE).say('/hygiene help', 'anna').look();

    expect(model.record()?.help).toEqual({});
    expect(model.record()?.explain).toBeUndefined();
  });
});
