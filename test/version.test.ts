import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { object } from '../src/agent/json.ts';
import { VERSION } from '../src/version.ts';

it('is one version, in the package and in what transcripts say', () => {
  const path = new URL('../package.json', import.meta.url);

  expect(object(JSON.parse(readFileSync(path, 'utf8')))['version']).toBe(VERSION);
});
