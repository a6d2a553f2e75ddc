import * as say from '../text/input-problems.ts';
import type { GivenInputs } from './given-inputs.ts';
import { parseTextFile } from './input-paths.ts';
import { bad, good, type Parsed } from './parsed.ts';
import type { Place } from './place.ts';
import type { Settings } from './settings.ts';

/** What the agent is to do: exactly one of `prompt`, `prompt-file` and `command`; undefined after a problem. */
export async function readTask(
  given: GivenInputs,
  place: Place,
): Promise<Settings['task'] | undefined> {
  const found = (['prompt', 'prompt-file', 'command'] as const).filter((name) => given.has(name));
  const [only, ...others] = found;
  if (only === undefined) given.problems.push(say.noTask());
  if (others.length > 0) given.problems.push(say.severalTasks(found));
  if (given.has('arguments') && !given.has('command')) {
    given.complain('arguments', say.argumentsWithoutCommand());
  }

  const prompt = given.text('prompt');
  const promptFile = await given.read('prompt-file', (path) => parseTextFile(path, place));
  const command = await given.read('command', parseCommand);
  if (command !== undefined) {
    return { kind: 'command', name: command, arguments: given.text('arguments') ?? '' };
  }
  const text = prompt ?? promptFile;
  return text === undefined ? undefined : { kind: 'prompt', text };
}

/** The bare name: `/review` is `review`. */
function parseCommand(written: string): Parsed<string> {
  const name = written.replace(/^\//, '');
  if (name === '') return bad(say.commandWithoutName());
  return /\s/.test(name) ? bad(say.commandWithArguments(name)) : good(name);
}
