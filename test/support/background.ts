import { ledger } from '../../src/sessions/ledger.ts';
import { idOf, type Story } from './tree-builder.ts';

/** Verbs of a story about background launches, beyond those that the story has itself. */

type Child = { of?: string; taskId?: string; agent?: string };

/** The session exists; nobody has written to it yet. */
export function create(story: Story, name: string, { of = 'root', agent = 'explore' } = {}): Story {
  const session = { id: idOf(name), parentId: idOf(of), title: name, agent };
  const created = { ...session, directory: '/repo', created: story.now };
  return story.tell({ type: 'session', session: created, created: true });
}

/** oh-my-opencode's task tool, which returns at once. */
export function launchByPlugin(story: Story, name: string, child: Child = {}): Story {
  const { of = 'root', taskId = `bg_${name}` } = child;
  const call = story.call(of, 'task', name, { run_in_background: true });
  create(story, name, { of }).prompt(name);
  const launch = { kind: 'plugin', childId: idOf(name), taskId } as const;
  return call.complete('Background task launched.', { childId: idOf(name), launch });
}

/** The native task tool with the id of a child that there is already: the child is written to once more. */
export function relaunch(story: Story, name: string, { of = 'root', takes = 0 } = {}): Story {
  const call = story.call(of, 'task', name, { task_id: idOf(name), background: true });
  story.hear(name, 'More of it.');
  story.wait(takes);
  const launch = { kind: 'native', childId: idOf(name) } as const;
  return call.complete('<task>', { childId: idOf(name), launch });
}

/** oh-my-opencode writes to the parent: a wake, or with the mark a mere note. */
export function reportTask(
  story: Story,
  taskId: string,
  { to = 'root', header = '[BACKGROUND TASK COMPLETED]', noReply = false } = {},
): Story {
  const mark = noReply ? '\n<!-- OMO_INTERNAL_NOREPLY -->' : '';
  story.hear(to, `<system-reminder>\n${header}\n- \`${taskId}\`${mark}\n</system-reminder>`);
  return story;
}

/** The native task tool, which returns at once. */
export function launchNatively(story: Story, name = 'child'): Story {
  return story.launch(name, { by: 'background' }).wait(50);
}

/** The child answers and goes idle; nobody was told yet. */
export function answerIn(story: Story, name = 'child'): Story {
  return story.wait(500).say(name, 'Found.').idle(name);
}

/** What became of each launch, in order: `owed`, or how it was settled. */
export function fates(story: Story): string[] {
  return ledger(story.tree, story.now).map(({ settled }) => settled?.how ?? 'owed');
}
