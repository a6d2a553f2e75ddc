import { textOf } from './chat-request.ts';
import type { Chance } from './fake-opencode/chance.ts';
import { say, script, task, together, type ScriptedModel } from './scripted-model.ts';
import { turns } from './turns-played.ts';

/** A session that is to be: the last it says is `result of NAME`. */
type PlannedNode = { name: string; background: boolean; delay: number; children: PlannedNode[] };

/** A tree of sessions that a prompt makes the scripted model grow. */
export type PlannedTree = {
  name: string;
  prompt: string;
  /** The root first. */
  nodes: PlannedNode[];
};

const DELAYS = [0, 400] as const;

/** Up to three children, each of which may have up to two, in the foreground and in the background. */
export function plantTree(name: string, chance: Chance): PlannedTree {
  const root = node(name, chance, [3, 2]);
  return { name, prompt: promptOf(root), nodes: [root, ...below(root)] };
}

function node(name: string, chance: Chance, [most = 0, ...deeper]: number[]): PlannedNode {
  const count = chance.within([0, most]);
  return {
    name,
    background: chance.hits(0.6),
    delay: chance.within(DELAYS),
    children: Array.from({ length: count }, (_, index) => node(`${name}.${index}`, chance, deeper)),
  };
}

function below({ children }: PlannedNode): PlannedNode[] {
  return children.flatMap((child) => [child, ...below(child)]);
}

/** Launches all children in one turn. Each wake-up has a step; several results may be answered by one. */
function promptOf({ name, delay, children }: PlannedNode): string {
  const last = say(`result of ${name}`, { delay });
  if (children.length === 0) return script(last);
  const calls = children.map((child) =>
    task({
      prompt: promptOf(child),
      description: child.name,
      agent: child.children.length === 0 ? 'general' : 'lead',
      background: child.background,
    }),
  );
  return script(together(...calls), last, ...children.map(() => last));
}

/** Whether some session has gone on with the result of this one before it: by a tool or by a delivery. */
export function heard(model: ScriptedModel, name: string): boolean {
  return turns(model).some(({ body }) =>
    body.messages.some((message) => {
      const text = textOf(message);
      const isResult = message.role === 'tool' || text.includes('state="completed"');
      return isResult && text.includes(`result of ${name}\n`);
    }),
  );
}
