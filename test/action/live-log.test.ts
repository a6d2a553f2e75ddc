import { describe, expect, test } from 'vitest';

import { denialOf, listen } from '../support/listening.ts';
import { Story } from '../support/tree-builder.ts';

test('tells tool calls with their duration, texts, children and the ends of turns', () => {
  const story = new Story();
  const { log, lines } = listen(story);

  story.prompt('root').run('root', 'bash', 'npm test', { takes: 12_300 });
  story.call('root', 'read', 'missing.ts').fail('File not found');
  story.launch('find', { title: 'find TODOs' }).wait(2000).run('find', 'grep', 'TODO');
  story.say('find', 'There are two.').finish('find');
  story.say('root', 'Fixed one.\n\nBye.').wait(700).idle('root');
  log.end();

  expect(lines).toEqual([
    '::group::build · Fix the smallest TODO',
    '✓ bash  npm test  (12.3s)',
    '✗ read  missing.ts  (0 ms)  — File not found',
    '→ explore · find TODOs',
    '::endgroup::',
    '::group::└ explore · find TODOs',
    '  ✓ grep  TODO  (0 ms)',
    '  │ There are two.',
    '  ■ idle after 2.0s, 1 tool call in all',
    '::endgroup::',
    '::group::build · Fix the smallest TODO (continued)',
    '✓ task  find TODOs  (2.0s)',
    '│ Fixed one.',
    '│',
    '│ Bye.',
    '■ idle after 15.0s, 3 tool calls in all',
    '::endgroup::',
  ]);
});

test('tells when the result of a background child arrives', () => {
  const story = new Story().prompt('root');
  story.launch('find', { title: 'find TODOs', by: 'background' }).say('root', 'Started.');
  const { lines } = listen(story);

  story.idle('root').say('find', 'Two.').idle('find').deliver('find');

  expect(lines).toContain('← the result of explore · find TODOs arrived');
});

test('tells retries once an attempt, errors once, deletions, denials and allowed asks', () => {
  const story = new Story().prompt('root');
  const { log, lines } = listen(story);
  const error = { name: 'APIError', message: 'Unauthorized', statusCode: 401 };

  story.retry('root', 1).retry('root', 1).retry('root', 2, 'Overloaded', 4000).busy('root');
  const allowed = story.ask('root', 'bash', 'npm test');
  log.asked(allowed, undefined, story.tree);
  const denied = story.ask('root', 'external_directory', '/etc/*', '/root/*');
  log.asked(denied, denialOf(denied), story.tree);
  const question = story.question('root', 'Which one?');
  log.asked(question, denialOf(question), story.tree);
  story
    .launch('child')
    .fail('child', error)
    .tell({ ...errorOf(story), error })
    .remove('child');
  log.end();

  expect(lines.map((line) => line.trim())).toEqual([
    '::group::build · Fix the smallest TODO',
    '↻ attempt 1 failed, next in 2.0s: Too Many Requests',
    '↻ attempt 2 failed, next in 4.0s: Overloaded',
    '· permission bash (npm test) — allowed',
    '⊘ permission external_directory (/etc/*, /root/*) — denied',
    '⊘ question: Which one? — answered without a person',
    '→ explore · child',
    '::endgroup::',
    '::group::└ explore · child',
    '✗ APIError 401: Unauthorized',
    '■ idle after 0 ms, 0 tool calls in all',
    '✗ the session was deleted',
    '::endgroup::',
  ]);
});

function errorOf(story: Story) {
  const child = [...story.tree.sessions.keys()].find((id) => id !== story.tree.rootId) ?? '';
  return { type: 'session-error', sessionId: child } as const;
}

test('the same events a second time, as a snapshot repeats them, add nothing', () => {
  const story = new Story();
  const { log, lines } = listen(story);
  story.prompt('root').run('root', 'bash', 'npm test').say('root', 'Done.').idle('root');
  const before = [...lines];

  for (const { event } of story.events) {
    if (event.type !== 'status') log.event(event, story.tree, story.now);
  }

  expect(lines).toEqual(before);
});

describe('the heartbeat', () => {
  test('names what each session is stuck on, and what is owed', () => {
    const story = new Story().prompt('root').launch('find', { by: 'background' });
    const { lines, heartbeat } = listen(story);
    story.say('root', 'Started.').idle('root');
    story.call('find', 'bash', 'npm test');
    story.wait(192_000);

    heartbeat();

    expect(lines.at(-1)).toBe(
      '… waiting for 1 of 2 sessions: explore (3m12s, running bash: npm test); ' +
        '1 background result owed to build',
    );
  });

  test('lets lines through that have waited', () => {
    const story = new Story().prompt('root').launch('find', { by: 'background' });
    const { lines, heartbeat } = listen(story);
    story.run('root', 'bash', 'one').run('find', 'bash', 'two').wait(30_000);

    heartbeat();

    expect(lines.findIndex((line) => line.includes('two'))).toBe(lines.length - 3);
  });
});

