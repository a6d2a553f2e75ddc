import { expect } from 'vitest';
import type { Forge, Wanted } from '../../src/forge/forge.ts';
import type { SubjectReading, SubjectRef } from '../../src/forge/model.ts';
import type { WorldOptions } from '../support/forge-world/ground.ts';
import type { ForgeWorld } from '../support/forge-world/world.ts';

/** A forge through one adapter, and the world behind it. Whatever it holds open ends with the test. */
export type OpenedForge = { world: ForgeWorld; forge: Forge };
export type OpenForge = (options?: WorldOptions) => Promise<OpenedForge>;

export const MARKER = '<!-- a notice of ours';
export const NOTICE = `${MARKER} 1 -->\nTwo things are missing.`;
export const LOOK = { name: 'needs:issue', color: 'd93f0b', description: 'Links no issue yet' };

export const NOTHING_SPECIAL: Wanted = {
  marker: MARKER,
  commandPrefix: '/hygiene',
  references: [],
  permissionsOf: [],
  changes: false,
};

/** A read that must find something. */
export async function readingOf(
  { forge }: OpenedForge,
  ref: SubjectRef,
  wanted: Partial<Wanted> = {},
): Promise<SubjectReading> {
  const reading = await forge.readSubject(ref, { ...NOTHING_SPECIAL, ...wanted });
  expect(
    reading?.subject.number,
    `the forge should know ${ref.owner}/${ref.name}#${ref.number}`,
  ).toBe(ref.number);
  return reading as SubjectReading;
}

export async function collected<T>(list: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const each of list) all.push(each);
  return all;
}
