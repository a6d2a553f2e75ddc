import { RE2JS } from 're2js';
import { z } from 'zod';
import * as say from '../../text/config-problems.ts';
import { isGlob } from '../rules/path-globs.ts';
import { MODES } from '../policy.ts';
import { spanOf } from './span.ts';

/** The kinds of values that a config is made of. What they refuse is said in our sentences. */

const LONGEST_TEXT = 200;
const MOST_ENTRIES = 100;
/** An expression is run on every text of every subject. */
const LONGEST_EXPRESSION = 500;
/** What every forge takes as the name of a label. */
const LONGEST_LABEL = 50;

/** A key that may be left out. */
export function key<T extends z.ZodType>(type: T, description: string) {
  return type.optional().meta({ description });
}

/** Of a key that no layer below can have said. */
export function withDefault<T extends z.ZodType>(type: T, otherwise: unknown): T {
  return type.meta({ ...type.meta(), default: otherwise });
}

export function group<T extends z.ZodRawShape>(shape: T, description: string) {
  return key(z.strictObject(shape), description);
}

export function text(longest = LONGEST_TEXT) {
  return z.string().min(1).max(longest);
}

export function list<T extends z.ZodType>(entry: T, most = MOST_ENTRIES) {
  return z.array(entry).max(most);
}

export const ruleMode = z.enum(['auto', ...MODES]);

export function count(most: number) {
  return z.int().min(0).max(most);
}

const SPAN = /^(?:0|(?:\d{1,12}(?:\.\d{1,12})?(?:ms|s|m|h|d)){1,5})$/;
const LONGEST_SPAN = 365 * 24 * 60 * 60_000;

export const span = z
  .union([z.literal(0), z.string().regex(SPAN, { error: ({ input }) => spanSentence(input) })], {
    error: ({ input }) => spanSentence(input),
  })
  .refine((written) => spanOf(written) <= LONGEST_SPAN, {
    error: ({ input }) => say.spanTooLong(String(input)),
  });

function spanSentence(found: unknown): string {
  const isBare =
    typeof found === 'number' ||
    (typeof found === 'string' && /^\d{1,12}(?:\.\d{1,12})?$/.test(found));
  return isBare ? say.spanWithoutUnit(String(found)) : say.notASpan(found);
}

export const instant = z.union([z.iso.date(), z.iso.datetime({ offset: true })], {
  error: ({ input }) => say.notAnInstant(input),
});

export const expression = text(LONGEST_EXPRESSION).superRefine((written, context) => {
  const why = whyNotCompiled(written);
  if (why !== undefined) {
    context.addIssue({ code: 'custom', message: say.notAnExpression(written, why) });
  }
});

function whyNotCompiled(written: string): string | undefined {
  try {
    RE2JS.compile(written);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    return message.replace(/^error parsing regexp: /, '');
  }
}

export const glob = text().refine(isGlob, { error: ({ input }) => say.notAGlob(input) });

/** Of a file of the repository. */
export const path = text(500).refine(isPlainPath, { error: ({ input }) => say.notAPath(input) });

/** From the root of a repository, and staying in it. */
export function isPlainPath(written: string): boolean {
  const parts = written.split('/');
  const isClean = /^[^\p{Cc}\\:]+$/u.test(written) && written.trim() === written;
  return isClean && parts.every((part) => part !== '' && part !== '.' && part !== '..');
}

export const address = z
  .url({ protocol: /^https?$/, error: ({ input }) => say.notAnAddress(input) })
  .max(500);

export const label = z.union(
  [
    text(LONGEST_LABEL),
    z.strictObject({
      name: text(LONGEST_LABEL).meta({ description: 'Its name.' }),
      color: key(
        z
          .string({ error: ({ input }) => say.notAColor(input) })
          .regex(/^#?[0-9a-fA-F]{6}$/, { error: ({ input }) => say.notAColor(input) }),
        'Six hexadecimal digits. Without it a colour of ours.',
      ),
      description: key(z.string().max(100), 'What it means. Without it words of ours.'),
    }),
  ],
  { error: ({ input }) => say.notALabel(input) },
);
