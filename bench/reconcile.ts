import { ProbotOctokit } from 'probot';
import { systemClock } from '../src/clock.ts';
import { githubForge } from '../src/forge/github/github-forge.ts';
import type { SubjectRef } from '../src/forge/model.ts';
import { createMemory } from '../src/hygiene/memory.ts';
import { builtInNotices } from '../src/hygiene/notice-files.ts';
import { createPolicies } from '../src/hygiene/policies.ts';
import { reconcile as look } from '../src/hygiene/reconcile.ts';
import { LiveBots } from '../test/support/live-bot.ts';
import { BAD, enforcingRepository, GOOD, openPull } from '../test/support/live-pull.ts';
import { type Measure, median, type Row } from './measure.ts';

const SUBJECTS = 300;

/** The time of one look with all its requests over HTTP on loopback, that of the fake GitHub included. */
export const reconcile: Measure = async (bench) => {
  const here = new LiveBots();
  try {
    enforcingRepository(here);
    const count = (bench.repeat ?? 1) * SUBJECTS;
    const content = Array.from({ length: count }, () => openPull(here, GOOD));
    const faulty = Array.from({ length: count }, () => openPull(here, BAD));
    await here.startGithub();
    const world = await worldOf(here);
    await look(content[0] ?? missing(), { reason: 'event' }, world);
    const measure = async (what: string, pulls: readonly SubjectRef[]): Promise<Row[]> => {
      here.world.requests.forget();
      const times: number[] = [];
      for (const pull of pulls) {
        const began = performance.now();
        await look(pull, { reason: 'event' }, world);
        times.push(performance.now() - began);
      }
      const requests = here.world.requests.total / pulls.length;
      return [rowOf(what, times, requests)];
    };
    return {
      title: 'A look at a pull request',
      rows: [
        ...(await measure('nothing is wrong: the check is written', content.slice(1))),
        ...(await measure('flagged: two notices, two labels, the check', faulty)),
        ...(await measure('flagged before: nothing is written', faulty)),
      ],
      notes: ['The fake GitHub answers in the same process: its time is a part of each.'],
    };
  } finally {
    await here.end();
  }
};

async function worldOf(here: LiveBots) {
  const octokit = new ProbotOctokit({
    auth: { token: 'ghs_of_a_measure' },
    baseUrl: here.github.url,
    throttle: { enabled: false },
    retry: { enabled: false },
  });
  const clock = { ...systemClock, now: () => here.now };
  const forge = githubForge({ octokit, host: 'github.com', clock });
  const policies = createPolicies({ forge, clock, builtInNotices: builtInNotices() });
  return { forge, policies, memory: createMemory(), clock };
}

function rowOf(what: string, times: readonly number[], requests: number): Row {
  const p99 = times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.99) - 1] ?? Number.NaN;
  const value = `${median(times).toFixed(1)} / ${p99.toFixed(1)} ms, ${requests.toFixed(1)} requests`;
  return { what: `${what}, median / 99 %`, value };
}

function missing(): never {
  throw new Error('no pull request to look at');
}
