import { expect, test } from 'vitest';
import { ENFORCE, Story } from '../support/engine-story.ts';

test('a policy that could not be read anew after a push is not believed any longer', async () => {
  const story = new Story({ config: ENFORCE });
  const pull = await story.flaggedPull();
  await story.commitConfig('version: 1\nmode: off\n');
  story.world.faults.next('read', { kind: 'broken' });
  await expect(story.look(pull)).rejects.toThrow('answered 502');

  const { result } = await story.look(pull);

  expect(result).toBe('off');
});

test('however many subjects wait for a policy, it is read once', async () => {
  const story = new Story({ config: ENFORCE });
  const { policies } = await story.bot();

  const all = await Promise.all([1, 2, 3].map(() => policies.of({ owner: 'Octo', name: 'hello' })));

  expect(new Set(all).size).toBe(1);
  expect(story.world.requests.entries.map(({ name }) => name)).toEqual([
    'readRepository',
    'readContents',
  ]);
});

test('a push that comes while a policy is read makes it stale at once', async () => {
  const story = new Story({ config: ENFORCE });
  const { policies } = await story.bot();
  const home = story.world.home();
  const reading = policies.of(home);
  policies.forget(home);
  const first = await reading;

  expect(await policies.of(home)).not.toBe(first);
});
