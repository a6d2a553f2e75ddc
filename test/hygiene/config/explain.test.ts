import { expect, test } from 'vitest';
import { explainConfig } from '../../../src/hygiene/config/explain.ts';
import { FILE, layersOf } from './layers-of.ts';

function explained(own: string, knownSince?: number) {
  const layers = layersOf({
    own,
    owner: 'exempt: {teams: [t]}',
    ...(knownSince === undefined ? {} : { knownSince }),
  });
  return new Map(explainConfig(layers).map(({ key, value, from }) => [key, [value, from]]));
}

test('each key is told with its value and who said it', () => {
  const keys = explained('extends: [preset:opencode]\ngrace: {period: 3h}', 0);

  expect(keys.get('grace.period')).toEqual(['3h', FILE]);
  expect(keys.get('exempt.teams')).toEqual([['t'], 'octo/.github:.github/hygiene.yml']);
  expect(keys.get('report.layout')).toEqual(['separate', 'preset:opencode']);
  expect(keys.get('grace.max')).toEqual(['24h', 'preset:recommended']);
  expect(keys.get('since')).toEqual([
    '1 January 1970, 00:00 UTC',
    'when the bot first saw the repository',
  ]);
});

test('the mode of a rule is told as it counts, with what decided it', () => {
  expect(explained('mode: enforce').get('rules.pr-template.mode')).toEqual(['enforce', FILE]);
  expect(
    explained('mode: dry-run\nrules: {pr-title: {mode: enforce}}').get('rules.pr-title.mode'),
  ).toEqual(['dry-run', FILE]);
  const broken = explained('mode: enforce\nfoo: 1');
  expect(broken.get('mode')).toEqual(['dry-run', 'the config has problems']);
  expect(broken.get('rules.pr-title.mode')).toEqual(['off', 'preset:recommended']);
});
