import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Permission } from '../../src/forge/model.ts';
import { COMMAND_NAMES, mayRun, parseCommand } from '../../src/hygiene/commands.ts';
import type { Command } from '../../src/hygiene/commands.ts';

const PREFIX = '/hygiene';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

test.each<[string, Command]>([
  ['/hygiene recheck', { name: 'recheck' }],
  ['/Hygiene RECHECK.', { name: 'recheck' }],
  ['  /hygiene   recheck  please', { name: 'recheck' }],
  ['/hygiene explain', { name: 'explain' }],
  ['/hygiene template', { name: 'template' }],
  ['/hygiene reopen\nI fixed it.', { name: 'reopen' }],
  ['/hygiene', { name: 'help' }],
  ['/hygiene help', { name: 'help' }],
  ['/hygiene hold', { name: 'hold', span: DAY }],
  ['/hygiene hold 2d', { name: 'hold', span: 2 * DAY }],
  ['/hygiene hold 2 days', { name: 'hold', span: 2 * DAY }],
  ['/hygiene hold 12h', { name: 'hold', span: 12 * HOUR }],
  ['/hygiene hold 30m', { name: 'hold', span: HOUR / 2 }],
  ['/hygiene hold 1w', { name: 'hold', span: 7 * DAY }],
  ['/hygiene hold 999999w', { name: 'hold', span: 30 * DAY }],
  ['/hygiene hold until the release', { name: 'hold', span: DAY }],
  ['/hygiene exempt', { name: 'exempt' }],
  ['/hygiene exempt pr-title', { name: 'exempt', rule: 'pr-title' }],
  ['/hygiene exempt PR-Title: a bot', { name: 'exempt', rule: 'pr-title', reason: 'a bot' }],
  ['/hygiene exempt custom/door', { name: 'exempt', rule: 'custom/door' }],
  ['/hygiene exempt it is a spike', { name: 'exempt', reason: 'it is a spike' }],
  ['/hygiene unexempt', { name: 'unexempt' }],
  ['/hygiene unexempt pr-template', { name: 'unexempt', rule: 'pr-template' }],
  ['/hygiene blank-issues', { name: 'blank-issues', wanted: 'status' }],
  ['/hygiene blank-issues OFF', { name: 'blank-issues', wanted: 'off' }],
  ['/hygiene blank-issues on', { name: 'blank-issues', wanted: 'on' }],
])('%j is a command', (body, command) => {
  expect(parseCommand(body, PREFIX)).toEqual(command);
});

test.each([
  ['/hygiene rechek', 'rechek', 'recheck'],
  ['/hygiene xyzzy', 'xyzzy', undefined],
  ['/hygiene hold 2x', 'hold 2x', 'hold 2d'],
  ['/hygiene hold 0d', 'hold 0d', 'hold 2d'],
  ['/hygiene hold -1d', 'hold -1d', 'hold 2d'],
  ['/hygiene hold 1.5d', 'hold 1.5d', 'hold 2d'],
  ['/hygiene exempt pr-titel', 'exempt pr-titel', 'exempt pr-title'],
  ['/hygiene blank-issues maybe', 'blank-issues maybe', 'blank-issues status'],
  [`/hygiene ${'x'.repeat(500)}`, 'x'.repeat(50), undefined],
])('%j is not understood', (body, word, nearest) => {
  expect(parseCommand(body, PREFIX)).toEqual({
    name: 'unknown',
    word,
    ...(nearest === undefined ? {} : { nearest }),
  });
});

test.each([
  ['> /hygiene exempt\n\n/hygiene recheck'],
  ['> quoted\n/hygiene recheck'],
  ['```\n/hygiene exempt\n```\n/hygiene recheck'],
  ['~~~\n```\n~~~\n\n/hygiene recheck'],
  ['    /hygiene exempt\n/hygiene recheck'],
  ['\r\n\r\n/hygiene recheck\r\n'],
])('the first line outside of quotations and code counts: %j', (body) => {
  expect(parseCommand(body, PREFIX)).toEqual({ name: 'recheck' });
});

