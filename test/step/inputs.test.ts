import { describe, expect, test } from 'vitest';
import { readStepSettings } from '../../src/step/inputs.ts';

const HOUR = 3_600_000;

describe('the inputs of the hygiene step', () => {
  test('need nothing but a token', () => {
    expect(readStepSettings({ token: ' t ', config: '', number: '  ' })).toEqual({
      warnings: [],
      settings: { token: 't', dryRun: false, sweepLimit: 200, failOnFindings: false, server: {} },
    });
  });

  test.each<[name: string, text: string, gives: object]>([
    ['mode', 'warn', { mode: 'warn' }],
    ['dry-run', 'True', { dryRun: true }],
    ['sweep-every', '1h30m', { sweepEvery: 1.5 * HOUR }],
    ['sweep-recent', '2d', { sweepRecent: 48 * HOUR }],
    ['sweep-limit', '1', { sweepLimit: 1 }],
    ['number', '12', { number: 12 }],
    ['closing-keywords', 'close, löst', { server: { closingKeywords: ['close', 'löst'] } }],
    ['draft-prefixes', 'WIP:, Later:', { server: { draftPrefixes: ['WIP:', 'Later:'] } }],
    ['shared-repositories', '.profile', { server: { sharedRepositories: ['.profile'] } }],
    ['fail-on-findings', 'true', { failOnFindings: true }],
    ['config', './.github/other.yml', { config: { path: '.github/other.yml' } }],
    ['config', 'mode: warn', { config: { text: 'mode: warn' } }],
    ['config', '{mode: warn}', { config: { text: '{mode: warn}' } }],
    ['config', '# only\n# words', { config: { text: '# only\n# words' } }],
  ])('%s: %s', (name, text, gives) => {
    expect(readStepSettings({ token: 't', [name]: text })).toMatchObject({ settings: gives });
  });

  test.each<[name: string, text: string, says: string]>([
    ['mode', 'enforced', 'Did you mean `enforce`?'],
    ['dry-run', 'yes', 'expected `true` or `false`'],
    ['sweep-every', '30', 'has no unit'],
    ['sweep-every', 'hourly', 'expected a duration'],
    ['sweep-every', '30s', 'from `1m` to `31d`'],
    ['sweep-every', '0h', 'from `1m` to `31d`'],
    ['sweep-every', '99999999999d', 'from `1m` to `31d`'],
    ['sweep-limit', '0', '1 or more'],
    ['number', '#12', '1 or more'],
    ['number', '1e3', '1 or more'],
    ['config', '../other/hygiene.yml', 'default branch'],
    ['config', './', 'default branch'],
    ['closing-keywords', 'takes care of', 'words of up to 40 letters'],
    ['draft-prefixes', 'x'.repeat(51), 'up to 50 characters'],
    ['shared-repositories', 'octo/.github', 'without their owner'],
  ])('%s does not take %s', (name, text, says) => {
    const read = readStepSettings({ token: 't', [name]: text });

    expect(read).toEqual({ problems: [expect.stringContaining(says)] });
    expect(read).toEqual({ problems: [expect.stringContaining(`\`${name}\``)] });
  });

  test('tell all problems at once', () => {
    const read = readStepSettings({ mode: 'on', number: '-1', tokn: 't' });

    expect('problems' in read && read.problems).toHaveLength(4);
  });

  test('mention a name that is nothing like one of them, and go on', () => {
    expect(readStepSettings({ token: 't', 'node-version': '24' })).toMatchObject({
      warnings: [expect.stringContaining('`node-version`')],
    });
  });
});
