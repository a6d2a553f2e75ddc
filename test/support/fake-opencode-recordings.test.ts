import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Heard } from './fake-opencode/client.ts';
import { RECORDED, type Row } from './fake-opencode/recorded.ts';
import { nameOf, simulate } from './fake-opencode/simulation.ts';

type Said = Pick<Heard, 'id' | 'type' | 'properties'>;

/** What comes when it comes, or as often as it likes, and says nothing about the course of a session. */
const NOISE =
  /^(session\.(updated|diff)|message\.part\.delta|plugin|catalog|reference|integration|server|project|file)/;

const FILES = [...new Set(RECORDED.map(({ file }) => file))];

describe('the fake says what the real server was recorded to say', () => {
  test.each(RECORDED)(
    '$name: the same events in the same order, session by session',
    async (row) => {
      const played = courses(await play(row));

      const real = courses(recorded(row.file));
      expect(played).toEqual(row.sessions?.map((at) => real[at]) ?? real);
    },
  );

  test('what the server keeps is sent a second time at once, under the same id', async () => {
    const row = RECORDED.find(({ file }) => file === 'f-bg-native')!;

    const twins = twinned(await play(row, true));

    expect(twins).toEqual(twinned(recorded(row.file, true)));
    expect(twins).toContain('message.updated');
  });

  test.each(RECORDED)('$name: no field is missing, and none is invented', async (row) => {
    const real = shapes(FILES.flatMap((file) => recorded(file)));

    for (const [kind, samples] of shapes(await play(row))) {
      const known = real.get(kind) ?? [];
      const possible = new Set(known.flatMap((sample) => [...sample]));
      const necessary = [...possible].filter((path) => known.every((sample) => sample.has(path)));
      for (const sample of samples) {
        expect(
          [...sample].filter((path) => !possible.has(path)),
          `${kind}: invented`,
        ).toEqual([]);
        expect(
          necessary.filter((path) => !sample.has(path)),
          `${kind}: missing`,
        ).toEqual([]);
      }
    }
  });
});

async function play(row: Row, withTwins = false): Promise<Said[]> {
  const { heard } = await simulate(row.plan, async (simulation) => {
    await row.story?.(simulation);
    await simulation.clock.sleep(9000);
  });
  return heard
    .map(({ id, type, properties }) => ({ id, type, properties }))
    .filter((said) => withTwins || !isTwin(said));
}

/** The types of events that are followed by their twin. */
function twinned(events: Said[]): string[] {
  const types = events.flatMap(({ id, type }, at) => {
    const next = events[at + 1];
    return next !== undefined && isTwin(next) && next.id === id ? [type] : [];
  });
  return [...new Set(types)].filter((type) => !NOISE.test(type)).toSorted();
}

function recorded(file: string, withTwins = false): Said[] {
  const path = new URL(`../recordings/${file}.jsonl`, import.meta.url);
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { src: string; ev: { payload: Said } })
    .filter(({ src }) => src === '/global/event')
    .map(({ ev }) => ev.payload)
    .filter((said) => withTwins || !isTwin(said));
}

function isTwin({ type }: Said): boolean {
  return type === 'sync';
}

/** The course of each session, in the order in which they appear. */
function courses(events: Said[]): string[][] {
  const bySession = new Map<string, string[]>();
  for (const event of events.filter(({ type }) => !NOISE.test(type))) {
    const id = String(event.properties['sessionID']);
    bySession.set(id, [...(bySession.get(id) ?? []), nameOf(event)]);
  }
  return [...bySession.values()];
}

/** By kind of event, the paths of the fields that each sample has. What tools take and give is theirs. */
function shapes(events: Said[]): Map<string, Set<string>[]> {
  const found = new Map<string, Set<string>[]>();
  for (const event of events) {
    if (/^(plugin|catalog|reference|integration|project|file|session\.diff)/.test(event.type))
      continue;
    const kind = kindOf(event);
    const sample = new Set(paths(event).filter((path) => !/\.(input|summary)\b/.test(path)));
    found.set(kind, [...(found.get(kind) ?? []), sample]);
  }
  return found;
}

type Part = { type: string; tool?: string; state?: { status: string }; synthetic?: boolean };

function kindOf(event: Said): string {
  const part = event.properties['part'] as Part | undefined;
  const info = event.properties['info'] as { role?: string } | undefined;
  const detail =
    part === undefined ? info?.role : [part.type, part.tool, part.state?.status, part.synthetic];
  return `${nameOf(event)} ${String(detail ?? '')}`;
}

function paths(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [at];
  if (Array.isArray(value)) return value.flatMap((each) => paths(each, `${at}[]`));
  return Object.entries(value).flatMap(([key, each]) => paths(each, `${at}.${key}`));
}
