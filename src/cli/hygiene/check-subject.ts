import { createMemory } from '../../hygiene/memory.ts';
import { builtInNotices } from '../../hygiene/notice-files.ts';
import { observe } from '../../hygiene/observe.ts';
import { createPolicies } from '../../hygiene/policies.ts';
import { blankIssuesAllowed } from '../../text/cli-check.ts';
import * as say from '../../text/cli-problems.ts';
import { Mistake } from '../mistake.ts';
import { type Checked, inFolder, isSilent } from './checked.ts';
import { connect } from './connection.ts';
import type { Desk } from './desk.ts';
import { subjectAt } from './place.ts';
import { readOnly } from './read-only-forge.ts';
import type { CheckRequest } from './request.ts';
import { readText } from './text-file.ts';

/** A pull request or an issue as it stands on its forge. */
export async function checkSubject(
  request: CheckRequest & { url: string },
  desk: Desk,
): Promise<Checked> {
  const place = subjectAt(request.url);
  const { clock, folder } = desk;
  const { forge: connected } = await connect(place, request, desk);
  const { config } = request;
  const own =
    config === undefined
      ? undefined
      : { path: config, text: await readText('the config', config, folder) };
  const forge = readOnly(connected, own);
  const policies = createPolicies({ forge, clock, builtInNotices: builtInNotices() });
  const { repository, number } = place;
  const home = await policies.of(repository);
  if (home === undefined)
    throw new Mistake(say.repositoryGone(`${repository.owner}/${repository.name}`));
  const world = { forge, policies, memory: createMemory(), clock };
  const observation = await observe({ ...repository, number }, home, undefined, world);
  if (observation === undefined) throw new Mistake(say.subjectGone(number));
  const { reading, verdict, exemption } = observation;
  const isOff = home.policy.mode === 'off';
  return {
    name: `#${String(number)}`,
    bodyName: `#${String(number)}`,
    kind: reading.subject.kind,
    repository,
    results: verdict.results,
    failed: (verdict.failed ?? []).map(({ rule }) => rule),
    exemption: isOff ? undefined : exemption,
    isOff,
    problems: own === undefined ? home.problems : inFolder(home.problems, repository),
    notRead: new Set(),
    notChecked: [],
    remarks: isSilent(reading.subject.kind, home) ? [blankIssuesAllowed()] : [],
  };
}
