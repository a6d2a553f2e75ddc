import type { RawInputs } from '../../src/action/given-inputs.ts';
import type { CommentPlace } from '../../src/action/comment/wish.ts';
import { readSettings } from '../../src/action/inputs.ts';
import type { Place } from '../../src/action/place.ts';
import type { Settings } from '../../src/action/settings.ts';
import { memoryPlace } from './memory-place.ts';

/** What lies on the disk of the tests about inputs. */
export const FILES = {
  '/workspace/prompt.md': '\uFEFF# Do it\n',
  '/workspace/empty.md': ' \n',
  '/workspace/a, b.txt': 'text',
  '/workspace/c.txt': 'text',
  '/workspace/pkg/api/main.ts': 'text',
  '/workspace/opencode.jsonc': '{ "model": "a/b", // ours\n "url": "http://x/*y*/", }',
  '/workspace/agent.yml': 'small_model: a/b\n',
  '/workspace/list.yml': '- a\n',
  '/workspace/schema.json': '{"type":"object","properties":{}}',
  '/elsewhere/export.json': '{}',
  '/temp/from-earlier-step.md': 'Go on.',
};

/** As on a runner: a workspace and a temporary folder. */
export const runner = memoryPlace(FILES, { roots: ['/workspace', '/temp'] });

/** The settings of a run whose inputs are fine; `prompt` need not be said. */
export async function settingsOf(raw: RawInputs, place: Place = runner): Promise<Settings> {
  const withTask = 'prompt-file' in raw || 'command' in raw ? raw : { prompt: 'Go.', ...raw };
  const read = await readSettings(withTask, place);
  if ('problems' in read) throw new Error(read.problems.join('\n'));
  return read.settings;
}

/** A job of a pull request. */
export const PULL_JOB: CommentPlace = { event: 'pull_request', subject: 7, hasRepository: true };

export async function problemsOf(
  raw: RawInputs,
  place: Place = runner,
  comment: CommentPlace = PULL_JOB,
): Promise<string[]> {
  const read = await readSettings(raw, place, comment);
  return 'problems' in read ? read.problems : [];
}
