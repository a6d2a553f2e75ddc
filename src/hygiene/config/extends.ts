import type { Repository } from '../../forge/model.ts';
import * as say from '../../text/config-problems.ts';
import { nearest } from '../../text/nearest.ts';
import type { ExtendsTarget } from './config.ts';
import { PRESETS } from './presets.ts';
import { isPlainPath } from './values.ts';

/** One entry of `extends`: what it names, or a sentence about why it names nothing. */
export type Extension = { kind: 'owner' } | { kind: 'target'; target: ExtendsTarget } | Refusal;
type Refusal = { kind: 'refused'; sentence: string };

const PRESET = 'preset:';
const FILE = /^([\w.-]{1,100})\/([\w.-]{1,100}):([^@]{1,200})(?:@([\w][\w./-]{0,99}))?$/;

/** `owner` is whose files may be extended: nobody else's word reaches a repository. */
export function readExtension(written: string, owner: string): Extension {
  if (written === 'org') return { kind: 'owner' };
  if (written.startsWith(PRESET)) return presetNamed(written.slice(PRESET.length));
  const [, whose = '', name = '', path = '', ref] = FILE.exec(written) ?? [];
  const isName = !/^\.{0,2}$/.test(name);
  if (!isName || !isPlainPath(path) || !/\.ya?ml$/i.test(path) || ref?.includes('..') === true) {
    return refused(say.notExtendable(written));
  }
  if (whose.toLowerCase() !== owner.toLowerCase()) return refused(say.otherOwner(written, owner));
  const repository: Repository = { owner, name };
  return {
    kind: 'target',
    target: ref === undefined ? { repository, path } : { repository, path, ref },
  };
}

/** Two entries with the same key mean the same. */
export function targetKey(target: ExtendsTarget): string {
  if ('preset' in target) return `${PRESET}${target.preset}`;
  const { repository, path, ref } = target;
  const place = `${repository.owner}/${repository.name}`.toLowerCase();
  return `${place}:${path}${ref === undefined ? '' : `@${ref}`}`;
}

/** As a person would look it up. */
export function targetName(target: ExtendsTarget): string {
  if ('preset' in target) return `${PRESET}${target.preset}`;
  const { repository, path, ref } = target;
  return `${fileName(repository, path)}${ref === undefined ? '' : `@${ref}`}`;
}

export function fileName({ owner, name }: Repository, path: string): string {
  return `${owner}/${name}:${path}`;
}

function presetNamed(preset: string): Extension {
  if (PRESETS.has(preset)) return { kind: 'target', target: { preset } };
  const known = [...PRESETS.keys()];
  return refused(say.unknownPreset(preset, known, nearest(preset.slice(0, 80), known)));
}

function refused(sentence: string): Refusal {
  return { kind: 'refused', sentence };
}
