import type { Clock } from '../clock.ts';
import type { Forge, Wanted } from '../forge/forge.ts';
import type {
  IssueReference,
  Permission,
  ReferencedIssue,
  Subject,
  SubjectReading,
  SubjectRef,
} from '../forge/model.ts';
import { MARKER_PREFIX } from '../text/marker.ts';
import { exemptionOf } from './exemption.ts';
import type { Exemption } from './exemption.ts';
import type { Facts } from './facts.ts';
import { grammarOf } from './links/grammar.ts';
import { findReferences, referencesToLookUp } from './links/references.ts';
import { fresh, referenceKey, subjectKey } from './memory.ts';
import type { Memory } from './memory.ts';
import { askPermissions, isInTeam } from './people.ts';
import type { Policies } from './policies.ts';
import type { Policy } from './policy.ts';
import type { RepositoryPolicy } from './read-policy.ts';
import { judge } from './rules/judge.ts';
import { withOlderTemplates } from './template-history.ts';
import type { Verdict } from './verdict.ts';

/** Where the engine looks and writes. */
export type World = {
  forge: Forge;
  policies: Policies;
  memory: Memory;
  clock: Clock;
};

/** Everything that a decision is made of, all of it read within this look. */
export type Observation = {
  reading: SubjectReading;
  facts: Facts;
  verdict: Verdict;
  permissions: ReadonlyMap<string, Permission>;
  exemption: Exemption | undefined;
};

/**
 * Reads the subject and asks what else has to be known, each only where it can change the decision: older versions of
 * a template, permissions, teams. `hint` is what a webhook told; it only chooses what the one read brings along.
 */
export async function observe(
  ref: SubjectRef,
  home: RepositoryPolicy,
  hint: Subject | undefined,
  world: World,
): Promise<Observation | undefined> {
  const reading = await readWithReferences(ref, home, hint, world);
  if (reading === undefined) return undefined;
  const { policy } = home;
  const current = factsOf(reading.subject, home, world, reading);
  const { facts, verdict } = await withOlderTemplates(
    { facts: current, verdict: judge(current, policy) },
    home,
    world,
  );
  const permissions = await askPermissions({ reading, verdict, policy }, world);
  const exemption = exemptionOf({
    subject: reading.subject,
    policy,
    permission: permissions.get(reading.subject.author.login),
    isTeamMember: await isInTeam({ reading, verdict, policy }, world),
    changes: reading.changes,
  });
  return { reading, facts, verdict, permissions, exemption };
}

/** What the rules may know, from a read or, with less in it, from a webhook. */
export function factsOf(
  subject: Subject,
  home: RepositoryPolicy,
  { forge, clock }: Pick<World, 'forge' | 'clock'>,
  looked: Partial<Pick<SubjectReading, 'references' | 'closing' | 'changes'>>,
): Facts {
  const { repository, url, defaultBranch, blankIssues, closesByAddress } = home.reading;
  const { references, closing, changes } = looked;
  const { closingKeywords } = forge.abilities;
  return {
    now: clock.now(),
    forge: forge.kind,
    host: forge.host,
    repository: { ...repository, url, defaultBranch },
    subject,
    templates: subject.kind === 'pull-request' ? home.pullRequestTemplates : home.issueTemplates,
    blankIssues,
    ...(closingKeywords === undefined ? {} : { closingKeywords }),
    ...(closesByAddress === undefined ? {} : { closesByAddress }),
    ...(references === undefined ? {} : { references }),
    ...(closing === undefined ? {} : { closing }),
    ...(changes === undefined ? {} : { changes }),
  };
}

/** The issues that the text names and that the rule on links would ask the forge about. */
export function referencesIn(
  subject: Subject,
  home: RepositoryPolicy,
  forge: Pick<Forge, 'kind' | 'host' | 'abilities'>,
): readonly IssueReference[] {
  const rule = home.policy.rules['pr-linked-issue'];
  if (subject.kind !== 'pull-request' || rule.mode === 'off') return [];
  const { repository, url, closesByAddress } = home.reading;
  const { closingKeywords } = forge.abilities;
  return referencesToLookUp(
    findReferences({
      title: subject.title,
      body: subject.body,
      grammar: grammarOf(forge.kind, { closingKeywords, closesByAddress }),
      host: forge.host,
      repository: { ...repository, url },
      templates: home.pullRequestTemplates,
      external: rule.external,
    }),
  );
}

/** Whether some rule or exemption asks which files a pull request changes. */
export function needsChanges({ exempt, rules }: Policy): boolean {
  const { trivial, mode } = rules['pr-linked-issue'];
  return (
    exempt.files.length > 0 ||
    (mode !== 'off' && (trivial.maxLines > 0 || trivial.paths.length > 0)) ||
    rules.custom.some((rule) => rule.on === 'files' && rule.mode !== 'off')
  );
}

/** One request when the hint names the same issues as the text that is read; else a second one for the new names. */
async function readWithReferences(
  ref: SubjectRef,
  home: RepositoryPolicy,
  hint: Subject | undefined,
  { forge, memory, clock }: World,
): Promise<SubjectReading | undefined> {
  const { policy } = home;
  const author = hint?.author.login ?? memory.subjects.get(subjectKey(ref))?.author;
  const wanted: Wanted = {
    marker: MARKER_PREFIX,
    commandPrefix: policy.commands.prefix,
    references: hint === undefined ? [] : referencesIn(hint, home, forge),
    permissionsOf: author === undefined ? [] : [author],
    changes: needsChanges(policy),
  };
  const first = await forge.readSubject(ref, wanted);
  if (first === undefined) return undefined;
  const asked = new Set(wanted.references.map(referenceKey));
  const named = referencesIn(first.subject, home, forge);
  const known = named.flatMap(
    (reference) => fresh(memory.references.get(referenceKey(reference)), clock.now()) ?? [],
  );
  const found = [...first.references, ...known];
  const missing = named.filter(
    (reference) => !asked.has(referenceKey(reference)) && !isAmong(reference, known),
  );
  const reading =
    missing.length === 0
      ? first
      : await forge.readSubject(ref, {
          ...wanted,
          references: missing,
          permissionsOf: [first.subject.author.login],
        });
  if (reading === undefined) return undefined;
  const references = reading === first ? found : [...found, ...reading.references];
  remember(references, memory, clock);
  return { ...reading, references };
}

function isAmong(reference: IssueReference, found: readonly ReferencedIssue[]): boolean {
  return found.some((other) => referenceKey(other) === referenceKey(reference));
}

/** Only what exists: an issue that is absent today may be opened the next minute, as the notice asks for. */
function remember(references: readonly ReferencedIssue[], memory: Memory, clock: Clock): void {
  for (const reference of references) {
    if (reference.kind === 'issue') {
      memory.references.set(referenceKey(reference), { value: reference, at: clock.now() });
    }
  }
}
