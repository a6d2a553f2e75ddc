import { MODES } from '../hygiene/policy.ts';

export type StepInputSpec = {
  name: string;
  kind: 'text' | 'choice' | 'switch' | 'duration' | 'count' | 'map';
  /** One line of Markdown, without the default. */
  description: string;
  /** As it would be written in a workflow; absent: empty. */
  default?: string;
  /** Said in place of a default where an empty input does not simply mean "none". */
  otherwise?: string;
  example: string;
  values?: readonly string[];
};

/** Every input, in the order in which hygiene/action.yml and docs/hygiene-action.md show them. */
export const STEP_INPUTS = [
  {
    name: 'token',
    kind: 'text',
    description: 'The token that reads and writes; its account signs the notices.',
    default: '${{ github.token }}',
    example: '${{ secrets.HYGIENE_TOKEN }}',
  },
  {
    name: 'config',
    kind: 'map',
    description:
      "The policy in place of the repository's own `hygiene.yml`: YAML, or the path of a file of the default branch.",
    otherwise: '`hygiene.yml` of the default branch',
    example: '.github/strict-hygiene.yml',
  },
  {
    name: 'mode',
    kind: 'choice',
    description:
      'Takes the place of `mode` in the policy, and no rule does more than it: with `warn` nothing is closed, with `dry-run` only the check is written.',
    otherwise: 'what the policy says',
    values: MODES,
    example: 'dry-run',
  },
  {
    name: 'dry-run',
    kind: 'switch',
    description: 'Prints what would be written, and writes nothing, not even the check.',
    default: 'false',
    example: 'true',
  },
  {
    name: 'sweep-every',
    kind: 'duration',
    description:
      'How often the schedule starts this step. Deadlines are rounded up to the next sweep; without it no notice promises a close, and nothing is closed.',
    example: '1h',
  },
  {
    name: 'sweep-recent',
    kind: 'duration',
    description:
      'A sweep also looks at open pull requests and issues that were updated within this span, in case an event was missed.',
    example: '2h',
  },
  {
    name: 'sweep-limit',
    kind: 'count',
    description: 'How many pull requests and issues one sweep looks at; the next one goes on.',
    default: '200',
    example: '50',
  },
  {
    name: 'number',
    kind: 'count',
    description:
      'With `workflow_dispatch`: the number of the one pull request or issue to look at.',
    otherwise: 'all, as a sweep',
    example: '${{ inputs.number }}',
  },
  {
    name: 'fail-on-findings',
    kind: 'switch',
    description:
      'Whether the step fails when it finds something that an author or a maintainer has to fix. It always fails when the bot itself could not do its work.',
    default: 'false',
    example: 'true',
  },
  {
    name: 'closing-keywords',
    kind: 'text',
    description:
      'On Gitea and Forgejo: the words that close an issue, as the server was told by `CLOSE_KEYWORDS`.',
    otherwise: 'those that the forge comes with',
    example: 'close, closes, fix, fixes, löst',
  },
  {
    name: 'draft-prefixes',
    kind: 'text',
    description:
      'On Gitea and Forgejo: beginnings of titles that make a draft, as the server was told by `WORK_IN_PROGRESS_PREFIXES`.',
    otherwise: 'those that the forge comes with, `WIP:` and `[WIP]`',
    example: 'WIP:, Draft:',
  },
  {
    name: 'shared-repositories',
    kind: 'text',
    description:
      'On Gitea and Forgejo: repositories of the owner in which a `hygiene.yml` for all of theirs is looked for; the first that has one counts.',
    otherwise: '`.github`, `.profile`, `.gitea`',
    example: '.profile',
  },
] as const satisfies readonly StepInputSpec[];

export type StepInputName = (typeof STEP_INPUTS)[number]['name'];

export function stepInputSpec(name: StepInputName): StepInputSpec {
  const spec = STEP_INPUTS.find((each) => each.name === name);
  if (spec === undefined) throw new Error(`no input ${name}`);
  return spec;
}
