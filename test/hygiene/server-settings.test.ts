import { describe, expect, test } from 'vitest';
import { readServerSettings, type ServerSettingName } from '../../src/hygiene/server-settings.ts';

function valueOf(name: ServerSettingName, given: unknown): readonly string[] | undefined {
  const { settings, problems } = readServerSettings({ [name]: given });
  expect(problems).toEqual([]);
  return Object.values(settings)[0];
}

describe('what a server was told', () => {
  test.each<[ServerSettingName, unknown, string[]]>([
    ['draft-prefixes', ['WIP:', '[Draft]'], ['WIP:', '[Draft]']],
    ['draft-prefixes', 'WIP:, [WIP] ,', ['WIP:', '[WIP]']],
    ['draft-prefixes', [], []],
    ['draft-prefixes', '\u{1F6A7}', ['\u{1F6A7}']],
    ['closing-keywords', 'close,löst, fixes', ['close', 'löst', 'fixes']],
    ['closing-keywords', ['fixes', ' fixes '], ['fixes']],
    ['shared-repositories', ['.profile', 'org-rules_2'], ['.profile', 'org-rules_2']],
    ['shared-repositories', '', []],
  ])('%s: %j is taken', (name, given, value) => {
    expect(valueOf(name, given)).toEqual(value);
  });

  test.each<[ServerSettingName, unknown, string]>([
    ['draft-prefixes', { a: 1 }, 'expected a list of beginnings of titles'],
    ['draft-prefixes', null, 'found nothing'],
    ['draft-prefixes', 7, 'found 7'],
    ['draft-prefixes', ['WIP:', 7, ['a'], null], 'found 7, a list and null'],
    ['draft-prefixes', ['a\nb'], String.raw`found "a\nb"`],
    ['draft-prefixes', [''], 'found ""'],
    ['draft-prefixes', ['x'.repeat(51)], 'up to 50 characters'],
    ['draft-prefixes', Array.from({ length: 21 }, (_, n) => `p${String(n)}`), 'at most 20'],
    ['closing-keywords', 'fix it, 2nd', 'found "fix it" and "2nd"'],
    ['closing-keywords', ['x'.repeat(41)], 'up to 40 letters'],
    ['closing-keywords', '', 'at least one'],
    ['shared-repositories', 'octo/.github', 'without their owner'],
    ['shared-repositories', ['..'], 'found ".."'],
    ['shared-repositories', 'a,b,c,d,e,f', 'at most 5'],
  ])('%s: %j is refused', (name, given, says) => {
    const { settings, problems } = readServerSettings({ [name]: given });

    expect(settings).toEqual({});
    expect(problems).toEqual([[name, expect.stringContaining(says)]]);
  });

  test('is read as a whole: what is wrong is told all at once, what is not said is left out', () => {
    const { settings, problems } = readServerSettings({
      'closing-keywords': 'a b',
      'shared-repositories': '/',
      'draft-prefixes': 'Later:',
    });

    expect(settings).toEqual({ draftPrefixes: ['Later:'] });
    expect(problems.map(([name]) => name)).toEqual(['closing-keywords', 'shared-repositories']);
  });
});
