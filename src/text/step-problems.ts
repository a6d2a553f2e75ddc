import { quote } from './input-problems.ts';

/** What is wrong with the inputs or the surroundings of the hygiene step: what was expected, what was found, what to do. */

export function noToken(): string {
  return 'expected a token, found none. Leave the input out to use the job’s own, or give one as `${{ secrets.NAME }}`.';
}

export function notAConfigPath(found: string): string {
  return `expected YAML or the path of a file of the default branch, found ${quote(found)}.`;
}

export function spanOutOfRange(found: string): string {
  return `expected a span from \`1m\` to \`31d\`, found ${quote(found)}.`;
}

export function configNotThere(path: string): string {
  return `\`config\`: the default branch has no file ${quote(path)}. Correct the path, or write the policy into the input.`;
}

export function repositoryNotTold(found: string): string {
  return `expected the runner to name the repository as \`owner/name\` in GITHUB_REPOSITORY, found ${quote(found)}.`;
}

export function repositoryNotVisible(repository: string): string {
  return `The token does not open ${repository}. Give \`contents: read\` to the job, or another token.`;
}

export function payloadWithoutNumber(event: string): string {
  return `The payload of ${quote(event)} names no pull request or issue. Was GITHUB_EVENT_PATH removed?`;
}

export function mayNotWrite(needs: string): string {
  return `The token may not do this. It needs: ${needs}. Add it to \`permissions\` of the job.`;
}

/** `event` is what started the job, where another one would have a token that writes. */
export function readOnlyToken(event: string | undefined): string {
  const instead =
    event === undefined
      ? 'Give it a token of an account of your own.'
      : `Start the step with \`pull_request_target\` in place of \`${event}\`, or give it a token of your own.`;
  return `The token only reads, because the pull request comes from a fork: nothing was written. ${instead}`;
}

export function refusedWrite(why: string): string {
  return `The forge refused to write: ${why}`;
}

export function unreachable(why: string): string {
  return `The forge does not answer: ${why}. The next event or sweep makes up for it.`;
}

export function rateLimited(until: string): string {
  return `The quota of the token is used up until ${until}: nothing was decided. The next event or sweep makes up for it.`;
}

export function broken(why: string): string {
  return `The step broke down: ${why}`;
}
