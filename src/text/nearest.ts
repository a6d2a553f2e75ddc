/** The valid name that `wanted` was most likely meant to be, or undefined when none is close. */
export function nearest(wanted: string, valid: readonly string[]): string | undefined {
  const plain = fold(wanted);
  let best: { name: string; distance: number } | undefined;
  for (const name of valid) {
    const distance = editDistance(plain, fold(name));
    if (distance <= tolerance(plain, name) && distance < (best?.distance ?? Infinity)) {
      best = { name, distance };
    }
  }
  return best?.name ?? valid.find((name) => sharesWord(plain, fold(name)));
}

function fold(name: string): string {
  return name.toLowerCase().replaceAll(/[_\s]+/g, '-');
}

/** One slip in a short name, about one in three letters of a longer one. */
function tolerance(wanted: string, name: string): number {
  return Math.max(1, Math.floor(Math.min(wanted.length, name.length) / 3));
}

/** `denials` for `completed-with-denials`: a whole word of it that is long enough to mean something. */
function sharesWord(wanted: string, name: string): boolean {
  return wanted.length >= 4 && name.split('-').includes(wanted);
}

/** Insertions, deletions, replacements, and swaps of neighbours (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      }
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}
