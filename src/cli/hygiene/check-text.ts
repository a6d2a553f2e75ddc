import type { Subject } from '../../forge/model.ts';
import type { RuleId } from '../../hygiene/finding.ts';
import { builtInNotices } from '../../hygiene/notice-files.ts';
import { factsOf } from '../../hygiene/observe.ts';
import type { CustomRule, Policy } from '../../hygiene/policy.ts';
import { readPolicy } from '../../hygiene/read-policy.ts';
import { judge } from '../../hygiene/rules/judge.ts';
import { LONGEST_MARKDOWN } from '../../hygiene/template/markdown.ts';
import * as words from '../../text/cli-check.ts';
import * as say from '../../text/cli-problems.ts';
import { Mistake } from '../mistake.ts';
import { type Checked, inFolder, isSilent } from './checked.ts';
import type { Desk } from './desk.ts';
import { homeInFolder, withConfigFile } from './home.ts';
import type { CheckRequest } from './request.ts';
import { serverSettingsOf } from './server-settings.ts';
import { plainText, readText } from './text-file.ts';

type Given = { title: string | undefined; body: string | undefined };

/** A title and a description that are on no forge yet, against the files around them; the network is not asked. */
export async function checkText(request: CheckRequest, desk: Desk): Promise<Checked> {
  const { title, bodyFile, config, forge: kind, templateFolder, issue } = request;
  if (title === undefined && bodyFile === undefined) throw new Mistake(say.nothingToCheck());
  const body = bodyFile === undefined ? undefined : await bodyText(bodyFile, desk);
  const subjectKind = issue ? 'issue' : 'pull-request';
  const around = await homeInFolder(
    {
      subject: subjectKind,
      ...(kind === undefined ? {} : { forge: kind }),
      ...(templateFolder === undefined ? {} : { templateFolder }),
    },
    desk,
  );
  const place = config === undefined ? around : await withConfigFile(around, config, desk);
  const { repository } = place.reading;
  const { closingKeywords } = serverSettingsOf(place.forge.kind, request);
  const abilities = {
    ...place.forge.abilities,
    ...(closingKeywords === undefined ? {} : { closingKeywords }),
  };
  const forge = { ...place.forge, abilities, readRepository: async () => place.reading };
  const sources = { forge, clock: desk.clock, builtInNotices: builtInNotices() };
  const home = await readPolicy(repository, undefined, sources);
  if (home === undefined) throw new Error('a folder is always there');
  const subject = subjectOf(
    { title, body },
    { ...repository, kind: subjectKind, now: desk.clock.now() },
  );
  const { policy, notChecked } = onlyGiven(home.policy, { title, body }, subjectKind);
  const verdict = judge(factsOf(subject, home, sources, {}), policy);
  const name = bodyFile === undefined ? 'title' : bodyFile === '-' ? 'standard input' : bodyFile;
  return {
    name,
    bodyName: name,
    kind: subjectKind,
    repository,
    results: verdict.results,
    failed: (verdict.failed ?? []).map(({ rule }) => rule),
    exemption: undefined,
    isOff: policy.mode === 'off',
    problems: inFolder(home.problems, repository),
    notRead: place.notRead,
    notChecked,
    remarks: [
      ...((body?.length ?? 0) > LONGEST_MARKDOWN ? [words.tooLong(LONGEST_MARKDOWN)] : []),
      ...(isSilent(subjectKind, { ...home, policy }) ? [words.blankIssuesAllowed()] : []),
    ],
  };
}

async function bodyText(path: string, { readInput, folder }: Desk): Promise<string> {
  return path === '-'
    ? plainText('--body-file', 'standard input', await readInput())
    : readText('--body-file', path, folder);
}

function subjectOf(
  { title = '', body = '' }: Given,
  about: { owner: string; name: string; kind: Subject['kind']; now: number },
): Subject {
  const { owner, name, kind, now } = about;
  return {
    owner,
    name,
    number: 0,
    kind,
    title,
    body,
    author: { login: '', isBot: false },
    state: 'open',
    merged: false,
    draft: false,
    locked: false,
    labels: [],
    assignees: [],
    url: '',
    createdAt: now,
    updatedAt: now,
  };
}

function off<T extends { mode: Policy['mode'] }>(rule: T): T {
  return { ...rule, mode: 'off' };
}

const OF_BODY = ['pr-template', 'pr-linked-issue', 'pr-body', 'issue-template'] as const;

/** The policy without the rules that ask about what was not given. */
function onlyGiven(
  policy: Policy,
  { title, body }: Given,
  kind: Subject['kind'],
): { policy: Policy; notChecked: RuleId[] } {
  const { rules } = policy;
  const isGiven = ({ on }: CustomRule): boolean =>
    (on === 'title' && title !== undefined) || (on === 'body' && body !== undefined);
  const withBody = body === undefined ? off : <T>(rule: T): T => rule;
  const left: Policy['rules'] = {
    'pr-template': withBody(rules['pr-template']),
    'pr-linked-issue': withBody(rules['pr-linked-issue']),
    'pr-body': withBody(rules['pr-body']),
    'issue-template': withBody(rules['issue-template']),
    'pr-title': title === undefined ? off(rules['pr-title']) : rules['pr-title'],
    custom: rules.custom.map((rule) => (isGiven(rule) ? rule : off(rule))),
  };
  const builtIn = [...OF_BODY, 'pr-title'] as const;
  const isOfKind = (rule: (typeof builtIn)[number]): boolean =>
    (rule === 'issue-template') === (kind === 'issue');
  return {
    policy: { ...policy, rules: left },
    notChecked: [
      ...builtIn.filter(
        (rule) => isOfKind(rule) && rules[rule].mode !== 'off' && left[rule].mode === 'off',
      ),
      ...rules.custom
        .filter((rule) => rule.mode !== 'off' && !isGiven(rule))
        .filter(({ subjects }) => subjects === 'both' || subjects === kind)
        .map(({ id }) => `custom/${id}` as const),
    ],
  };
}
