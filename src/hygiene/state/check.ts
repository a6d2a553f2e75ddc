import type { Check } from '../../forge/model.ts';
import { exemptReason, pausedReason } from '../../text/check-reasons.ts';
import { renderCheck } from '../../text/check-summary.ts';
import type { Noticed } from './desired.ts';
import type { Look } from './look.ts';
import { checkView } from './view.ts';

/** The check for the head of a pull request that stays or becomes open; undefined where none is to be written. */
export function checkWanted(
  look: Look,
  notices: readonly Noticed[],
  { closes, reopens }: { closes: boolean; reopens: boolean },
): { sha: string; check: Check } | undefined {
  const { input, around, showing } = look;
  const { subject } = input.reading;
  const sha = subject.branches?.headSha;
  const isLive = (around.life === 'open' && !closes) || reopens;
  const isOlder = input.exemption?.why === 'created-before' || input.exemption?.why === 'off';
  if (!input.policy.report.check || sha === undefined || !isLive || isOlder) return undefined;
  const deadlines = notices.flatMap(({ record }) => record.deadline ?? []);
  const exempt = exemptWords(look);
  const paused = exempt === undefined ? pausedWords(look, notices) : undefined;
  const view = checkView(
    {
      configProblems: input.configProblems,
      ...(exempt === undefined ? {} : { exempt }),
      ...(paused === undefined ? {} : { paused }),
      ...(deadlines.length === 0 ? {} : { deadline: Math.min(...deadlines) }),
    },
    showing,
  );
  return { sha, check: renderCheck(view) };
}

function exemptWords({ input: { exemption }, around }: Look): string | undefined {
  if (around.waiver !== undefined) return exemptReason({ why: 'waived' });
  return around.exempt && exemption !== undefined ? exemptReason(exemption) : undefined;
}

/** A draft that nobody was told anything about is shown as it is judged only when nothing is wrong with it. */
function pausedWords(
  { places, situationOf }: Look,
  notices: readonly Noticed[],
): string | undefined {
  const isWrong = places.some(({ raised }) => raised.errors.length > 0);
  const [place] = places;
  const stopped = place && situationOf(place).stopped;
  const isPaused = notices.some(({ record }) => record.phase === 'paused');
  return stopped !== undefined && (isWrong || isPaused) ? pausedReason(stopped) : undefined;
}
