import { expect, test } from 'vitest';
import { collected } from '../../contract/opened-forge.ts';
import { giteaWire } from './gitea-wire.ts';

const wire = giteaWire();
const HERE = { owner: 'octo', name: 'hello' };

type Listed = { number: number; updatedAt: number; label?: string; pull?: boolean };

function entryOf({ number, updatedAt, label = 'flagged', pull = true }: Listed): object {
  return {
    number,
    updated_at: new Date(updatedAt * 1000).toISOString(),
    labels: [{ id: 1, name: label }],
    pull_request: pull ? { merged: false } : null,
  };
}

function listOf(page: number, labels = 'flagged', state = 'open'): string {
  const asked = labels === '' ? '' : `&labels=${labels}`;
  return `repos/octo/hello/issues?state=${state}${asked}&page=${page}&limit=50`;
}

async function numbers(list: AsyncIterable<{ number: number }>): Promise<number[]> {
  const found: number[] = [];
  for await (const { number } of list) found.push(number);
  return found;
}

test('subjects are told by their last update, which the server does not sort by', async () => {
  const total = { 'x-total-count': '4' };
  const first = [
    { number: 9, updatedAt: 100 },
    { number: 8, updatedAt: 300, pull: false },
  ];
  const second = [
    { number: 8, updatedAt: 300, pull: false },
    { number: 2, updatedAt: 200 },
  ];
  wire()
    .on('GET', listOf(1), 200, first.map(entryOf), total)
    .on('GET', listOf(2), 200, second.map(entryOf), total);

  const listed = await collected(wire().forge().listLabelled(HERE, 'flagged', 'open'));

  expect(listed).toEqual([
    { number: 8, kind: 'issue', updatedAt: 300_000 },
    { number: 2, kind: 'pull-request', updatedAt: 200_000 },
    { number: 9, kind: 'pull-request', updatedAt: 100_000 },
  ]);
});

test('what does not carry the label is left out, whatever the server made of the question', async () => {
  const listed = [
    entryOf({ number: 1, updatedAt: 1, label: 'other' }),
    entryOf({ number: 2, updatedAt: 1, label: 'Flagged' }),
  ];
  wire().on('GET', listOf(1, 'flagged', 'closed'), 200, listed, { 'x-total-count': '2' });

  expect(await numbers(wire().forge().listLabelled(HERE, 'flagged', 'closed'))).toEqual([2]);
});

const LABELS = 'repos/octo/hello/labels?page=1&limit=50';
const OWNERS = 'orgs/octo/labels?page=1&limit=50';
const ONE = { 'x-total-count': '1' };
const TWO = { 'x-total-count': '2' };
const flagged = { id: 1, name: 'flagged' };

test('a label that there are two of is not asked for: the server would list what carries both', async () => {
  const all = [entryOf({ number: 1, updatedAt: 1 }), entryOf({ number: 2, updatedAt: 2 })];
  wire()
    .on('GET', listOf(1), 200, [], { 'x-total-count': '0' })
    .on('GET', LABELS, 200, [flagged, { id: 2, name: 'flagged' }], TWO)
    .on('GET', listOf(1, ''), 200, all, TWO);

  expect(await numbers(wire().forge().listLabelled(HERE, 'flagged', 'open'))).toEqual([2, 1]);
});

test('what carries both tells that there are two', async () => {
  const both = { ...entryOf({ number: 1, updatedAt: 1 }), labels: [flagged, flagged] };
  wire()
    .on('GET', listOf(1), 200, [both], ONE)
    .on('GET', listOf(1, ''), 200, [both, entryOf({ number: 2, updatedAt: 2 })], TWO);

  expect(await numbers(wire().forge().listLabelled(HERE, 'flagged', 'open'))).toEqual([2, 1]);
});

test('on Forgejo the label of an organisation is one of the two', async () => {
  wire()
    .on('GET', listOf(1), 200, [], { 'x-total-count': '0' })
    .on('GET', LABELS, 200, [flagged], ONE)
    .on('GET', OWNERS, 200, [{ id: 2, name: 'flagged' }], ONE)
    .on('GET', listOf(1, ''), 200, [entryOf({ number: 1, updatedAt: 1 })], ONE);
  const forge = wire().forge({ kind: 'forgejo' });

  expect(await numbers(forge.listLabelled(HERE, 'flagged', 'open'))).toEqual([1]);
});

test('a label that nothing carries is looked for once', async () => {
  wire()
    .on('GET', listOf(1), 200, [], { 'x-total-count': '0' })
    .on('GET', LABELS, 200, [flagged], ONE);

  expect(await numbers(wire().forge().listLabelled(HERE, 'flagged', 'open'))).toEqual([]);
});

test('without a count the list ends at an empty page', async () => {
  wire()
    .on('GET', listOf(1, ''), 200, [entryOf({ number: 1, updatedAt: 1 })])
    .on('GET', listOf(2, ''), 200, 'null');

  expect(await numbers(wire().forge().listOpen(HERE))).toEqual([1]);
});

test('a count that is too high does not make it endless', async () => {
  wire()
    .on('GET', listOf(1, ''), 200, [entryOf({ number: 1, updatedAt: 1 })], { 'x-total-count': '7' })
    .on('GET', listOf(2, ''), 200, [], { 'x-total-count': '7' });

  expect(await numbers(wire().forge().listOpen(HERE))).toEqual([1]);
});

test('a repository that is gone lists nothing', async () => {
  wire().on('GET', listOf(1, ''), 404);

  expect(await numbers(wire().forge().listOpen(HERE))).toEqual([]);
});

test('repositories are those that we may write to, each once', async () => {
  const first = [
    repository('a'),
    repository('old', { archived: true }),
    repository('b', { permissions: { push: false } }),
  ];
  const second = [repository('a'), repository('c', { permissions: null })];
  wire()
    .on('GET', 'user/repos?page=1&limit=50', 200, first, { 'x-total-count': '5' })
    .on('GET', 'user/repos?page=2&limit=50', 200, second, { 'x-total-count': '5' });

  const listed = await collected(wire().forge().listRepositories());

  expect(listed.map(({ name }) => name)).toEqual(['a', 'c']);
});

function repository(name: string, more: object = {}): object {
  const owner = { login: 'octo' };
  return { name, owner, html_url: '', permissions: { push: true }, ...more };
}
