import { z } from 'zod';
import { UnexpectedAnswer } from '../errors.ts';

/** An answer in the shape it was expected in. The error names the places, never the values. */
export function checked<T>(shape: z.ZodType<T>, answer: unknown, what: string): T {
  const result = shape.safeParse(answer);
  if (result.success) return result.data;
  const places = result.error.issues.slice(0, 3).map(({ path }) => path.join('.') || 'the answer');
  throw new UnexpectedAnswer(`The forge, ${what}: not as documented at ${places.join(', ')}`);
}

/** Lists without entries come as null, and may have holes. */
export const list = <T extends z.ZodType>(entry: T) =>
  z
    .array(entry.nullable())
    .nullish()
    .transform((entries) => (entries ?? []).filter((each) => each !== null));

export const instant = z
  .string()
  .transform((text) => Date.parse(text))
  .pipe(z.number());
