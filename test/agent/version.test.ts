import { expect, test } from 'vitest';
import { newest, parseWanted } from '../../src/agent/version.ts';

test.each(['1.18.33', 'v1.18.33', ' 1.18.33 ', '1.19.0-beta.1'])('%j is one version', (text) => {
  expect(parseWanted(text)).toEqual({ kind: 'exact', version: text.trim().replace('v', '') });
});

test.each(['^1.18', '~1.18.2', '1.x', '1', '1.18.*', '>=1.18 <1.20', '1.17 - 1.18', 'latest'])(
  '%j is for the registry to resolve',
  (text) => {
    expect(parseWanted(text)).toEqual({ kind: 'range', range: text });
  },
);

test.each(['2.0.0', '2.x', '^2', '2', 'v2.1.0', '3.0.0'])('%j is a different engine', (text) => {
  expect(() => parseWanted(text)).toThrow(
    expect.objectContaining({
      outcome: 'invalid-input',
      message: expect.stringContaining('2.x is a different engine') as string,
    }),
  );
});

test('a version before 1.0 is refused with its own reason', () => {
  expect(() => parseWanted('0.15.3')).toThrow('Versions before 1.0 speak another protocol');
});

test.each([
  '',
  'newest',
  'file:../evil',
  'https://host.test/a.tgz',
  'npm:other@1.0.0',
  'git+ssh://host.test/repo',
  '1.18.33 --registry=https://host.test',
  '1.18.33; true',
  '"1.18.33"',
])('%j is no version', (text) => {
  expect(() => parseWanted(text)).toThrow(
    expect.objectContaining({
      outcome: 'invalid-input',
      message: expect.stringContaining('expected a version such as') as string,
    }),
  );
});

test.each([
  { among: ['1.9.0', '1.18.2', '1.18.10'], wins: '1.18.10' },
  { among: ['1.18.0', '2.0.0', '1.99.99'], wins: '2.0.0' },
  { among: ['1.19.0-beta.2', '1.19.0'], wins: '1.19.0' },
  { among: ['1.18.33', '1.19.0-beta.2'], wins: '1.19.0-beta.2' },
])('$wins is the newest of $among', ({ among, wins }) => {
  expect(newest(among.map((version) => ({ version })))?.version).toBe(wins);
});
