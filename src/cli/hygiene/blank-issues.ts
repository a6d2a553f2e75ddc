import type { Forge } from '../../forge/forge.ts';
import type { Repository } from '../../forge/model.ts';
import { planBlankIssues } from '../../hygiene/blank-issues/plan.ts';
import { readIssueConfig } from '../../hygiene/blank-issues/read.ts';
import { setBlankIssues } from '../../hygiene/switch-blank-issues.ts';
import { blankIssuesStatus, blankIssuesWarning } from '../../text/blank-issues.ts';
import {
  blankIssuesResult,
  type BlankIssuesResult,
  isCarriedOut,
} from '../../text/blank-issues-result.ts';
import * as say from '../../text/cli-problems.ts';
import { printable } from '../../text/escape.ts';
import { type Pen, plainPen } from '../../text/pen.ts';
import { EXIT, Mistake } from '../mistake.ts';
import { connect } from './connection.ts';
import { type Desk, print, printJson, tell } from './desk.ts';
import { repositoryPlace } from './place.ts';
import type { BlankIssuesRequest } from './request.ts';

/** Reads the switch for blank issues, or sets it; the exit code says whether it is as asked for. */
export async function blankIssues(request: BlankIssuesRequest, desk: Desk): Promise<number> {
  const remote = await repositoryPlace(request, desk);
  const { forge } = await connect(remote, request, desk);
  const { repository } = remote;
  const pen = plainPen({ subject: 'issue', repository });
  return request.do === 'get'
    ? get(repository, forge, { request, desk, pen })
    : set(repository, forge, { request, desk, pen });
}

type At<Request> = { request: Request; desk: Desk; pen: Pen };

async function get(
  repository: Repository,
  { kind, files }: Forge,
  { request, desk, pen }: At<BlankIssuesRequest>,
): Promise<number> {
  const read = await files?.readIssueFiles(repository);
  if (read === undefined) throw goneAt(repository);
  const config = readIssueConfig(read.files, kind, read.ownerFiles);
  const asIs = { ...read, kind, wanted: config.value, copyOwners: false };
  const warnings = planBlankIssues(asIs).warnings.map((each) => blankIssuesWarning(each, pen));
  if (request.json) {
    const { value, path, inherited, valid, hasEffect } = config;
    printJson(desk, { blankIssues: value, path, inherited, valid, hasEffect, warnings });
    return EXIT.fine;
  }
  print(desk, [blankIssuesStatus(config, pen)]);
  tell(desk, warnings.map(say.warningLine));
  return EXIT.fine;
}

async function set(
  repository: Repository,
  forge: Forge,
  { request, desk, pen }: At<Extract<BlankIssuesRequest, { do: 'set' }>>,
): Promise<number> {
  const told = await setBlankIssues(
    repository,
    {
      wanted: request.wanted === 'on',
      write: request.commit ? 'commit' : 'pull-request',
      because: 'terminal',
      copyOwners: request.copyOwnerTemplates,
      dryRun: request.dryRun,
    },
    forge,
  );
  if (told.result === 'out-of-reach') throw goneAt(repository);
  const words = blankIssuesResult(told, pen);
  const warnings = told.warnings.map((each) => blankIssuesWarning(each, pen));
  if (request.json) printJson(desk, { ...told, words, warnings });
  else {
    tell(desk, [words, ...warnings.map(say.warningLine)]);
    // What can be piped on: the change, or the page of the pull request.
    if (told.result === 'by-hand') desk.out.write(printable(told.diff));
    if (told.result === 'proposed') print(desk, [told.pull.url]);
  }
  return isFine(told) ? EXIT.fine : EXIT.found;
}

function isFine(told: BlankIssuesResult): boolean {
  return isCarriedOut(told) || (told.result === 'by-hand' && told.why === 'dry-run');
}

function goneAt({ owner, name }: Repository): Mistake {
  return new Mistake(say.repositoryGone(`${owner}/${name}`));
}
