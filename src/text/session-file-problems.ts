/** What is wrong with the file that `session` names: what was expected, what was found, what to do. */

const SINCE =
  'Give the `export` of an earlier run of agent-run, or what `opencode export` printed.';

export function noExport(path: string, found: string): string {
  return `\`session\`: expected an exported session in ${path}, found ${found}. ${SINCE}`;
}

export function notReadable(path: string, reason: string): string {
  return `\`session\`: ${path} could not be read: ${reason}.`;
}

export function fromTheFuture(path: string, ahead: string): string {
  return `\`session\`: the last message in ${path} is ${ahead} ahead of this machine's clock; opencode sorts messages by time and would leave the task unanswered. Set the clock of this machine, or wait as long.`;
}

/** `detail` is the end of what opencode printed. */
export function importRefused(path: string, detail: string): string {
  const said = detail.trim() === '' ? 'it named no reason' : detail.trim().replace(/\.$/, '');
  return `\`session\`: opencode did not import ${path}: ${said}. ${SINCE}`;
}

export function importTooSlow(seconds: number): string {
  return `The session of the earlier run was not imported within ${seconds} s.`;
}
