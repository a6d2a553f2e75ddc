import type { Forge } from '../../../src/forge/forge.ts';
import type { SubjectRef } from '../../../src/forge/model.ts';
import { keepBlankIssues } from '../../../src/hygiene/keep-blank-issues.ts';
import { createMemory } from '../../../src/hygiene/memory.ts';
import { builtInNotices } from '../../../src/hygiene/notice-files.ts';
import type { World } from '../../../src/hygiene/observe.ts';
import { createPolicies } from '../../../src/hygiene/policies.ts';
import { reconcile } from '../../../src/hygiene/reconcile.ts';
import type { BlankIssuesResult } from '../../../src/text/blank-issues-result.ts';
import { fakeForge } from '../../support/forge-world/fake-forge.ts';
import { openedForgejo, openedGitea } from '../../support/forge-world/gitea/opened-gitea.ts';
import { openedGithub } from '../../support/forge-world/github/opened-github.ts';
import { START, type WorldOptions } from '../../support/forge-world/ground.ts';
import { type ForgeWorld, forgeWorld } from '../../support/forge-world/world.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';

export const CONFIG = '.github/ISSUE_TEMPLATE/config.yml';
export const TEMPLATE = '.github/ISSUE_TEMPLATE/bug.md';
export const BUG =
  '---\nname: Bug\nabout: Something is broken\n---\n\n## What happened\n\n## What you expected\n';
export const REPORT =
  '## What happened\n\nIt ends too early.\n\n## What you expected\n\nThat it waits.\n';
/** Comments, an odd order, a quoted value and two kinds of line ends: all of it stays. */
export const OFF =
  '# menu\r\ncontact_links: []  # none yet\n"blank_issues_enabled":   false # since May\n\n# end';
export const ON = OFF.replace('false', 'true');
export const COMMIT = 'issues: { write: commit }\n';

type Opened = { world: ForgeWorld; forge: Forge };

/** An engine before a world: looks at subjects, and keeps the switch as a sweep does. */
export class Bot {
  readonly world: ForgeWorld;
  readonly #engine: World;

  constructor({ world, forge }: Opened) {
    const clock = world.clock as SteppedClock;
    this.world = world;
    const policies = createPolicies({ forge, clock, builtInNotices: builtInNotices() });
    this.#engine = { forge, policies, memory: createMemory(), clock };
  }

  async look(ref: SubjectRef): Promise<void> {
    await reconcile(ref, { reason: 'event' }, this.#engine);
  }

  async keep(): Promise<BlankIssuesResult | undefined> {
    this.#engine.policies.forget(this.world.home());
    const home = await this.#engine.policies.of(this.world.home());
    return home && keepBlankIssues(home, this.#engine.forge);
  }

  /** What the bot said to a command of the owner, and whether it nodded. */
  async told(command: string, { by = 'octo' } = {}): Promise<{ reply: string; nods: string[] }> {
    const issue = this.world.openIssue({ author: 'ann', body: REPORT });
    const { id } = this.world.comment(issue, command, { by });
    await this.look(issue);
    const asked = this.world.commentsOn(issue).find((comment) => comment.id === id);
    const nods = asked?.reactions.map(({ content }) => content) ?? [];
    return { reply: this.world.noticesOn(issue).at(-1)?.body ?? '', nods };
  }
}

export function openedInMemory(options: WorldOptions = {}): Promise<Opened> {
  const world = forgeWorld({ clock: new SteppedClock(START), ...options });
  return Promise.resolve({ world, forge: fakeForge(world) });
}

export async function botOf(
  config: string,
  files: Readonly<Record<string, string>> = { [CONFIG]: OFF, [TEMPLATE]: BUG },
  open: (options?: WorldOptions) => Promise<Opened> = openedInMemory,
): Promise<Bot> {
  const opened = await open();
  opened.world.repository({
    files: { '.github/hygiene.yml': `version: 1\nmode: warn\n${config}`, ...files },
    permissions: { mona: 'maintain' },
  });
  return new Bot(opened);
}

/** The same story on every forge, over the wire and in memory. */
export const EVERY_FORGE = [
  ['GitHub', openedGithub],
  ['Gitea', openedGitea],
  ['Forgejo', openedForgejo],
  ['the fake in memory', openedInMemory],
] as const;
