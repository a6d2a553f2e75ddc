import { z } from 'zod';
import { readServerSetting, type ServerSettingName } from '../hygiene/server-settings.ts';
import {
  aboutSetting,
  INLINE_SECRET,
  missingSetting,
  unknownSetting,
  wrongSetting,
} from '../text/bot-configuration.ts';
import { nearest } from '../text/nearest.ts';
import { LOG_LEVELS } from './log.ts';

const SPAN = /^(\d{1,6})\s*(s|m|h|d)$/;
const UNITS: Readonly<Record<string, number>> = { s: 1e3, m: 6e4, h: 36e5, d: 864e5 };

const span = (least: number, most: number, words: string) =>
  z
    .string(words)
    .regex(SPAN, words)
    .transform(spanOf)
    .refine((ms) => ms >= least && ms <= most, words);

const whole = (least: number, most: number, words: string) =>
  z.preprocess(
    (value) => (typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value),
    z.int(words).min(least, words).max(most, words),
  );

const PORT = 'a port from 0 to 65535';
const port = whole(0, 65_535, PORT);

/** Where a secret is to be found; `environment` is what the variables of one GitHub App stand for. */
const secret = z.union(
  [
    z.strictObject({ variable: z.string().min(1) }),
    z.strictObject({ file: z.string().min(1) }),
    z.strictObject({ environment: z.literal(true) }),
  ],
  INLINE_SECRET,
);
export type SecretPlace = z.infer<typeof secret>;

const ADDRESS = 'an address that begins with https:// or http://';
const address = z
  .url({ protocol: /^https?$/, error: ADDRESS })
  .transform((url) => url.replace(/\/+$/, ''));

/** A list that the server was told of, too. */
function serverSetting(name: ServerSettingName) {
  return z
    .unknown()
    .transform((given, context): readonly string[] => {
      const read = readServerSetting(name, given);
      if ('value' in read) return read.value;
      context.addIssue({ code: 'custom', message: read.problem });
      return z.NEVER;
    })
    .optional();
}

const NAME = 'a name of letters, digits and dashes: it is part of the path of the webhooks';
const forgeName = z.string(NAME).regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,38}$/, NAME);

const github = z.strictObject({
  name: forgeName,
  kind: z.literal('github'),
  'app-id': whole(1, Number.MAX_SAFE_INTEGER, 'the number of the GitHub App (App ID)'),
  'private-key': secret,
  'webhook-secret': secret,
  'api-url': address.default('https://api.github.com'),
  /** Where people see it; told apart from `api-url` only by a forge behind a proxy. */
  'web-url': address.optional(),
});

const gitea = z.strictObject({
  name: forgeName,
  kind: z.enum(['gitea', 'forgejo']),
  url: address,
  token: secret,
  'webhook-secret': secret,
  'draft-prefixes': serverSetting('draft-prefixes'),
  'closing-keywords': serverSetting('closing-keywords'),
  'shared-repositories': serverSetting('shared-repositories'),
});

const forge = z.discriminatedUnion('kind', [github, gitea], {
  error: ({ code }) =>
    code === 'invalid_union' ? 'the kind github, gitea or forgejo' : 'a map with name and kind',
});
export type ForgeSettings = z.infer<typeof forge>;

const settings = z.strictObject(
  {
    host: z.string('an address to listen on, such as 0.0.0.0').min(1).default('0.0.0.0'),
    port: port.default(3000),
    metrics: z.strictObject({ port: port.optional(), token: secret.optional() }).default({}),
    data: z.string('a folder').min(1, 'a folder').default('data'),
    'log-level': z.enum(LOG_LEVELS, LOG_LEVELS.join(', ')).default('info'),
    concurrency: whole(1, 64, 'a number from 1 to 64').default(8),
    'sweep-every': span(60e3, 7 * 864e5, 'a span from 1m to 7d, such as 1h').default(36e5),
    forges: z.array(forge, 'a list of forges').min(1, 'a list of at least one forge'),
  },
  'a map of settings',
);
export type Settings = z.infer<typeof settings>;

/** The settings, or undefined when something is wrong with them; then `problems` has a sentence for each mistake. */
export function parseSettings(given: unknown, problems: string[]): Settings | undefined {
  const parsed = settings.safeParse(given, { reportInput: true });
  if (parsed.success) return parsed.data;
  problems.push(...parsed.error.issues.flatMap(sentencesOf));
  return undefined;
}

/** The well-formed places of secrets in settings that are not well-formed as a whole. */
export function secretPlaces(given: unknown): [string, SecretPlace, 'secret' | 'privateKey'][] {
  const { metrics, forges } = (given ?? {}) as { metrics?: unknown; forges?: unknown };
  const found: [string, unknown, 'secret' | 'privateKey'][] = [
    ['metrics.token', fieldOf(metrics, 'token'), 'secret'],
    ...(Array.isArray(forges) ? forges : []).flatMap(
      (each: unknown, index): [string, unknown, 'secret' | 'privateKey'][] => [
        [`forges.${index}.private-key`, fieldOf(each, 'private-key'), 'privateKey'],
        [`forges.${index}.webhook-secret`, fieldOf(each, 'webhook-secret'), 'secret'],
        [`forges.${index}.token`, fieldOf(each, 'token'), 'secret'],
      ],
    ),
  ];
  return found.flatMap(([setting, place, kind]): [string, SecretPlace, typeof kind][] => {
    const parsed = secret.safeParse(place);
    return parsed.success ? [[setting, parsed.data, kind]] : [];
  });
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

type Issue = z.core.$ZodIssue;

function sentencesOf(issue: Issue): string[] {
  const where = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const known = where.startsWith('forges')
      ? [...Object.keys(github.shape), ...Object.keys(gitea.shape)]
      : where === 'metrics'
        ? ['port', 'token']
        : Object.keys(settings.shape);
    return issue.keys.map((key) =>
      where === ''
        ? unknownSetting(key, nearest(key, known))
        : aboutSetting(where, unknownSetting(key, nearest(key, known))),
    );
  }
  const name = where === '' ? 'bot.yml' : where;
  if (issue.message === INLINE_SECRET || issue.code === 'custom') {
    return [aboutSetting(name, issue.message)];
  }
  return [
    aboutSetting(
      name,
      issue.input === undefined
        ? missingSetting(issue.message)
        : wrongSetting(issue.message, issue.input),
    ),
  ];
}

function spanOf(text: string): number {
  const [, count = '0', unit = 's'] = SPAN.exec(text) ?? [];
  return Number(count) * (UNITS[unit] ?? 0);
}
