import { describe, expect, test } from 'vitest';
import { ABANDONED_AFTER, UNDELIVERED_AFTER } from '../../src/sessions/ledger.ts';
import { undealtFailures, verdict } from '../../src/sessions/verdict.ts';
import { create, launchByPlugin, launchNatively } from '../support/background.ts';
import { idOf, Story } from '../support/tree-builder.ts';

const story = (): Story => new Story().prompt('root').wait(1000);

const UNAUTHORIZED = { name: 'APIError', message: 'Incorrect API key provided', statusCode: 401 };
const OVERFLOW = { name: 'ContextOverflowError', message: 'too long' };

/** How each child failed that nobody dealt with. */
const undealt = (told: Story): string[] =>
  undealtFailures(told.tree, told.now).map(({ sessionId, how }) => `${sessionId.slice(4)} ${how}`);

const over = (s: Story): Story => s.wait(10).say('root', 'Going on.').idle('root');

/** The root waits for a child, which fails. */
function failInForeground(s: Story): Story {
  s.call('root', 'task', 'child');
  create(s, 'child').prompt('child').wait(5).fail('child', UNAUTHORIZED).wait(5);
  const failed = { status: 'error', error: 'Subagent failed', ended: s.now } as const;
  return s.tell({ type: 'part', part: { ...lastTool(s), ...failed, childId: idOf('child') } });
}

describe('a child that failed', () => {
  test.each<[title: string, tell: (story: Story) => unknown, undealt: string[]]>([
    [
      'is nothing when there is none',
      (s) => over(launchNatively(s).say('child', 'x').idle('child').deliver('child')),
      [],
    ],
    [
      'in the background is dealt with when its parent was told and had a turn',
      (s) => over(launchNatively(s).fail('child', UNAUTHORIZED).wait(5).deliver('child', 'error')),
      [],
    ],
    [
      'in the background is not when the parent was told and failed itself',
      (s) =>
        launchNatively(s)
          .fail('child', UNAUTHORIZED)
          .deliver('child', 'error')
          .wait(5)
          .fail('root', OVERFLOW),
      ['child failed'],
    ],
    [
      'in the background is not when nobody was told',
      (s) => over(launchNatively(s).fail('child', UNAUTHORIZED)),
      ['child failed'],
    ],
    [
      'in the background is not by a turn from before the news',
      (s) =>
        over(launchNatively(s))
          .fail('child', UNAUTHORIZED)
          .wait(5)
          .deliver('child', 'error')
          .idle('root'),
      ['child failed'],
    ],
    [
      'in the background is not by a mere summary',
      (s) =>
        launchNatively(s)
          .fail('child', UNAUTHORIZED)
          .wait(5)
          .deliver('child', 'error')
          .say('root', '## Goal', { summary: true })
          .idle('root'),
      ['child failed'],
    ],
    [
      'in the foreground is dealt with when the parent went on',
      (s) => over(failInForeground(s)),
      [],
    ],
    [
      'in the foreground is not when the parent stopped there',
      (s) => failInForeground(s).idle('root'),
      ['child failed'],
    ],
    [
      'is dealt with when it was launched again and then did well',
      (s) =>
        over(
          launchNatively(s)
            .fail('child', UNAUTHORIZED)
            .wait(50)
            .prompt('child')
            .say('child', 'x')
            .idle('child'),
        ),
      [],
    ],
    ['by an abort is nobody’s', (s) => over(launchNatively(s).abort('child')), ['child aborted']],
    [
      'by an abort is dealt with when its parent cancelled it',
      (s) =>
        over(
          launchByPlugin(s, 'child')
            .wait(5)
            .run('root', 'background_cancel', '', { input: { taskId: 'bg_child' } })
            .abort('child'),
        ),
      [],
    ],
    [
      'by deletion at work is nobody’s',
      (s) => over(launchNatively(s).remove('child')),
      ['child deleted'],
    ],
    [
      'is not one that was deleted after its result was delivered',
      (s) =>
        over(launchNatively(s).say('child', 'x').idle('child').deliver('child').remove('child')),
      [],
    ],
    [
      'by stopping in the middle is unfinished',
      (s) => {
        launchNatively(s).call('child', 'bash', 'ls');
        over(s.idle('child')).wait(ABANDONED_AFTER);
      },
      ['child unfinished'],
    ],
    [
      'to reach its parent with its result is told, however well it did',
      (s) => over(launchNatively(s).say('child', 'x').idle('child')).wait(UNDELIVERED_AFTER),
      ['child undelivered'],
    ],
    [
      'that no tool call started counts as well',
      (s) => over(s.launch('child', { by: 'no' }).fail('child', UNAUTHORIZED)),
      ['child failed'],
    ],
    [
      'because of its own child is told once',
      (s) => {
        launchNatively(s, 'a');
        s.launch('b', { of: 'a', by: 'background' }).launch('c', { of: 'b', by: 'background' });
        over(s.abort('c').abort('b').abort('a'));
      },
      ['a aborted'],
    ],
    [
      'below a child that did well is told',
      (s) => {
        launchNatively(s, 'a').launch('b', { of: 'a', by: 'background' }).fail('b', UNAUTHORIZED);
        over(s.say('a', 'x').idle('a').deliver('a'));
      },
      ['b failed'],
    ],
    [
      'is told beside others',
      (s) => over(launchNatively(launchNatively(s, 'a').abort('a'), 'b').fail('b', UNAUTHORIZED)),
      ['a aborted', 'b failed'],
    ],
    [
      'is nobody of ours when it is a session of somebody else',
      (s) => over(create(s, 'stranger', { of: 'elsewhere' }).prompt('stranger').abort('stranger')),
      [],
    ],
  ])('%s', (_, tell, expected) => {
    const told = story();
    tell(told);

    expect(undealt(told)).toEqual(expected);
  });

  test('is told with its title and its error', () => {
    const told = over(launchNatively(story()).fail('child', UNAUTHORIZED));

    expect(verdict(told.tree, told.now)).toEqual({
      outcome: 'child-error',
      children: [{ sessionId: idOf('child'), title: 'child', how: 'failed', error: UNAUTHORIZED }],
    });
  });
});

/** The root's last tool call, as it was told last. */
function lastTool({ tree }: Story) {
  const messages = [...(tree.sessions.get(idOf('root'))?.messages.values() ?? [])];
  const part = messages.flatMap(({ tools }) => [...tools.values()]).at(-1);
  if (part === undefined) throw new Error('The root made no tool call');
  return part;
}
