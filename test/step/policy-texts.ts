import { resolvePolicy } from '../../src/hygiene/config/resolve.ts';
import type { Policy } from '../../src/hygiene/policy.ts';

/** Policies as people write them. */
export const POLICY_TEXTS = [
  'version: 1\n',
  '',
  '# nothing yet\n',
  '{version: 1, mode: warn}',
  '{version: 1}',
  'mode: enforce',
  'mode:\n',
  'mode: ~\nrules: { pr-title: { mode: warn } }\n',
  'rules:\n  pr-title:\n    mode: warn\n',
  'extends: [preset:strict]\n"mode": \'warn\'\n\n',
];

export function policyOf(text: string): Policy {
  const { policy, problems } = resolvePolicy({
    repository: { owner: 'octo', name: 'hello' },
    own: [{ path: '.github/hygiene.yml', text }],
    extended: new Map(),
  });
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
  return policy;
}
