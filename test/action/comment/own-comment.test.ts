import { describe, expect, test } from 'vitest';
import { OwnComment } from '../../../src/action/comment/own-comment.ts';
import { Forbidden, ForgeUnavailable, Refused } from '../../../src/forge/errors.ts';
import type { SubjectRef } from '../../../src/forge/model.ts';
import { type RunMark, writeRunMarker } from '../../../src/text/run-marker.ts';
import { fakeForge } from '../../support/forge-world/fake-forge.ts';
import { START } from '../../support/forge-world/ground.ts';
import type { Fault } from '../../support/forge-world/faults.ts';
import { type ForgeWorld, forgeWorld } from '../../support/forge-world/world.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';

/** A subject on a forge, and the runs that comment on it. */
class Stage {
  readonly clock = new SteppedClock(START);
  readonly world: ForgeWorld = forgeWorld({ clock: this.clock, bot: 'github-actions[bot]' });
  readonly subject: SubjectRef = this.world.openIssue();

  /** A process of a run. */
  run(mark: Partial<RunMark> = {}, { mayExist = false } = {}) {
    const whole = { id: 'one', started: START, ...mark };
    const forge = fakeForge(this.world);
    const { subject, clock } = this;
    const own = new OwnComment({
      forge,
      subject,
      mark: whole,
      mayExist,
      now: () => clock.now(),
    });
    const line = writeRunMarker(whole, forge.host, subject);
    return { ensure: (words: string) => own.ensure(`${line}\n${words}`), line };
  }

  /** What stands on the subject below the hidden lines, oldest first. */
  get comments(): string[] {
    return this.world.noticesOn(this.subject).map(({ body }) => body.replace(/^<!--.*-->\n/, ''));
  }

  get requests(): string {
    return this.world.requests.entries.map(({ name }) => name).join(' ');
  }
}

describe('the comment of one run', () => {
  test('is one, and says what was ensured last', async () => {
    const stage = new Stage();
    const { ensure } = stage.run();

    for (const words of ['working', 'working more', 'done']) {
      expect(await ensure(words)).toBe('written');
      expect(stage.comments).toEqual([words]);
    }
  });

  test('takes a look only for its first edit', async () => {
    const stage = new Stage();
    const { ensure } = stage.run();

    await ensure('working');
    expect(stage.requests).toBe('findSubject mutation');
    await ensure('working more');
    await ensure('done');

    expect(stage.requests).toBe('findSubject mutation readSubject mutation mutation');
  });

  test.each(['cut-before', 'cut-after', 'broken', 'silent'] as const)(
    'is one when its post is answered: %s',
    async (kind) => {
      const stage = new Stage();
      const { ensure } = stage.run();
      stage.world.faults.next('write', { kind });

      await expect(ensure('working')).rejects.toThrow(ForgeUnavailable);
      await ensure('done');

      expect(stage.comments).toEqual(['done']);
    },
  );

  test('is one again when a lost post arrives behind the next one', async () => {
    const stage = new Stage();
    const { ensure, line } = stage.run();
    stage.world.faults.next('write', { kind: 'silent' });
    await expect(ensure('working')).rejects.toThrow(ForgeUnavailable);
    await ensure('done');
    stage.world.comment(stage.subject, `${line}\nworking`, { by: stage.world.bot });

    await stage.run({}, { mayExist: true }).ensure('done');

    expect(stage.comments).toEqual(['done']);
  });

  test.each<[string, Fault, new (...given: never[]) => Error]>([
    ['forbidden', { kind: 'forbidden', needs: 'issues=write' }, Forbidden],
    ['a dead token', { kind: 'bad-token' }, Forbidden],
  ])('is not looked for after a post that was refused: %s', async (_, fault, Refusal) => {
    const stage = new Stage();
    const { ensure } = stage.run();
    stage.world.faults.next('write', fault);

    await expect(ensure('working')).rejects.toThrow(Refusal);
    await ensure('done');

    expect(stage.requests).toBe('findSubject mutation mutation');
  });

  test('is found by another process of the run, and by no other run', async () => {
    const stage = new Stage();
    await stage.run().ensure('working');
    await stage.run({ id: 'two' }).ensure('working as well');

    await stage.run({}, { mayExist: true }).ensure('killed');

    expect(stage.comments).toEqual(['killed', 'working as well']);
  });

  test('is written by another process of the run when it is not there', async () => {
    const stage = new Stage();

    await stage.run({}, { mayExist: true }).ensure('killed');

    expect(stage.comments).toEqual(['killed']);
  });

  test('is not edited when it says it already', async () => {
    const stage = new Stage();
    await stage.run().ensure('done');

    await stage.run({}, { mayExist: true }).ensure('done');

    expect(stage.world.writesOn(stage.subject)).toHaveLength(1);
  });

  test('is not posted again once somebody has deleted it', async () => {
    const stage = new Stage();
    const { ensure } = stage.run();
    await ensure('working');
    await ensure('working more');
    stage.world.deleteComment(stage.world.noticesOn(stage.subject)[0]!.id);

    await expect(ensure('done')).rejects.toThrow(Refused);

    expect(stage.comments).toEqual([]);
  });

  test.each([
    ['a stranger', 'mallory', ''],
    ['our account, not at the very start', 'github-actions[bot]', '> '],
  ])('is never one that %s wrote with its mark', async (_, by, before) => {
    const stage = new Stage();
    const { ensure, line } = stage.run({}, { mayExist: true });
    const forged = `${before}${line}\nforged`;
    stage.world.comment(stage.subject, forged, { by });

    await ensure('done');

    const bodies = stage.world.commentsOn(stage.subject).map(({ body }) => body);
    expect(bodies).toEqual([forged, `${line}\ndone`]);
  });
});

