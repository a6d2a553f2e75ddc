import { describe, expect, test } from 'vitest';
import { START } from '../support/forge-world/ground.ts';
import { MINUTE } from '../support/forge-world/state.ts';
import type { SteppedClock } from '../support/stepped-clock.ts';
import type { OpenForge } from './opened-forge.ts';

const HERE = { owner: 'octo', name: 'hello' };

/** What must be told of single files and their history. */
export function fileContract(open: OpenForge): void {
  describe('a file', () => {
    test('is read from the default branch, or from a commit or branch', async () => {
      const { world, forge } = await open();
      world.repository({ ...HERE, files: { 'a/b.txt': 'old' } });
      const old = world.commitFile('x', 'x');
      world.commitFile('a/b.txt', 'on a branch', { branch: 'topic' });
      world.commitFile('a/b.txt', 'new');
      const pull = world.openPull({ files: { 'a/b.txt': 'proposed' } });
      const head = world.subject(pull).pull?.headSha ?? '';

      expect(await forge.readFile(HERE, 'a/b.txt')).toEqual({ path: 'a/b.txt', text: 'new' });
      expect(await forge.readFile(HERE, 'a/b.txt', old)).toMatchObject({ text: 'old' });
      expect(await forge.readFile(HERE, 'a/b.txt', 'topic')).toMatchObject({ text: 'on a branch' });
      expect(await forge.readFile(HERE, 'a/b.txt', head)).toMatchObject({ text: 'proposed' });
    });

    test.each(['gone.txt', 'a', 'a/b.txt/c'])('is nothing at %s', async (path) => {
      const { world, forge } = await open();
      world.repository({ ...HERE, files: { 'a/b.txt': 'text' } });

      expect(await forge.readFile(HERE, path)).toBeUndefined();
      expect(await forge.readFile({ owner: 'octo', name: 'gone' }, path)).toBeUndefined();
      expect(await forge.readFile(HERE, 'a/b.txt', 'no-such-branch')).toBeUndefined();
    });

    test('tells its versions since an instant, newest first, with the one that was current then', async () => {
      const { world, forge } = await open();
      const clock = world.clock as SteppedClock;
      world.repository({ ...HERE, files: { 't.md': '0' } });
      for (let version = 1; version <= 14; version += 1) {
        await clock.pass(MINUTE);
        world.commitFile('t.md', String(version));
        world.commitFile('other.md', String(version));
      }
      const textsSince = async (minutes: number): Promise<string[]> =>
        (await forge.fileVersions(HERE, 't.md', START + minutes * MINUTE)).map(({ text }) => text);

      expect(await textsSince(12.5)).toEqual(['14', '13', '12']);
      expect(await textsSince(13)).toEqual(['14', '13']);
      expect(await textsSince(60)).toEqual(['14']);
      const all = await textsSince(-10);
      expect(all.slice(0, 2)).toEqual(['14', '13']);
      expect(all).toHaveLength(10);
      const most = await textsSince(0.5);
      expect([most.length, most.at(-1)]).toEqual([10, '0']);
      expect(await forge.fileVersions(HERE, 'gone.md', START)).toEqual([]);
    });

    test('that was removed and came back has no version between', async () => {
      const { world, forge } = await open();
      const clock = world.clock as SteppedClock;
      world.repository({ ...HERE, files: { 't.md': 'before' } });
      await clock.pass(MINUTE);
      world.removeFile('t.md');
      await clock.pass(MINUTE);
      world.commitFile('t.md', 'after');

      const versions = await forge.fileVersions(HERE, 't.md', START);

      expect(versions.map(({ text }) => text)).toEqual(['after', 'before']);
    });
  });
}
