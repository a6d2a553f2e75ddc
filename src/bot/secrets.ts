import { createPrivateKey } from 'node:crypto';
import {
  aboutSetting,
  EMPTY_SECRET,
  fileNotRead,
  KNOWN_SECRET,
  NO_PRIVATE_KEY,
  TWO_PRIVATE_KEYS,
  UNREADABLE_KEY,
  variableNotSet,
} from '../text/bot-configuration.ts';
import type { SecretPlace } from './settings.ts';

/** What the configuration is read from. */
export type Sources = {
  environment: Readonly<Record<string, string | undefined>>;
  /** The text of a file; undefined when there is none, an error of the file system when it cannot be read. */
  readFile: (path: string) => string | undefined;
};

/** Secrets from the places that the settings name. What is wrong goes to the list of problems. */
export interface Secrets {
  secret(setting: string, place: SecretPlace): string | undefined;
  privateKey(setting: string, place: SecretPlace): string | undefined;
}

export function secretsFrom({ environment, readFile }: Sources, problems: string[]): Secrets {
  const refuse = (setting: string, problem: string): undefined => {
    problems.push(aboutSetting(setting, problem));
  };

  const fromVariable = (setting: string, variable: string): string | undefined => {
    const value = environment[variable] ?? '';
    return value === '' ? refuse(setting, variableNotSet(variable)) : value;
  };

  const fromFile = (setting: string, path: string): string | undefined => {
    try {
      return readFile(path) ?? refuse(setting, fileNotRead(path, 'ENOENT'));
    } catch (error) {
      return refuse(setting, fileNotRead(path, codeOf(error)));
    }
  };

  const textOf = (setting: string, place: SecretPlace): string | undefined => {
    if ('variable' in place) return fromVariable(setting, place.variable);
    if ('file' in place) return fromFile(setting, place.file);
    const key = environment['PRIVATE_KEY'] ?? '';
    const path = environment['PRIVATE_KEY_PATH'] ?? '';
    if (key !== '' && path !== '') return refuse('PRIVATE_KEY', TWO_PRIVATE_KEYS);
    if (key === '' && path === '') return refuse('PRIVATE_KEY', NO_PRIVATE_KEY);
    return key === '' ? fromFile('PRIVATE_KEY_PATH', path) : key;
  };

  return {
    secret(setting, place) {
      const text = textOf(setting, place);
      if (text === undefined) return undefined;
      const value = text.replace(/\r?\n$/, '');
      if (value.trim() === '') return refuse(setting, EMPTY_SECRET);
      return value === 'development' ? refuse(setting, KNOWN_SECRET) : value;
    },
    privateKey(setting, place) {
      const text = textOf(setting, place);
      if (text === undefined) return undefined;
      return pemOf(text) ?? refuse(setting, UNREADABLE_KEY);
    },
  };
}

/** The key as GitHub offers it, whatever a variable did to its line breaks; undefined when it is no RSA key. */
function pemOf(text: string): string | undefined {
  const given = text.includes('-----BEGIN') ? text : Buffer.from(text, 'base64').toString('utf8');
  try {
    const key = createPrivateKey(given.replaceAll(String.raw`\n`, '\n'));
    if (key.asymmetricKeyType !== 'rsa') return undefined;
    return key.export({ type: 'pkcs8', format: 'pem' }).toString();
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}
