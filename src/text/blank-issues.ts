import type { ForgeKind } from '../forge/model.ts';
import { listing } from './listing.ts';
import type { Pen } from './pen.ts';

/** Why a forge does not take a config, or why it cannot be changed. What is found in it was written by strangers. */
export type ConfigProblem =
  | { kind: 'too-large' | 'not-a-mapping' | 'several-documents' | 'links-not-a-list' }
  | { kind: 'not-yaml' | 'duplicate-key'; line?: number }
  | { kind: 'not-a-boolean'; found: string }
  /** Of a contact link, from 1. */
  | { kind: 'link-incomplete'; position: number; lacks: 'name' | 'url' | 'about' }
  | { kind: 'link-without-address'; position: number; url: string }
  /** The switch cannot be set without changing something else. */
  | { kind: 'not-editable' };

/** Something that people should know about the switch; it stops nothing. */
export type BlankIssuesWarning =
  | { kind: 'no-effect' }
  | { kind: 'single-template'; path: string }
  | { kind: 'invalid'; path: string; problem: ConfigProblem }
  /** `decidesOn`: other forges that go by this file; on none when it is read nowhere. */
  | { kind: 'other-config'; path: string; decidesOn: readonly ForgeKind[] }
  | { kind: 'detached-from-owner'; files: readonly string[] };

/** Why the switch was left as it is. */
export type BlankIssuesRefusal =
  | { kind: 'hides-owner-files'; files: readonly string[] }
  | { kind: 'not-changed'; path: string; problem: ConfigProblem };

const FORGE_NAMES: Readonly<Record<ForgeKind, string>> = {
  github: 'GitHub',
  gitea: 'Gitea',
  forgejo: 'Forgejo',
};

/** What was found, and what to do about it. */
export function configProblem(problem: ConfigProblem, pen: Pen): string {
  switch (problem.kind) {
    case 'too-large':
      return 'it is far longer than such a file can be. Shorten it.';
    case 'not-yaml':
      return `it is not valid YAML${atLine(problem.line)}. Correct it by hand first.`;
    case 'duplicate-key':
      return `a key is there twice${atLine(problem.line)}, and readers disagree on which one counts. Delete one of them.`;
    case 'not-a-mapping':
      return `it is not a list of keys and values. Write ${pen.quote('blank_issues_enabled: true')} or ${pen.quote('blank_issues_enabled: false')} in it.`;
    case 'several-documents':
      return `it holds more than one YAML document. Keep one, without ${pen.quote('---')} between its lines.`;
    case 'not-a-boolean':
      return `expected ${pen.quote('true')} or ${pen.quote('false')} behind ${pen.quote('blank_issues_enabled')}, found ${pen.quote(problem.found)}.${/^(?:true|false)$/i.test(problem.found) ? ' Take the quotes away: it is text in them.' : ''}`;
    case 'links-not-a-list':
      return `${pen.quote('contact_links')} is not a list. Write each link as an entry with a name, a url and an about.`;
    case 'link-incomplete':
      return `contact link ${String(problem.position)} has no ${pen.quote(problem.lacks)}, so the forge ignores the whole file. Add it, or delete the link.`;
    case 'link-without-address':
      return `contact link ${String(problem.position)} leads to ${pen.quote(problem.url)}, which is no address, so the forge ignores the whole file. Begin it with ${pen.quote('https://')}.`;
    case 'not-editable':
      return 'the value is shared with another place, or written in a way that cannot be changed alone. Change it by hand.';
  }
}

export function blankIssuesWarning(warning: BlankIssuesWarning, pen: Pen): string {
  switch (warning.kind) {
    case 'no-effect':
      return 'The setting has no effect yet: the repository offers neither an issue template nor a contact link, and without a menu every issue starts blank. Add one.';
    case 'single-template':
      return `Issues can still be opened past the menu, with the text of ${pen.quote(warning.path)}. Move it into the folder of the other templates.`;
    case 'invalid':
      return `The forge does not go by ${pen.quote(warning.path)}: ${configProblem(warning.problem, pen)}`;
    case 'other-config':
      return warning.decidesOn.length === 0
        ? `${pen.quote(warning.path)} is not read, because another file comes first or it lies in the wrong place. Delete it.`
        : `On ${forges(warning.decidesOn)} another file decides: ${pen.quote(warning.path)}. Change it there, too, if the repository lives on both.`;
    case 'detached-from-owner':
      return `The repository has its own copy now of ${paths(warning.files, pen)}; later changes in the owner’s shared repository do not reach it.`;
  }
}

export function blankIssuesRefusal(refusal: BlankIssuesRefusal, pen: Pen): string {
  return refusal.kind === 'hides-owner-files'
    ? `Nothing was changed: the issue templates come from the owner’s shared repository, and a config of its own would hide all of them (${paths(refusal.files, pen)}). Change the config there, or ask for the templates to be copied along.`
    : `Nothing was changed in ${pen.quote(refusal.path)}: ${configProblem(refusal.problem, pen)}`;
}

/** The state of the switch: the answer to `status`. */
export function blankIssuesStatus(
  config: { path?: string; inherited: boolean; value: boolean; valid?: boolean },
  pen: Pen,
): string {
  const state = `Issues without a template are ${config.value ? 'allowed' : 'not allowed'}`;
  if (config.path === undefined) return `${state}, because no config says otherwise.`;
  if (config.valid === false) {
    return `${state}, because the forge does not go by ${pen.quote(config.path)}.`;
  }
  const where = config.inherited ? ', in the owner’s shared repository' : '';
  return `${state}, as ${pen.quote(config.path)} decides${where}.`;
}

/** Title of the commit, and of the pull request where there is one. */
export function blankIssuesTitle(wanted: boolean): string {
  return wanted ? 'Allow issues without a template' : 'Ask for a template in every issue';
}

/** Text of the pull request: what changes, and who wanted it. */
export function blankIssuesBody(
  change: { path: string; wanted: boolean; because: 'command' | 'policy' | 'terminal' },
  pen: Pen,
): string {
  const reason = {
    command: 'An admin asked for it with a command.',
    policy: 'The hygiene config says so, and the file said something else.',
    terminal: 'Somebody asked for it with the command line tool.',
  }[change.because];
  return `This sets ${pen.quote(`blank_issues_enabled: ${String(change.wanted)}`)} in ${pen.quote(change.path)} and changes nothing else in it. ${reason}`;
}

function atLine(line: number | undefined): string {
  return line === undefined ? '' : ` at line ${String(line)}`;
}

function paths(names: readonly string[], pen: Pen): string {
  return listing(
    names.map((name) => pen.quote(name)),
    'and',
    { most: 6 },
  );
}

function forges(kinds: readonly ForgeKind[]): string {
  return listing(
    kinds.map((kind) => FORGE_NAMES[kind]),
    'and',
  );
}
