import { Refused } from '../errors.ts';
import type { Check, Repository } from '../model.ts';
import type { GiteaCalls } from './calls.ts';

/** The forge shows the latest status of a context. */
const CONTEXT = 'hygiene';

/** What fits beside the commit. */
const LONGEST_DESCRIPTION = 140;

/** A status knows no neutral, and its warning makes the whole commit yellow: who is only warned has passed. */
const STATES = { success: 'success', neutral: 'success', failure: 'failure' } as const;

/** Writes the check of a commit as its status: one word and one line. */
export async function setCheck(
  calls: GiteaCalls,
  { owner, name }: Repository,
  { sha, check }: { sha: string; check: Check },
): Promise<void> {
  const purpose = { what: `write a status of ${owner}/${name}`, needs: 'write:repository' };
  const status = {
    state: STATES[check.conclusion],
    context: CONTEXT,
    description: clipped(check.title),
  };
  const made = await calls.send('POST', ['repos', owner, name, 'statuses', sha], status, purpose);
  if (made === undefined) throw new Refused(`The forge, ${purpose.what}: the commit is gone`);
}

/** Cut between characters, not within one. */
function clipped(title: string): string {
  const characters = Array.from(title.replaceAll(/\s+/g, ' ').trim());
  return characters.length <= LONGEST_DESCRIPTION
    ? characters.join('')
    : `${characters.slice(0, LONGEST_DESCRIPTION - 1).join('')}…`;
}
