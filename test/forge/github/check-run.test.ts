import { expect, test } from 'vitest';
import { Forbidden, ForgeUnavailable, Refused } from '../../../src/forge/errors.ts';
import type { Change } from '../../../src/forge/model.ts';
import { githubWire } from './github-wire.ts';
import { REF } from './subject-answers.ts';

const wire = githubWire();
const SHA = 'a'.repeat(40);
const CHECK: Change = {
  do: 'set-check',
  sha: SHA,
  check: { conclusion: 'failure', title: 'Two things', summary: '- one' },
};
const CHECKS = '/repos/octo/hello/check-runs';

test('a check of the same commit goes into the same run, and into a new one when that is gone', async () => {
  const forge = wire().forge();
  wire()
    .rest('POST', CHECKS, 201, { id: 5 })
    .rest('PATCH', `${CHECKS}/5`, 200, { id: 5 })
    .rest('PATCH', `${CHECKS}/5`, 404, { message: 'Not Found' })
    .rest('POST', CHECKS, 201, { id: 6 });

  for (let times = 0; times < 3; times += 1) await forge.write(REF, [CHECK]);

  expect(wire().requests).toHaveLength(4);
});

test.each([
  [403, Forbidden],
  [404, Refused],
  [422, Refused],
  [503, ForgeUnavailable],
])('a check that is answered by %d is not written', async (status, expected) => {
  wire().rest('POST', CHECKS, status, { message: 'No' });

  await expect(wire().forge().write(REF, [CHECK])).rejects.toThrow(expected);
});

test('a summary is cut to what GitHub takes', async () => {
  const check = {
    conclusion: 'neutral' as const,
    title: 't'.repeat(999),
    summary: 's'.repeat(70_000),
  };
  wire().rest('POST', CHECKS, 201, { id: 5 });

  await wire()
    .forge()
    .write(REF, [{ do: 'set-check', sha: SHA, check }]);

  const [{ output }] = wire().sent as [{ output: { title: string; summary: string } }];
  expect([output.title.length, output.summary.length]).toEqual([255, 65_535]);
});
