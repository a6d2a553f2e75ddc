import type { Forge } from '../../../src/forge/forge.ts';
import type { LabelLook } from '../../../src/forge/model.ts';
import type { GithubWire } from './github-wire.ts';
import { reading, REF, WANTED } from './subject-answers.ts';

export const LABEL: LabelLook = {
  name: 'needs:"love" `now`',
  color: '#d93f0b',
  description: 'Help',
};

const LABELS = { labels: { nodes: [{ id: 'L1', name: LABEL.name }] } };

/** What GitHub says of a change that was made. */
export const done = { clientMutationId: null };

/** A forge that has read the subject, as every reconcile does. */
export async function afterRead(
  wire: GithubWire,
  subject: object,
  repository: object = LABELS,
): Promise<Forge> {
  const forge = wire.forge();
  wire.answers(reading(subject, repository));
  await forge.readSubject(REF, WANTED);
  return forge;
}

/** The fields of the last mutation, without their names, and its variables. */
export function written(wire: GithubWire): {
  fields: string[];
  variables: Record<string, unknown>;
} {
  const { document, variables } = wire.asked.at(-1) ?? { document: '', variables: {} };
  const fields = [...document.matchAll(/change\d+: (\w+)/g)].map(([, name]) => name ?? '');
  return { fields, variables };
}
