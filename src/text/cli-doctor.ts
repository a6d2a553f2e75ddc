import { clipLine } from './clip.ts';
import { oneLine } from './escape.ts';
import { listing } from './listing.ts';

/** What `agent-run doctor` says: of each part whether it is in order, and what to do where it is not. */

export type Part = 'version' | 'account' | 'repository' | 'token' | 'webhook' | 'config' | 'issues';

export type Finding = { part: Part; level: 'fine' | 'hint' | 'wrong'; message: string };

export function findingLine({ part, level, message }: Finding): string {
  return `${{ fine: 'ok   ', hint: 'hint ', wrong: 'WRONG' }[level]} ${part.padEnd(10)} ${message}`;
}

export function versionSupported({ kind, version }: { kind: string; version: string }): Finding {
  const name = kind === 'gitea' ? 'Gitea' : 'Forgejo';
  return fine('version', `${name} ${shown(version)} is supported.`);
}

export function versionAged(sentence: string): Finding {
  return hint('version', shown(sentence, 400));
}

export function accountIs(login: string): Finding {
  return fine('account', `the token is that of ${shown(login)}, who will write the notices.`);
}

export function repositoryUnseen({ owner, name }: { owner: string; name: string }): Finding {
  return wrong(
    'repository',
    `${shown(`${owner}/${name}`)} does not exist, or the account may not see it. Add it as a collaborator.`,
  );
}

export function permissionIs(permission: string): Finding {
  if (['write', 'maintain', 'admin'].includes(permission)) {
    return fine('repository', `the account has ${permission} access.`);
  }
  return wrong(
    'repository',
    `the account has ${permission} access, but labels and closing take write access. Give it to the account.`,
  );
}

export function scopeHeld(scope: string): Finding {
  return fine('token', `it has the scope ${scope}.`);
}

export function forbidden(part: Part, needs: string): Finding {
  return wrong(part, `this is not allowed to the token; it needs ${shown(needs)}. Make a new one.`);
}

export function hooksUnseen(): Finding {
  return hint(
    'webhook',
    'none was found, but those of the repository are only shown to its administrators. Look into its settings, or use the token of an administrator.',
  );
}

export function hookMissing(url: string | undefined): Finding {
  const to = url === undefined ? 'to a bot' : `to ${shown(url)}`;
  return wrong(
    'webhook',
    `there is none ${to}: the bot hears of nothing before its next sweep. Make one: agent-run hooks install.`,
  );
}

export function hookTwice(count: number): Finding {
  return hint('webhook', `${String(count)} of them tell the same. One is enough.`);
}

export function hookAsleep(url: string): Finding {
  return wrong('webhook', `${shown(url)} is not active. ${INSTALL}`);
}

export function hookNotJson(url: string, found: string): Finding {
  return wrong(
    'webhook',
    `${shown(url)} is sent as ${shown(found)}, but the bot reads json. ${INSTALL}`,
  );
}

export function hookLacksEvents(url: string, missing: readonly string[]): Finding {
  return wrong('webhook', `${shown(url)} does not tell of ${listing(missing, 'and')}. ${INSTALL}`);
}

export function hookInOrder(url: string): Finding {
  return fine('webhook', `${shown(url)} is active and tells of everything that is needed.`);
}

export function hookMayBeRefused(sentence: string): Finding {
  return hint('webhook', sentence);
}

/** What the forge does not tell of itself; whoever runs the server can compare. */
export function serverSettings(given: {
  drafts: readonly string[];
  closing: readonly string[];
  shared: readonly string[];
}): Finding[] {
  const { drafts, closing, shared } = given;
  return [
    fine(
      'config',
      drafts.length === 0
        ? 'no beginning of a title makes a draft.'
        : `titles that begin with ${named(drafts)} count as drafts; the server has its own list.`,
    ),
    fine('config', `the words ${named(closing)} link an issue; the server has its own list.`),
    fine(
      'config',
      shared.length === 0
        ? 'no shared config of the owner is looked for.'
        : `a shared config of the owner is looked for in ${named(shared)}.`,
    ),
  ];
}

export function ownerConfigIs(repository: string, path: string): Finding {
  return fine('config', `${shown(path)} of the owner's ${shown(repository)} lies below it.`);
}

export function configFound(paths: readonly string[], mode: string): Finding {
  const [path] = paths;
  if (path === undefined) {
    return hint(
      'config',
      `there is none on the default branch; the mode is ${mode}. Write one: agent-run init.`,
    );
  }
  return fine('config', `${shown(path)} counts; the mode is ${mode}.`);
}

export function configProblem(problem: { file: string; line?: number; message: string }): Finding {
  const line = problem.line === undefined ? '' : `:${String(problem.line)}`;
  return wrong('config', `${shown(problem.file)}${line}: ${shown(problem.message, 400)}`);
}

export function templateIs(path: string): Finding {
  return fine('config', `${shown(path)} is the template of pull requests.`);
}

export function noTemplate(): Finding {
  return hint('config', 'there is no template of pull requests: descriptions are not compared.');
}

export function issueConfigIs({ value, valid }: { value: boolean; valid?: boolean }): Finding {
  const effect = value ? 'may be blank' : 'take a template';
  if (valid === false) {
    return wrong(
      'issues',
      `the config of the issue templates has a mistake, so that the forge ignores all of it: issues ${effect}. Correct it.`,
    );
  }
  return fine('issues', `new issues ${effect}, as the forge itself says.`);
}

function named(entries: readonly string[]): string {
  return listing(
    entries.map((entry) => shown(entry, 60)),
    'and',
    { most: 20 },
  );
}

const INSTALL = 'Make it anew: agent-run hooks install.';

function fine(part: Part, message: string): Finding {
  return { part, level: 'fine', message };
}

function hint(part: Part, message: string): Finding {
  return { part, level: 'hint', message };
}

function wrong(part: Part, message: string): Finding {
  return { part, level: 'wrong', message };
}

function shown(text: string, most = 200): string {
  return clipLine(oneLine(text), most);
}