const KEY = { key: 'review' };
const EARLIER = { id: 'one', started: START - 60_000, ...KEY };
const LATER = { id: 'two', started: START - 1000, ...KEY };

describe('the comment of all runs with one key', () => {
  test('is rewritten by the next run', async () => {
    const stage = new Stage();
    await stage.run(EARLIER).ensure('the first');

    const next = stage.run(LATER);
    await next.ensure('the second');
    await next.ensure('the second, done');

    expect(stage.comments).toEqual(['the second, done']);
  });

  test('is left alone by a run that a later one has followed', async () => {
    const stage = new Stage();
    const earlier = stage.run(EARLIER);
    await earlier.ensure('the first');
    await stage.run(LATER).ensure('the second');

    expect(await earlier.ensure('the first, cancelled')).toBe('taken-over');

    expect(stage.comments).toEqual(['the second']);
  });

  test.each([
    ['the earlier', 'the later'],
    ['the later', 'the earlier'],
  ])('is one when both have posted at once and %s comes back first', async (first) => {
    const stage = new Stage();
    const [earlier, later] = [stage.run(EARLIER), stage.run(LATER)];
    await Promise.all([earlier.ensure('the first'), later.ensure('the second')]);
    expect(stage.comments).toHaveLength(2);

    const order = first === 'the earlier' ? [earlier, later] : [later, earlier];
    for (const run of order) await run.ensure(run === later ? 'the second, done' : 'never');

    expect(stage.comments).toEqual(['the second, done']);
  });

  test('is another one for another key, or for none', async () => {
    const stage = new Stage();
    await stage.run(EARLIER).ensure('review');
    await stage.run({ id: 'two', key: 'triage' }).ensure('triage');
    await stage.run({ id: 'three' }).ensure('no key');

    expect(stage.comments).toEqual(['review', 'triage', 'no key']);
  });

  test('is not kept from us by a mark of a run that has yet to begin', async () => {
    const stage = new Stage();
    const { line } = stage.run({ id: 'x', started: START + 3_600_000, ...KEY });
    stage.world.comment(stage.subject, `${line}\nforged`, { by: stage.world.bot });

    await stage.run(LATER).ensure('done');

    expect(stage.comments).toEqual(['done']);
  });

  test('is not posted again once somebody has deleted it', async () => {
    const stage = new Stage();
    const { ensure } = stage.run(LATER);
    await ensure('working');
    await ensure('working more');
    stage.world.deleteComment(stage.world.noticesOn(stage.subject)[0]!.id);

    expect(await ensure('done')).toBe('removed');

    expect(stage.comments).toEqual([]);
  });
});
