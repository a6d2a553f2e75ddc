/** What the installation of opencode has to tell: what was expected, what was found, what to do. */

const OWN_EXECUTABLE = 'or name an executable of your own in `opencode-path`';

export function notAVersion(found: string): string {
  return `opencode-version: expected a version such as \`1.18.33\`, a range such as \`^1.18\`, or \`latest\`; found "${found}".`;
}

export function otherEngine(found: string): string {
  const reason = /^\D*0/.test(found)
    ? 'Versions before 1.0 speak another protocol'
    : '2.x is a different engine';
  return `opencode-version: expected 1.x, found ${found}. ${reason}, which this agent-run does not speak. Name a 1.x version, or leave the input out.`;
}

/** `published` says what the registry has instead, each as `package version`. */
export function notPublished(version: string, packages: string[], published: string[]): string {
  const there = published.length === 0 ? 'none of them' : `only ${published.join(', ')}`;
  return `opencode ${version} is not published for this platform: expected one of ${packages.join(', ')}; the registry that npm is configured for has ${there}. Name a version that it has in \`opencode-version\`, ${OWN_EXECUTABLE}.`;
}

export function wrongHash(what: string, expected: string, found: string): string {
  return `${what} was refused: expected ${expected}, found ${found}. The registry, or something on the way to it, served another file than the one that was published. Nothing was installed. Find out which registry npm is configured for (\`npm config get registry\`) before you try again.`;
}

export function noHash(what: string): string {
  return `${what} was refused: expected the registry to name its sha512, found none. Use a registry that does, or the version that agent-run pins.`;
}

export function noMember(what: string, member: string): string {
  return `${what} was refused: expected ${member} inside, found no such file.`;
}

/** `detail` is npm's own last word, empty when it had none. */
export function npmFailed(what: string, detail: string): string {
  const said = detail === '' ? 'it named no reason' : detail.replace(/\.$/, '');
  return `npm could not get ${what}: ${said}. Check npm's registry, proxy and credentials on this runner, ${OWN_EXECUTABLE}.`;
}

export function npmAbsent(what: string): string {
  return `${what} is installed by npm: expected npm on PATH, found none. Put one there (for example with actions/setup-node), ${OWN_EXECUTABLE}.`;
}

export function tooSlow(seconds: number): string {
  return `opencode was not installed within ${seconds} s. Expected about 60 MB from npm's registry; check the network of this runner, ${OWN_EXECUTABLE}.`;
}

export function doesNotRun(packages: string[], reasons: string[]): string {
  return `No build of opencode runs on this machine. Tried ${packages.join(', ')}: ${reasons.join('; ')}. Try another version, ${OWN_EXECUTABLE}.`;
}

export function unpinned(version: string): string {
  return `opencode ${version} is not what this release was tested with: its file was checked against the hash that the registry names, not against one of ours.`;
}

export function resolved(asked: string, version: string): string {
  return `opencode-version "${asked}" is ${version} today; another day it may be another one.`;
}

export function noRipgrep(reason: string): string {
  return `ripgrep (rg) is not on PATH and could not be installed. opencode will try to download it; without it, its search tools fail. ${reason}`;
}

export function noRipgrepBuild(platform: string): string {
  return `No build of it is known for ${platform}.`;
}

export function noRipgrepRelease(what: string): string {
  return `${what} is not published.`;
}

export function ripgrepTooSlow(seconds: number): string {
  return `npm did not answer within ${seconds} s.`;
}

export function installed(version: string, npmPackage: string, milliseconds: number): string {
  return `Installed opencode ${version} (${npmPackage}) in ${(milliseconds / 1000).toFixed(1)} s`;
}
