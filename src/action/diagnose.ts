import { list, object, text } from '../agent/json.ts';
import type { Wire } from '../agent/wire.ts';
import type { Ending } from '../sessions/ending.ts';
import { aboutInput, unknownValue } from '../text/input-problems.ts';
import { nearest } from '../text/nearest.ts';
import type { Settings } from './settings.ts';

/**
 * Why a run that failed to start did so: a wrong name is the caller's to mend, so it becomes `invalid-input` with the
 * nearest right one. Asked only after a failure: the names are checked by the server anyway, and asking costs time.
 */
export async function diagnose(ending: Ending, settings: Settings, wire: Wire): Promise<Ending> {
  if (ending.outcome !== 'failed-to-start') return ending;
  const problems = await Promise.all([
    wrongAgent(settings, wire),
    wrongModel(settings, wire),
    wrongCommand(settings, wire),
  ]);
  const found = problems.filter((problem) => problem !== undefined);
  return found.length === 0 ? ending : { outcome: 'invalid-input', problems: found };
}

async function wrongAgent({ agent }: Settings, wire: Wire): Promise<string | undefined> {
  if (agent === undefined) return undefined;
  const names = await namesAt(wire, '/agent');
  return wrongName('agent', agent, names);
}

async function wrongCommand({ task }: Settings, wire: Wire): Promise<string | undefined> {
  if (task.kind !== 'command') return undefined;
  const names = await namesAt(wire, '/command');
  return wrongName('command', task.name, names);
}

async function wrongModel({ model }: Settings, wire: Wire): Promise<string | undefined> {
  if (model === undefined) return undefined;
  const answer = object(await ask(wire, '/config/providers'));
  const models = list(answer['providers']).flatMap((provider) => {
    const id = text(object(provider)['id']) ?? '';
    return Object.keys(object(object(provider)['models'])).map((name) => `${id}/${name}`);
  });
  return wrongName('model', `${model.provider}/${model.id}`, models);
}

/** A list of all models of a provider would bury the message. */
const MOST_NAMES = 12;

function wrongName(input: string, name: string, valid: string[]): string | undefined {
  if (valid.length === 0 || valid.includes(name)) return undefined;
  return aboutInput(input, unknownValue(name, valid.slice(0, MOST_NAMES), nearest(name, valid)));
}

async function namesAt(wire: Wire, path: string): Promise<string[]> {
  return list(await ask(wire, path))
    .map((entry) => text(object(entry)['name']))
    .filter((name) => name !== undefined);
}

/** No answer is no diagnosis: the failure itself is told in any case. */
async function ask(wire: Wire, path: string): Promise<unknown> {
  return wire.call({ method: 'GET', path, timeout: 5_000 }).catch(() => undefined);
}
