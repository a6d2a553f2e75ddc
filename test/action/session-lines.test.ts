import { array, assert, constantFrom, property, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';

import { listen } from '../support/listening.ts';
import { Story } from '../support/tree-builder.ts';

const groupsOf = (lines: string[]): string[] =>
  lines.filter((line) => line.startsWith('::group::')).map((line) => line.slice(9));

/** The root works and holds the group; a background child has a line to tell. */
function rivals() {
  const story = new Story().prompt('root').launch('child', { by: 'background' });
  const heard = listen(story);
  story.run('root', 'bash', 'one').run('child', 'bash', 'two');
  return { story, ...heard };
}

describe('the open group', () => {
  test('stays with its session while that goes on telling', () => {
    const { story, lines } = rivals();

    for (let n = 0; n < 5; n += 1) story.wait(9000).run('root', 'bash', 'more');

    expect(groupsOf(lines)).toHaveLength(1);
  });

  test('goes to the one that waited as soon as its session is idle', () => {
    const { story, lines } = rivals();

    story.idle('root');

    expect(groupsOf(lines)).toEqual(['build · Fix the smallest TODO', '└ explore · child']);
    expect(lines.at(-1)).toBe('  ✓ bash  two  (0 ms)');
  });

  test('goes on when its session was silent for 10 s', () => {
    const { story, lines } = rivals();

    story.wait(9999).run('child', 'bash', 'three');
    expect(groupsOf(lines)).toHaveLength(1);
    story.wait(1).run('child', 'bash', 'four');

    expect(groupsOf(lines)).toHaveLength(2);
  });

  test('goes on after a minute, however much its session has to tell', () => {
    const { story, lines } = rivals();

    for (let n = 0; n < 12; n += 1) story.wait(5000).run('root', 'bash', 'more');

    expect(groupsOf(lines)).toHaveLength(2);
  });

  test('ends before a line about the run, so that nobody has to unfold it', () => {
    const { log, lines } = rivals();

    log.notice('warning', 'The version is not pinned.');

    expect(lines.slice(-2)).toEqual(['::endgroup::', '! The version is not pinned.']);
  });

  test('never nests, never mixes sessions, and in the end every line was written in order', () => {
    const names = ['root', 'a', 'b', 'c'];
    const step = tuple(constantFrom(...names), constantFrom('run', 'idle', 'wait', 'beat', 'busy'));

    assert(
      property(array(step, { maxLength: 60 }), (steps) => {
        const story = new Story().prompt('root');
        for (const name of names.slice(1)) story.launch(name, { by: 'background' });
        const { log, lines, heartbeat } = listen(story);
        const told = new Map<string, string[]>(names.map((name) => [name, []]));
        let count = 0;
        for (const [name, verb] of steps) {
          count += 1;
          if (verb === 'wait') story.wait(4000);
          else if (verb === 'beat') heartbeat();
          else if (verb === 'run') {
            story.run(name, name, String(count));
            told.get(name)?.push(String(count));
          } else story[verb](name);
        }
        log.end();

        const found = new Map<string, string[]>(names.map((name) => [name, []]));
        const astray: string[] = [];
        let open: string | undefined;
        for (const line of lines) {
          if (line.startsWith('::group::')) {
            if (open !== undefined) astray.push(line);
            open = line.includes('build') ? 'root' : line.split(' · ')[1]?.slice(0, 1);
          }
          if (line === '::endgroup::') open = undefined;
          const [, tool = '', label = ''] = /✓ (\w+) {2}(\d+)/.exec(line) ?? [];
          if (tool !== '' && open !== tool) astray.push(line);
          found.get(tool)?.push(label);
        }
        expect(astray).toEqual([]);
        expect(found).toEqual(told);
        expect(open).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });
});
