import { describe, expect, test } from 'vitest';

import { denialOf, listen } from '../support/listening.ts';
import { Story } from '../support/tree-builder.ts';

describe('annotations', () => {
  test('are made for errors and denials, and name the session', () => {
    const story = new Story().prompt('root');
    const { log, notes } = listen(story);

    const ask = story.ask('root', 'bash', 'rm -rf /');
    log.asked(ask, denialOf(ask), story.tree);
    log.notice('error', 'The server died.');
    story.launch('child').fail('child', { name: 'APIError', message: 'Bad key', statusCode: 401 });

    expect(notes).toEqual([
      {
        level: 'warning',
        title: 'build · Fix the smallest TODO: not allowed',
        message: 'permission bash (rm -rf /)',
      },
      { level: 'error', title: 'agent-run', message: 'The server died.' },
      { level: 'warning', title: 'explore · child: error', message: 'APIError 401: Bad key' },
    ]);
  });

  test('are not made for sessions that somebody aborted', () => {
    const story = new Story().prompt('root');
    const { notes } = listen(story);

    story.abort('root');

    expect(notes).toEqual([]);
  });

  test('are ten at most, and the tenth says that there is more', () => {
    const { log, notes } = listen(new Story());

    for (let n = 1; n <= 50; n += 1) log.notice('warning', `Warning ${String(n)}.`);

    expect(notes).toHaveLength(10);
    expect(notes[8]?.message).toBe('Warning 9.');
    expect(notes[9]?.message).toContain('in the log');
  });
});
