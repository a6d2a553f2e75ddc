import { afterEach, expect, test } from 'vitest';
import { httpWire } from '../../src/agent/http-wire.ts';
import type { Wire } from '../../src/agent/wire.ts';
import { hear, startPrompt, type Heard } from './fake-opencode/client.ts';
import { fastClock } from './fake-opencode/clock.ts';
import { createFake, type Fake } from './fake-opencode/fake.ts';
import type { Listening } from './fake-opencode/http.ts';
import type { Plan } from './fake-opencode/plan.ts';
import type { Session } from './fake-opencode/session.ts';
import { nameOf, simulate } from './fake-opencode/simulation.ts';

const PLAN: Plan = {
  root: {
    turns: [
      {
        thinks: 50,
        calls: [
          {
            kind: 'task',
            mode: 'native',
            script: { busyAfter: 900, turns: [{ thinks: 2000, text: 'x' }] },
          },
        ],
      },
      { thinks: 50, text: 'launched' },
      { thinks: 50, text: 'woken' },
    ],
  },
};

let listening: Listening | undefined;

afterEach(async () => {
  await listening?.close();
  listening = undefined;
});

async function listen(plan: Plan): Promise<{ fake: Fake; wire: Wire; server: Listening }> {
  const fake = createFake({ plan, clock: fastClock(50), seed: 1 });
  const server = await fake.listen();
  listening = server;
  return { fake, wire: httpWire(server), server };
}

/** Prompts, and listens until the root has been idle twice: it was woken. */
async function hearToTheEnd(wire: Wire, fake: Fake): Promise<Heard[]> {
  const heard: Heard[] = [];
  const over = new AbortController();
  const hearing = hear(
    wire,
    { signal: over.signal, now: () => 0 },
    {
      push: (event) => {
        heard.push(event);
        const rootId = fake.truth.root?.info.id ?? '';
        const idles = course(heard, rootId).filter((name) => name === 'session.idle');
        if (idles.length === 2) over.abort();
      },
    },
  );
  await startPrompt(wire);
  await hearing.catch(() => {});
  return heard;
}

function course(heard: Heard[], sessionId: string): string[] {
  return heard.filter(({ properties }) => properties['sessionID'] === sessionId).map(nameOf);
}

function coursesOf(heard: Heard[], root: Session | undefined): string[][] {
  return [root, ...(root?.children ?? [])].map((session) => course(heard, session?.info.id ?? ''));
}

test('over HTTP it says the same as in memory', async () => {
  const { wire, fake } = await listen(PLAN);
  const inMemory = await simulate(PLAN, ({ clock }) => clock.sleep(8000));

  const heard = await hearToTheEnd(wire, fake);

  const [root = [], child] = coursesOf(heard, fake.truth.root);
  const [rootInMemory = [], childInMemory] = coursesOf(inMemory.heard, inMemory.fake.truth.root);
  expect(child).toEqual(childInMemory);
  expect(root).toEqual(rootInMemory.slice(0, root.length));
  expect(root.filter((name) => name === 'session.idle')).toHaveLength(2);
  expect(fake.truth.verdict()).toBe('clean');
});

test('asks for the password, as the real server does', async () => {
  const { server } = await listen(PLAN);

  const answer = await fetch(`${server.url}/global/health`);

  expect(answer.status).toBe(401);
  expect(answer.headers.get('www-authenticate')).toBe('Basic realm="Secure Area"');
});

test('answers unknown paths with a page', async () => {
  const { wire } = await listen(PLAN);

  await expect(wire.call({ method: 'GET', path: '/app' })).rejects.toThrow('not JSON');
});

test('cuts the stream when it is killed', async () => {
  const { wire, fake } = await listen(PLAN);
  const events = wire.events(new AbortController().signal)[Symbol.asyncIterator]();
  await events.next();

  fake.kill();

  await expect(events.next()).rejects.toThrow(/./);
  await expect(wire.call({ method: 'GET', path: '/session/status' })).rejects.toThrow(
    /hang up|RESET/,
  );
});
