import type { Repository, SubjectRef } from '../../src/forge/model.ts';
import { MINUTE } from './forge-world/state.ts';
import { COALESCED, type LiveBots } from './live-bot.ts';

const TEMPLATE = '### Issue for this PR\n\nCloses #\n\n### What does this PR do?\n';
/** As the origin has it: two notices, two labels, two hours, words of thanks. */
const ORIGIN = 'version: 1\nextends: [preset:opencode]\n';

export const TITLE = 'fix(run): wait for background sessions';
export const BAD = '## Problem\n\nIt ends early.\n\n## Fix\n\nWait for the children.\n';
export const GOOD =
  '### Issue for this PR\n\nCloses #1\n\n### What does this PR do?\n\nIt waits for the children.\n';

/** A repository that closes what is not fixed in time, with an open issue #1. */
export function enforcingRepository({ world }: LiveBots, owner = 'octo'): Repository {
  const repository = world.repository({
    owner,
    files: { '.github/pull_request_template.md': TEMPLATE, '.github/hygiene.yml': ORIGIN },
  });
  world.openIssue({ repository, title: 'It ends early' });
  return repository;
}

/** Nobody has told the bot yet. */
export function openPull(
  { world }: LiveBots,
  body: string,
  repository = world.home(),
  title = TITLE,
): SubjectRef {
  return world.openPull({ repository, author: 'ann', title, body });
}

/** Tells the bot minutes later, when a link may not be about to show any more; waits until it has said what is wrong. */
export async function untilFlagged(here: LiveBots, pull: SubjectRef): Promise<void> {
  here.pass(2 * MINUTE);
  await here.deliver();
  here.pass(COALESCED);
  await here.until(() => here.world.labelsOn(pull).length === 2);
}

/** What people see in the end; instants are left out. */
export function look({ world }: LiveBots, pull: SubjectRef) {
  const [notices, replies] = [true, false].map((isNotice) =>
    world.noticesOn(pull).filter(({ body }) => body.startsWith('<!--') === isNotice),
  );
  return {
    state: world.stateOf(pull),
    labels: world.labelsOn(pull),
    check: world.checkOn(pull)?.conclusion,
    notices: notices?.map(({ minimised, body }) => [minimised, wordsOf(body)]),
    replies: replies?.length ?? 0,
  };
}

function wordsOf(notice: string): string {
  return notice.replace(/^<!--.*?-->/s, '').replaceAll(/\d+/g, '0');
}
