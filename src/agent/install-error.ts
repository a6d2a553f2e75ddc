/** Why an executable could not be installed, with a text fit for the person who wrote the workflow. */
export class InstallError extends Error {
  override name = 'InstallError';
  /** How the run ends because of it. */
  readonly outcome: 'invalid-input' | 'failed-to-start';

  constructor(outcome: InstallError['outcome'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.outcome = outcome;
  }
}

export const notAVersion = (found: string): InstallError =>
  new InstallError(
    'invalid-input',
    `opencode-version: expected a version such as 1.18.33, a range such as ^1.18, or latest; found "${found}".`,
  );

export const otherEngine = (found: string): InstallError =>
  new InstallError(
    'invalid-input',
    `opencode-version: expected 1.x, found ${found}. ${
      /^[\^~]?0/.test(found)
        ? 'Versions before 1.0 speak another protocol'
        : '2.x is a different engine'
    }, which this version of agent-run does not speak. Name a 1.x version, or leave the input out.`,
  );

export const notPublished = (
  version: string,
  packages: string[],
  published: string[],
): InstallError =>
  new InstallError(
    'failed-to-start',
    `opencode ${version} is not published for this platform: expected one of ${packages.join(', ')}; the registry ` +
      `that npm is configured for has ${published.length === 0 ? 'none of them' : `only ${published.join(', ')}`}. ` +
      'Name a version that it has in opencode-version, or an executable of your own in opencode-path.',
  );

export const wrongHash = (spec: string, expected: string, found: string): InstallError =>
  new InstallError(
    'failed-to-start',
    `${spec} was refused: expected ${expected}, found ${found}. The registry, or something on the way to it, ` +
      'served another file than the one that was published. Nothing was installed. Find out what npm is configured ' +
      'to use (npm config get registry) before you try again.',
  );

export const noHash = (spec: string): InstallError =>
  new InstallError(
    'failed-to-start',
    `${spec} was refused: expected the registry to name its sha512, found none. Use a registry that does, or the ` +
      'version that agent-run pins.',
  );

export const noMember = (spec: string, member: string): InstallError =>
  new InstallError(
    'failed-to-start',
    `${spec} was refused: expected ${member} inside, found no such file.`,
  );

export const npmFailed = (spec: string, detail: string, cause?: unknown): InstallError =>
  new InstallError(
    'failed-to-start',
    `npm could not get ${spec}: ${detail} Check npm's registry, proxy and credentials on this runner, or name an ` +
      'executable of your own in opencode-path.',
    { cause },
  );

export const npmAbsent = (spec: string, cause: unknown): InstallError =>
  new InstallError(
    'failed-to-start',
    `${spec} is installed by npm, and no npm was found on PATH. Put one there (for example with actions/setup-node), ` +
      'or name an executable of your own in opencode-path.',
    { cause },
  );

export const tooSlow = (seconds: number): InstallError =>
  new InstallError(
    'failed-to-start',
    `opencode was not installed within ${seconds} s. Expected about 60 MB from npm's registry; check the network of ` +
      'this runner, or name an executable of your own in opencode-path.',
  );

export const doesNotRun = (packages: string[], reasons: string[]): InstallError =>
  new InstallError(
    'failed-to-start',
    `No build of opencode runs on this machine. Tried ${packages.join(', ')}: ${reasons.join('; ')}. Name an ` +
      'executable of your own in opencode-path.',
  );

export const UNPINNED = (version: string): string =>
  `opencode ${version} is not the version this release was tested with; its file was checked against the hash that the registry names, not against one of ours.`;

export const RESOLVED = (asked: string, version: string): string =>
  `opencode-version "${asked}" is ${version} today; another day it may be another one.`;

export const NO_RIPGREP = (reason: string): string =>
  `ripgrep (rg) is not on PATH and could not be installed, so opencode will try to download it and, without it, its search tools fail: ${reason}`;
