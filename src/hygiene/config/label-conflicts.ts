import * as say from '../../text/config-problems.ts';
import type { Policy } from '../policy.ts';
import type { ConfigProblem } from './config.ts';
import type { Settings } from './settings.ts';

/** A label that is put on what has to be fixed must not exempt it: the bot would overrule itself. */
export function labelConflicts({ report, exempt }: Policy, settings: Settings): ConfigProblem[] {
  const { template, issue, title } = report.labels;
  const flags = [template, issue, title].map(({ name }) => name.toLowerCase());
  const about = (key: string, labels: readonly string[]): ConfigProblem[] => {
    const setting = settings.get(key);
    return labels
      .filter((label) => flags.includes(label.toLowerCase()))
      .map((label) => ({
        file: setting?.from ?? '',
        key,
        message: say.aboutKey(key, say.exemptsItself(label)),
        ...(setting?.line === undefined ? {} : { line: setting.line }),
      }));
  };
  return [
    ...about('report.labels.exempt', [report.labels.exempt.name]),
    ...about('exempt.labels', exempt.labels),
  ];
}
