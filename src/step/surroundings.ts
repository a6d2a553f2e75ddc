import { type ForgeAddress, forgeAddress } from '../forge-address.ts';
import { readEventPayload, shownBy } from '../runner-environment.ts';

/** What the runner says about the job, read once. */
export type Surroundings = ForgeAddress & {
  event: string;
  payload: unknown;
  /** The job was started again: what its payload tells may be long over. */
  isRepeated: boolean;
  /** The forge shows what a step writes as its summary. */
  showsSummary: boolean;
};

export function readSurroundings(environment: NodeJS.ProcessEnv): Surroundings {
  return {
    ...forgeAddress(environment),
    event: environment['GITHUB_EVENT_NAME'] ?? '',
    payload: readEventPayload(environment),
    isRepeated: Number(environment['GITHUB_RUN_ATTEMPT'] ?? '1') > 1,
    showsSummary: shownBy(environment).summary,
  };
}
