import { expect, test } from 'vitest';
import { opencodePackages, type Platform, ripgrepPackage } from '../../src/agent/platform.ts';

const linux: Platform = { os: 'linux', arch: 'x64', musl: false, avx2: true };

test.each([
  { on: 'a usual Linux', platform: linux, first: 'opencode-linux-x64' },
  {
    on: 'a processor without AVX2',
    platform: { ...linux, avx2: false },
    first: 'opencode-linux-x64-baseline',
  },
  { on: 'Alpine', platform: { ...linux, musl: true }, first: 'opencode-linux-x64-musl' },
  {
    on: 'Alpine without AVX2',
    platform: { ...linux, musl: true, avx2: false },
    first: 'opencode-linux-x64-baseline-musl',
  },
  {
    on: 'an ARM server',
    platform: { ...linux, arch: 'arm64', avx2: false },
    first: 'opencode-linux-arm64',
  },
  {
    on: 'Alpine on ARM',
    platform: { ...linux, arch: 'arm64', musl: true, avx2: false },
    first: 'opencode-linux-arm64-musl',
  },
  {
    on: 'a Mac',
    platform: { os: 'darwin', arch: 'arm64', musl: false, avx2: undefined },
    first: 'opencode-darwin-arm64',
  },
  {
    on: 'an Intel Mac',
    platform: { os: 'darwin', arch: 'x64', musl: false, avx2: undefined },
    first: 'opencode-darwin-x64',
  },
  {
    on: 'Windows',
    platform: { os: 'windows', arch: 'x64', musl: false, avx2: undefined },
    first: 'opencode-windows-x64',
  },
])('$on is served by $first', ({ platform, first }) => {
  expect(opencodePackages(platform)[0]).toBe(first);
});

test.each([
  {
    on: 'Linux',
    platform: linux,
    all: [
      'opencode-linux-x64',
      'opencode-linux-x64-baseline',
      'opencode-linux-x64-musl',
      'opencode-linux-x64-baseline-musl',
    ],
  },
  {
    on: 'Linux without AVX2',
    platform: { ...linux, avx2: false },
    all: [
      'opencode-linux-x64-baseline',
      'opencode-linux-x64',
      'opencode-linux-x64-baseline-musl',
      'opencode-linux-x64-musl',
    ],
  },
  {
    on: 'Linux with musl and AVX2',
    platform: { ...linux, musl: true },
    all: [
      'opencode-linux-x64-musl',
      'opencode-linux-x64-baseline-musl',
      'opencode-linux-x64',
      'opencode-linux-x64-baseline',
    ],
  },
  {
    on: 'ARM Linux',
    platform: { ...linux, arch: 'arm64' },
    all: ['opencode-linux-arm64', 'opencode-linux-arm64-musl'],
  },
  {
    on: 'an Intel Mac',
    platform: { os: 'darwin', arch: 'x64', musl: false, avx2: undefined },
    all: ['opencode-darwin-x64', 'opencode-darwin-x64-baseline'],
  },
])("the fallbacks on $on follow opencode's own order", ({ platform, all }) => {
  expect(opencodePackages(platform)).toEqual(all);
});

test.each([
  { platform: linux, name: '@vscode/ripgrep-linux-x64' },
  { platform: { ...linux, os: 'windows' }, name: '@vscode/ripgrep-win32-x64' },
])('ripgrep comes from $name', ({ platform, name }) => {
  expect(ripgrepPackage(platform)).toBe(name);
});
