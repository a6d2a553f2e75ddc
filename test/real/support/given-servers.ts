import { delimiter } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { GiteaKind } from '../../../src/forge/gitea/version.ts';

/** Variables that name executables, parted as in PATH; each of them is a server to be met. */
const VARIABLES: Readonly<Record<GiteaKind, string>> = {
  gitea: 'AGENT_RUN_GITEA',
  forgejo: 'AGENT_RUN_FORGEJO',
};

/** The runner that goes with each. */
const RUNNERS: Readonly<Record<GiteaKind, string>> = {
  gitea: 'AGENT_RUN_GITEA_RUNNER',
  forgejo: 'AGENT_RUN_FORGEJO_RUNNER',
};

export type GivenServer = { kind: GiteaKind; executable: string };

/** Claims about each server that was given; a kind that was not is left out by name. */
export function onRealServers(claims: (given: GivenServer) => void): void {
  const kinds = Object.keys(VARIABLES) as GiteaKind[];
  const given = kinds.flatMap((kind) =>
    executablesOf(kind).map((executable) => ({ kind, executable })),
  );
  const absent = kinds.filter((kind) => executablesOf(kind).length === 0);
  describe.each(given)('$kind of $executable', (each) => {
    claims(each);
  });
  test.for(absent)('%s is left out', (kind, { skip }) => {
    skip(`${VARIABLES[kind]} names no executable`);
    expect(executablesOf(kind)).not.toEqual([]);
  });
}

function executablesOf(kind: GiteaKind): string[] {
  return (process.env[VARIABLES[kind]] ?? '').split(delimiter).filter((path) => path !== '');
}

/** Claims about each server of which a runner was given, too. */
export function onRealRunners(claims: (given: GivenServer, runner: string) => void): void {
  onRealServers((given) => {
    const runners = [process.env[RUNNERS[given.kind]] ?? ''].filter((path) => path !== '');
    describe.each(runners)('with %s', (runner) => {
      claims(given, runner);
    });
    test.runIf(runners.length === 0)('its runner is left out', ({ skip }) => {
      skip(`${RUNNERS[given.kind]} names no executable`);
      expect(runners).not.toEqual([]);
    });
  });
}
