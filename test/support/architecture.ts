import { basename, dirname, join } from 'node:path/posix';
import type { SourceFacts } from './source-facts.ts';

/** The folders of src/ that a folder may import from, besides itself and the files directly in src/. */
const DIRECTIONS: Readonly<Record<string, readonly string[]>> = {
  action: ['agent', 'sessions', 'forge', 'text'],
  agent: ['sessions', 'text'],
  bot: ['hygiene', 'forge', 'text'],
  cli: ['action', 'bot', 'hygiene', 'forge', 'sessions', 'text'],
  forge: [],
  hygiene: ['forge', 'text'],
  sessions: [],
  step: ['hygiene', 'forge', 'text'],
  text: ['sessions'],
};

/** Types known everywhere: what a run is asked to do, the mask that all published text passes, the words of the bot. */
const SHARED_TYPES = [
  'src/action/settings.ts',
  'src/agent/masking.ts',
  'src/forge/model.ts',
  'src/hygiene/finding.ts',
  'src/hygiene/policy.ts',
  'src/hygiene/record.ts',
];

/** The only places a package may be imported from; a place is a file, or a folder with all below it. */
const FENCES: readonly { package: RegExp; places: readonly string[] }[] = [
  { package: /^@actions\/core$/, places: ['src/action', 'src/step'] },
  { package: /^@actions\/github$/, places: ['src/step', 'src/forge/github'] },
  { package: /^@octokit\//, places: ['src/forge/github'] },
  { package: /^@opencode-ai\//, places: ['src/agent'] },
  { package: /^commander$/, places: ['src/cli'] },
  { package: /^eventsource-parser/, places: ['src/agent'] },
  { package: /^probot$/, places: ['src/bot/main.ts', 'src/bot/app.ts'] },
  { package: /^(node:)?child_process$/, places: ['src/agent', 'src/action/git.ts'] },
  { package: /^(node:)?sqlite$/, places: ['src/bot'] },
  { package: /^(node:)?timers(\/|$)/, places: ['src/clock.ts'] },
];

/** The same for what needs no import. */
const GLOBAL_FENCES: readonly { global: RegExp; places: readonly string[] }[] = [
  {
    global: /^(setTimeout|setInterval|setImmediate|AbortSignal\.timeout)$/,
    places: ['src/clock.ts'],
  },
  {
    global: /^process\.exit$/,
    places: [
      'src/action/main.ts',
      'src/action/post.ts',
      'src/bot/main.ts',
      'src/cli/main.ts',
      'src/step/main.ts',
      'src/supported-node.ts',
    ],
  },
];

/** Files whose results depend on their arguments alone. */
const PURE = [
  'src/sessions',
  'src/text',
  'src/agent/policy.ts',
  'src/agent/permission-rules.ts',
  'src/forge/errors.ts',
  'src/forge/model.ts',
  'src/forge/gitea/accounts.ts',
  'src/forge/gitea/checked.ts',
  'src/forge/gitea/draft.ts',
  'src/forge/gitea/settings.ts',
  'src/forge/gitea/subject-reading.ts',
  'src/forge/gitea/subject-shapes.ts',
  'src/forge/github/payload-shapes.ts',
  'src/forge/github/payload-subject.ts',
  'src/hygiene/policy.ts',
  'src/hygiene/rules',
  'src/hygiene/template',
  'src/hygiene/links',
  'src/hygiene/config',
  'src/hygiene/state',
  'src/hygiene/commands.ts',
  'src/hygiene/blank-issues',
  'src/bot/ingress',
];
/** Compute on their arguments; only with relative paths would node:path ask for the current folder. */
const PURE_PACKAGE =
  /^(node:path(\/posix)?|markdown-it|mustache|picomatch|re2js|conventional-commits-parser|yaml|zod)$/;
const IMPURE_GLOBAL =
  /^(process|console|fetch|performance|crypto|globalThis|new Date|Date\.now|Math\.random)$/;

const LONGEST_FILE = 300;
const VAGUE_NAME = /(^|[-.])(util|utils|helper|helpers|common|misc|manager|managers)([-.]|$)/i;

/** Sentences about what `path` breaks of docs/architecture.md, each with what to do; empty when nothing. */
export function violations(path: string, facts: SourceFacts): string[] {
  return [
    ...shapeViolations(path, facts),
    ...(path.startsWith('src/')
      ? [
          ...directionViolations(path, facts),
          ...fenceViolations(path, facts),
          ...purityViolations(path, facts),
        ]
      : []),
  ];
}

function shapeViolations(path: string, { lines, hasDefaultExport }: SourceFacts): string[] {
  const vague = path.split('/').find((part) => VAGUE_NAME.test(part));
  return [
    ...(lines > LONGEST_FILE
      ? [`has ${lines} lines, at most ${LONGEST_FILE}: split it along its concepts`]
      : []),
    ...(vague === undefined ? [] : [`"${vague}" names no concept: name what is inside`]),
    ...(hasDefaultExport && path.startsWith('src/') ? ['has a default export: name it'] : []),
  ];
}

function directionViolations(path: string, { imports }: SourceFacts): string[] {
  const from = folderOf(path);
  return imports.flatMap((entry) => {
    const target = targetOf(path, entry.from);
    if (target === undefined) return [];
    const to = folderOf(target);
    const isShared = entry.typeOnly && SHARED_TYPES.includes(target);
    if (to === from || to === '' || isShared || DIRECTIONS[from]?.includes(to) === true) {
      return adapterViolations(path, target);
    }
    return [`imports ${target}: ${from === '' ? 'src' : from} may not know ${to}`];
  });
}

/** The forges do not know each other, and the port knows none of them. */
function adapterViolations(path: string, target: string): string[] {
  const [from, to] = [path, target].map((file) => /^src\/forge\/([^/]+)\//.exec(file)?.[1]);
  if (to === undefined || from === to || folderOf(path) !== 'forge') return [];
  return [`imports ${target}: ${from ?? 'the port'} may not know ${to}`];
}

function fenceViolations(path: string, { imports, globals }: SourceFacts): string[] {
  return [
    ...FENCES.flatMap(({ package: name, places }) =>
      imports
        .filter(({ from }) => name.test(from) && !isIn(path, places))
        .map(({ from }) => `imports ${from}: only ${places.join(', ')} may`),
    ),
    ...GLOBAL_FENCES.flatMap(({ global, places }) =>
      [...globals]
        .filter((name) => global.test(name) && !isIn(path, places))
        .map((name) => `uses ${name}: only ${places.join(', ')} may`),
    ),
  ];
}

function purityViolations(path: string, { imports, globals }: SourceFacts): string[] {
  if (!isIn(path, PURE)) return [];
  return [
    ...imports
      .filter(({ typeOnly }) => !typeOnly)
      .filter(({ from }) => !PURE_PACKAGE.test(from) && !isIn(targetOf(path, from) ?? from, PURE))
      .map(({ from }) => `imports ${from}, which is not pure: hand the value in instead`),
    ...[...globals]
      .filter((name) => IMPURE_GLOBAL.test(name))
      .map((name) => `uses ${name}, which is not pure: hand the value in instead`),
  ];
}

/** The file a relative import means, from the project's root; undefined for a package. */
function targetOf(path: string, from: string): string | undefined {
  return from.startsWith('.') ? join(dirname(path), from) : undefined;
}

/** The first folder below src/; empty for a file that lies directly in it. */
function folderOf(path: string): string {
  const [, folder = ''] = path.split('/');
  return folder === basename(path) ? '' : folder;
}

function isIn(path: string, places: readonly string[]): boolean {
  return places.some((place) => path === place || path.startsWith(`${place}/`));
}