test.each([
  '',
  'Please /hygiene recheck',
  'Hello\n/hygiene exempt',
  '/hygienes recheck',
  '/hygiene-recheck',
  '`/hygiene recheck`',
  '> /hygiene recheck',
  '```\n/hygiene recheck',
  '    /hygiene recheck',
  '- /hygiene recheck',
  '<!-- a --> /hygiene recheck',
])('%j calls nobody', (body) => {
  expect(parseCommand(body, PREFIX)).toBeUndefined();
});

test('the prefix is the repository’s own', () => {
  expect(parseCommand('@bot recheck', '@bot')).toEqual({ name: 'recheck' });
  expect(parseCommand('/hygiene recheck', '@bot')).toBeUndefined();
  expect(parseCommand('recheck', '')).toBeUndefined();
});

test('no comment throws or takes long', () => {
  const part = fc.constantFrom(
    ...'/hygiene ``` ~~~ > 9 d - custom/ \0'.split(' '),
    ' ',
    '\n',
    '\r',
    '\t',
    ...COMMAND_NAMES,
  );
  const body = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(part).map((parts) => `/hygiene ${parts.join('')}`),
  );
  fc.assert(fc.property(body, (text) => void parseCommand(text, PREFIX)));

  const started = performance.now();
  for (const piece of ['`', '`\n', '>', ' ', '/hygiene ', '1', 'pr-', '\n']) {
    parseCommand(`/hygiene hold ${piece.repeat(65_536)}`, PREFIX);
    parseCommand(piece.repeat(65_536), PREFIX);
  }
  expect(performance.now() - started).toBeLessThan(1000);
});

describe('who may run', () => {
  const commands: Record<Command['name'], Command> = {
    recheck: { name: 'recheck' },
    explain: { name: 'explain' },
    template: { name: 'template' },
    hold: { name: 'hold', span: DAY },
    exempt: { name: 'exempt' },
    unexempt: { name: 'unexempt' },
    reopen: { name: 'reopen' },
    'blank-issues': { name: 'blank-issues', wanted: 'off' },
    help: { name: 'help' },
    unknown: { name: 'unknown', word: 'x' },
  };
  const anyone = ['recheck', 'explain', 'help', 'unknown'] as const;
  const author = [...anyone, 'template', 'reopen'] as const;
  const write = [...author, 'hold', 'exempt', 'unexempt'] as const;
  const admin = [...write, 'blank-issues'] as const;

  test.each<[Permission | undefined, boolean, readonly Command['name'][]]>([
    [undefined, false, anyone],
    ['none', false, anyone],
    ['read', false, anyone],
    ['triage', false, anyone],
    ['none', true, author],
    ['read', true, author],
    ['write', false, write],
    ['maintain', true, write],
    ['admin', false, admin],
  ])('somebody with %s (author: %s): %j', (permission, isAuthor, expected) => {
    const policy = {
      commands: { prefix: PREFIX, whoExempt: 'write', whoRecheck: 'anyone' },
    } as const;

    const allowed = Object.values(commands).filter((command) =>
      mayRun(command, { permission, isAuthor, policy }),
    );

    expect(allowed.map(({ name }) => name).toSorted()).toEqual([...expected].toSorted());
  });

  test.each([
    ['exempt', 'triage', true],
    ['exempt', 'read', false],
    ['recheck', 'write', true],
    ['recheck', 'triage', false],
  ] as const)('%s with %s where the policy says otherwise: %s', (name, permission, expected) => {
    const policy = {
      commands: { prefix: PREFIX, whoExempt: 'triage', whoRecheck: 'write' },
    } as const;

    expect(mayRun(commands[name], { permission, isAuthor: true, policy })).toBe(expected);
  });
});