/** As GitHub's runner reads a line. */
const isCommand = (line: string): boolean =>
  line.trimStart().startsWith('::') || line.includes('##[');

describe('hostile words', () => {
  test.each([
    '::error::x',
    '  ::add-mask::a',
    '##[error]x',
    'x\n::stop-commands::y',
    '\r::error::',
  ])('are never read as a command: %j', (words) => {
    for (const groups of [true, false]) {
      const story = new Story({ title: words, agent: words });
      const { log, lines, heartbeat } = listen(story, { groups });
      const error = { name: words, message: words };
      story.prompt('root').run('root', words, words).say('root', words);
      story.call('root', words, words).fail(words);
      log.asked(story.ask('root', words, words), undefined, story.tree);
      log.asked(story.question('root', words), undefined, story.tree);
      heartbeat();
      log.notice('info', words);
      story.launch('child', { title: words, agent: words }).retry('child', 1, words);
      story.fail('child', error).idle('root');
      log.end();

      const ours = /^::(group::|endgroup::$)/;
      expect(lines.filter((line) => isCommand(line) && !ours.test(line))).toEqual([]);
      expect(lines.filter((line) => /[\n\r]/.test(line))).toEqual([]);
      expect(lines.length).toBeGreaterThan(10);
    }
  });

  test('are masked wherever they appear', () => {
    const secret = 'hunter2';
    const story = new Story({ title: secret });
    const { log, lines, notes, heartbeat } = listen(story);
    story.prompt('root').run('root', 'bash', `echo ${secret}`).say('root', `It is\n${secret}.`);
    story.call('root', 'bash', secret).fail(secret);
    for (const ask of [story.ask('root', 'bash', secret), story.question('root', secret)]) {
      log.asked(ask, denialOf(ask), story.tree);
    }
    heartbeat();
    log.notice('error', secret);
    story.launch('child', { title: secret }).retry('child', 1, secret);
    story.fail('child', { name: 'APIError', message: secret });
    log.end();

    expect(JSON.stringify({ lines, notes })).not.toContain(secret);
    expect(lines.filter((line) => line.includes('***')).length).toBeGreaterThan(10);
    expect(notes.length).toBeGreaterThan(2);
  });
});

test.each([
  ['full', ['bash', 'said', 'allowed', 'denied', 'waiting', '•']],
  ['brief', ['bash', 'denied', 'waiting', '•']],
  ['quiet', ['denied']],
] as const)('a %s log tells %j', (level, expected) => {
  const story = new Story();
  const { log, lines, heartbeat } = listen(story, { level });

  log.notice('info', 'opencode is ready.');
  story.prompt('root').run('root', 'bash', 'npm test').say('root', 'said');
  log.asked(story.ask('root', 'read', '*'), undefined, story.tree);
  const denied = story.ask('root', 'edit', '*');
  log.asked(denied, denialOf(denied), story.tree);
  heartbeat();
  log.end();

  const words = ['bash', 'said', 'allowed', 'denied', 'waiting', '•'];
  expect(words.filter((word) => lines.some((line) => line.includes(word)))).toEqual(expected);
});

test('without groups every line is written at once, under the name of its session', () => {
  const story = new Story().prompt('root').launch('child', { by: 'background' });
  const { log, lines } = listen(story, { groups: false });

  story.run('root', 'bash', 'one').run('child', 'bash', 'two').run('child', 'bash', 'three');
  log.notice('info', 'Half-way.');
  story.run('child', 'bash', 'four');

  expect(lines).toEqual([
    'build · Fix the smallest TODO',
    '  ✓ bash  one  (0 ms)',
    '  → explore · child',
    '└ explore · child',
    '    ✓ bash  two  (0 ms)',
    '    ✓ bash  three  (0 ms)',
    '• Half-way.',
    '└ explore · child (continued)',
    '    ✓ bash  four  (0 ms)',
  ]);
});

test('500 sessions at once cost a log little time', () => {
  const story = new Story().prompt('root');
  const { log, lines } = listen(story);
  const names = Array.from({ length: 500 }, (_, n) => `s${String(n)}`);

  const started = performance.now();
  for (const name of names) story.launch(name, { by: 'background' });
  for (let round = 0; round < 10; round += 1) {
    for (const name of names) story.wait(1).run(name, 'bash', 'npm test');
  }
  log.end();

  expect(lines.filter((line) => line.includes('npm test'))).toHaveLength(5000);
  expect(performance.now() - started).toBeLessThan(5000);
});
