/** A value read from what a person wrote, or one sentence that says what is wrong with it. */
export type Parsed<T> = { ok: true; value: T } | { ok: false; problem: string };

export function good<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

export function bad<T = never>(problem: string): Parsed<T> {
  return { ok: false, problem };
}
