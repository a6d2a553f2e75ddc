import { exemptReason } from '../../text/check-reasons.ts';
import * as words from '../../text/cli-check.ts';
import { notLookedUp, problemLine } from '../../text/cli-config.ts';
import * as say from '../../text/cli-problems.ts';
import { plainPen } from '../../text/pen.ts';
import { problemSentence } from '../../text/problem-sentences.ts';
import type { RuleId } from '../../hygiene/finding.ts';
import { EXIT, Mistake } from '../mistake.ts';
import { checkSubject } from './check-subject.ts';
import { checkText } from './check-text.ts';
import type { Checked } from './checked.ts';
import { type Desk, print, printJson, tell } from './desk.ts';
import type { CheckRequest } from './request.ts';

/** Tells what a pull request or an issue lacks; writes nothing. */
export async function check(request: CheckRequest, desk: Desk): Promise<number> {
  const { url, title, bodyFile, templateFolder } = request;
  const isText = [title, bodyFile, templateFolder].some((given) => given !== undefined);
  if (url !== undefined && isText) throw new Mistake(say.addressAndText());
  const checked =
    url === undefined
      ? await checkText(request, desk)
      : await checkSubject({ ...request, url }, desk);
  const findings = findingsOf(checked);
  const verdict = verdictOf(checked, findings);
  const notes = notesOf(checked);
  if (request.json) printJson(desk, { subject: checked.name, verdict, findings, notes });
  else {
    print(
      desk,
      findings.map((finding) => words.findingLine(finding, checked.bodyName)),
    );
    tell(desk, notes.map(say.warningLine));
    tell(desk, [words.verdictLine(checked.name, verdict, findings.filter(isError).length)]);
  }
  // What could not be judged must not pass for fine.
  if (checked.failed.length > 0) return EXIT.failed;
  return verdict === 'to-fix' ? EXIT.found : EXIT.fine;
}

function findingsOf({ results, kind, repository }: Checked): words.ShownFinding[] {
  const pen = plainPen({ subject: kind, repository });
  return results.flatMap(({ rule, mode, closes, findings }) =>
    findings.map(({ key, severity, line, problem }) => {
      const { what, fix } = problemSentence(problem, pen);
      return {
        rule,
        mode,
        closes,
        severity,
        key,
        ...(line === undefined ? {} : { line }),
        about: isOfTitle(rule, problem.kind) ? ('title' as const) : ('body' as const),
        problem: problem.kind,
        message: `${what} ${fix}`,
      };
    }),
  );
}

function isOfTitle(rule: RuleId, problem: string): boolean {
  return rule === 'pr-title' || problem === 'title-prefix-missing';
}

function verdictOf(
  { exemption }: Checked,
  findings: readonly words.ShownFinding[],
): words.CheckVerdict {
  if (exemption !== undefined) return 'exempt';
  return findings.some(isError) ? 'to-fix' : 'ok';
}

function isError({ severity }: words.ShownFinding): boolean {
  return severity === 'error';
}

function notesOf(checked: Checked): string[] {
  const { exemption, problems, notRead, notChecked, remarks, failed, isOff } = checked;
  return [
    ...(isOff ? [words.switchedOff()] : []),
    ...(exemption === undefined ? [] : [words.exempt(exemptReason(exemption))]),
    ...problems.map(problemLine),
    ...[...notRead].map(notLookedUp),
    ...(notChecked.length === 0 ? [] : [words.notChecked(notChecked)]),
    ...remarks,
    ...failed.map((rule) => words.ruleFailed(rule)),
  ];
}
