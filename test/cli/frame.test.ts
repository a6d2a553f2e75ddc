import { describe, expect, test } from 'vitest';
import { frame } from '../../src/cli/frame.ts';
import { Story } from '../support/tree-builder.ts';

const WIDE = { columns: 120, rows: 40 };

function see(story: Story, size = WIDE): string[] {
  return frame(story.tree, 90_000, story.now, size);
}

describe('a session', () => {
  const stories: [title: string, tell: (story: Story) => Story, row: string][] = [
    ['that was not prompted yet starts', (story) => story, '○ build · Fix — starts'],
    [
      'at work says for how long',
      (story) => story.prompt('root').wait(1500),
      '● build · Fix — 1.5s, the model is at work',
    ],
    [
      'names the tool that runs',
      (story) => {
        story.prompt('root').wait(5000).call('root', 'bash', 'npm\ntest');
        return story.wait(65_000);
      },
      '● build · Fix — 1m05s, running bash: npm test',
    ],
    [
      'that asks its model again says why',
      (story) => story.prompt('root').retry('root', 3, 'Too Many Requests'),
      '↻ build · Fix — attempt 3 failed: Too Many Requests',
    ],
    [
      'that asks says what',
      (story) => {
        story.prompt('root').ask('root', 'bash', 'rm -rf build');
        return story;
      },
      '? build · Fix — asks: permission bash (rm -rf build)',
    ],
    [
      'that is done says how long it worked',
      (story) => story.prompt('root').wait(2000).say('root', 'Done.').idle('root').wait(9000),
      '✓ build · Fix — done, 2.0s',
    ],
    [
      'that failed says how',
      (story) =>
        story
          .prompt('root')
          .wait(300)
          .fail('root', { name: 'APIError', message: 'Unauthorized', statusCode: 401 }),
      '✗ build · Fix — failed after 300 ms: APIError 401: Unauthorized',
    ],
    [
      'that is idle waits for whoever works below it',
      (story) => story.prompt('root').launch('tests', { by: 'background' }).idle('root'),
      '○ build · Fix — waits for 1 session',
    ],
  ];

  test.each(stories)('%s', (_title, tell, row) => {
    expect(see(tell(new Story({ title: 'Fix' })))[1]).toBe(row);
  });
});

test('children stand below their parents, and the head counts who is at work', () => {
  const story = new Story({ title: 'Fix' })
    .prompt('root')
    .launch('tests', { by: 'background' })
    .launch('unit', { of: 'tests' })
    .launch('docs', { by: 'background' })
    .remove('docs')
    .idle('root')
    .wait(1000);

  expect(see(story)).toEqual([
    'agent-run · 1m30s · 4 sessions, 2 at work · $0.00',
    '○ build · Fix — waits for 2 sessions',
    expect.stringMatching(/^ {2}● explore · tests — 1.0s, running task: unit$/),
    '    ● explore · unit — 1.0s, the model is at work',
    '  ✗ explore · docs — deleted',
  ]);
});

test('where rows are short, who works is shown first and the rest is counted', () => {
  const story = new Story({ title: 'Fix' }).prompt('root');
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) story.launch(name);
  for (const name of ['a', 'b', 'c', 'd']) story.finish(name);

  const lines = see(story, { columns: 120, rows: 7 });

  expect(lines).toHaveLength(6);
  expect(lines.join('\n')).toMatch(/build(.|\n)*explore · e —(.|\n)*explore · f —/);
  expect(lines.at(-1)).toBe('… and 3 more sessions');
});

test('no line is wider than the terminal', () => {
  const story = new Story({ title: 'A very long title that goes on and on' })
    .prompt('root')
    .launch('child', { title: 'Another long title that goes on and on' });

  for (const line of see(story, { columns: 30, rows: 24 }))
    expect(line.length).toBeLessThanOrEqual(30);
});

test('what a model wrote cannot move the cursor', () => {
  const story = new Story({ title: 'Fix\u001B[2J\r\nit' }).prompt('root');
  story.call('root', 'bash', '\u001B]0;title\u0007echo');

  expect(see(story)[1]).toBe('● build · Fix it — 0 ms, running bash: echo');
});
