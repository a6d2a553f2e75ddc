import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Added } from '../agent/checkout.ts';
import { object } from '../agent/json.ts';
import type { Leftovers } from '../agent/survivors.ts';
import type { Settings } from './settings.ts';

/**
 * What the main step leaves for the post step. On several runners no signal ever reaches a cancelled step and its
 * saved state may be lost, so this lies in a folder that both can name.
 */
export type Handover = {
  /** The main step's own process; its start time tells it from a later one with the same number. */
  main: { pid: number; startTime?: number };
  started: number;
  summary: Settings['summary'];
  /** The server's process and what it put into the checkout; absent while there is none. */
  server?: Leftovers & { added: Added };
  /** The comment of the run by its random id, and whether it says how the run ended; absent where none is wanted. */
  comment?: { id: string; isOver: boolean };
  /** The main step has reported the run: of the comment alone something may be left to do. */
  reported: boolean;
};

const FILE = 'handover.json';

/**
 * Makes the folder of a run: the step's own, or one beside it when that is taken (the same step may run twice).
 * Returns its path.
 */
export function makeRunFolder(stepFolder: string): string {
  mkdirSync(dirname(stepFolder), { recursive: true });
  for (let number = 1; ; number += 1) {
    const folder = number === 1 ? stepFolder : `${stepFolder}.${number}`;
    try {
      mkdirSync(folder, { mode: 0o700 });
      return folder;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** Written whole or not at all: we may be killed while we write. */
export function writeHandover(folder: string, handover: Handover): void {
  const path = join(folder, FILE);
  writeFileSync(`${path}.new`, JSON.stringify(handover), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/**
 * Says that the main step is done. Where that cannot be written, as on a full disk, no handover is left: a post step must not
 * take the run for one that was killed.
 */
export function closeHandover(folder: string, handover: Omit<Handover, 'reported'>): void {
  try {
    writeHandover(folder, { ...handover, reported: true });
  } catch {
    rmSync(join(folder, FILE), { force: true });
  }
}

export function readHandover(folder: string): Handover | undefined {
  try {
    const handover = object(JSON.parse(readFileSync(join(folder, FILE), 'utf8')));
    return typeof handover['reported'] === 'boolean' ? (handover as Handover) : undefined;
  } catch {
    return undefined;
  }
}

/** The folders of this step's runs for which something is left to do, the newest first. */
export function unfinished(stepFolder: string): string[] {
  const parent = dirname(stepFolder);
  const own = basename(stepFolder);
  let names: string[];
  try {
    names = readdirSync(parent);
  } catch {
    return [];
  }
  return names
    .filter((name) => name === own || name.startsWith(`${own}.`))
    .toSorted((a, b) => numberOf(a, own) - numberOf(b, own))
    .map((name) => join(parent, name))
    .filter((folder) => isUnfinished(readHandover(folder)))
    .toReversed();
}

function isUnfinished(handover: Handover | undefined): boolean {
  return handover?.reported === false || handover?.comment?.isOver === false;
}

/** The how-manieth run of its step a folder belongs to. */
function numberOf(name: string, own: string): number {
  return name === own ? 1 : Number(name.slice(own.length + 1));
}
