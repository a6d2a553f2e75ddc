import type { Forge } from '../../forge/forge.ts';
import type { Change } from '../../forge/model.ts';
import { dryFiles } from '../../hygiene/dry-files.ts';

export type SweepForge = Forge & {
  /** What was written since the last call, or in a dry run would have been. */
  taken(): readonly Change[];
  /** Whether a check may be written with nothing else: nobody knows here which one stands. */
  loneChecks: boolean;
};

/** The forge with a book of what was written to it; a dry run writes into the book alone. */
export function sweepForge(forge: Forge, { dryRun }: { dryRun: boolean }): SweepForge {
  let written: Change[] = [];
  const { files, ...rest } = forge;
  const book: SweepForge = {
    ...rest,
    ...(files === undefined ? {} : { files: dryRun ? dryFiles(files) : files }),
    loneChecks: false,
    taken() {
      const last = written;
      written = [];
      return last;
    },
    async write(subject, changes) {
      if (!book.loneChecks && changes.every((change) => change.do === 'set-check')) return;
      if (!dryRun) await forge.write(subject, changes);
      written.push(...changes);
    },
  };
  return book;
}
