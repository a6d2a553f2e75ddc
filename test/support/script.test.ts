import { describe, expect, it } from 'vitest';
import { call, findScript, say, script, task } from './script.ts';

describe('finding a script', () => {
  const nested = script(
    task({ prompt: `Look at "a\\b". ${script(say('END ]" SCRIPT:['))} Then ENDing.` }),
  );

  it.each([
    ['alone', script(say('hello')), [say('hello')]],
    [
      'amid a text',
      `Do [this] SCRIPT: ${script(say('x'), call('bash', {}))} and END`,
      [say('x'), call('bash', {})],
    ],
    ['behind a bracket that is no script', `SCRIPT:[ no ${script(say('x'))}`, [say('x')]],
    ['behind an array that is not closed by END', `SCRIPT:[1] ${script(say('x'))}`, [say('x')]],
    ['nowhere, when it has no end', `${script(say('x')).slice(0, -4)}END`, undefined],
    ['nowhere', 'Fix the smallest TODO', undefined],
  ])('%s', (_where, text, steps) => {
    expect(findScript(text)).toEqual(steps);
  });

  it('gives a child the script of its own out of the prompt of the parent', () => {
    const args = findScript(nested)?.[0]?.tools?.[0]?.args;

    expect(findScript(String(args?.['prompt']))).toEqual([say('END ]" SCRIPT:[')]);
  });
});
