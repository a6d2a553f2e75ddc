import { describe, expect, test } from 'vitest';

import {
  commandData,
  html,
  inertLine,
  jsonInHtml,
  mermaidLabel,
  oneLine,
  printable,
} from '../../src/text/escape.ts';

const ESC = '\u001B';

describe('printable text', () => {
  test.each([
    ['colours', `${ESC}[31mred${ESC}[0m`, 'red'],
    ['window titles', `${ESC}]0;owned\u0007text`, 'text'],
    ['hyperlinks', `${ESC}]8;;http://evil${ESC}\\click${ESC}]8;;${ESC}\\`, 'click'],
    ['a lone escape', `a${ESC}b`, 'ab'],
    ['NUL and backspace', 'a\u0000b\u0008c', 'abc'],
    ['marks that turn text around', 'a\u202Etxt.exe', 'atxt.exe'],
    ['every kind of line break', 'a\r\nb\rc\u2028d\u0085e', 'a\nb\nc\nd\ne'],
    ['tabs, which stay', 'a\tb', 'a\tb'],
  ])('loses or keeps %s', (_, text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  test('on one line has no breaks and no runs of spaces', () => {
    expect(oneLine('  a\n\n b\t\r\nc ')).toBe('a b c');
  });
});

/** How GitHub's runner finds a command: `::` behind leading space, or `##[` anywhere. */
const isCommand = (line: string): boolean =>
  line.trimStart().startsWith('::') || line.includes('##[');

describe('a line of the log', () => {
  test.each([
    '::error::boo',
    '   ::add-mask::x',
    '\t::stop-commands::token',
    '##[error]boo',
    'text ##[set-env name=PATH]x',
    '####[group]',
    '##[##[',
    '\u0000::error::hidden behind a control character',
    `${ESC}[0m::error::hidden behind a colour`,
    '##\u0000[error]split by a control character',
    'harmless\n::error::on its second line',
  ])('is never a workflow command: %j', (line) => {
    expect(inertLine(line)).not.toSatisfy(isCommand);
    expect(inertLine(line)).not.toContain('\n');
  });

  test('shows what was written', () => {
    expect(inertLine('  ::error::boo').replaceAll('\u200B', '')).toBe('  ::error::boo');
    expect(inertLine('std::vector a ## b')).toBe('std::vector a ## b');
  });
});

test('a workflow command holds its data together', () => {
  expect(commandData('50%\r\n::error::x')).toBe('50%25%0D%0A::error::x');
});

test('HTML holds text and attributes together', () => {
  expect(html(`<img src="x" onerror='a&b'>`)).toBe(
    '&lt;img src=&quot;x&quot; onerror=&#39;a&amp;b&#39;&gt;',
  );
});

test('JSON inside of a script element cannot end it, and reads back the same', () => {
  const value = { '</script>': '<!--<script>\u2028&' };

  const json = jsonInHtml(value);

  expect(json).not.toMatch(/[<>&\u2028]/);
  expect(JSON.parse(json)).toEqual(value);
});

describe('a label in a diagram', () => {
  test.each([
    ['a keyword', 'section done', '› section done'],
    ['a task behind a colon', 'x : crit, 0, 1', '› x crit 0 1'],
    ['a second statement', 'x; click y href "z"\nsection evil', '› x click y href z section evil'],
    ['a directive', '%%{init: {"securityLevel":"loose"}}%%', '› init securityLevel loose'],
    ['HTML', '<b onclick=x>', '› b onclick x'],
    ['other alphabets', 'исправь 修复 · é', '› исправь 修复 · é'],
    ['nothing', '"";', '›'],
  ])('is only text: %s', (_, text, label) => {
    expect(mermaidLabel(text)).toBe(label);
  });
});
