import { COALESCED, LiveBots } from '../test/support/live-bot.ts';
import { untilTrue } from '../test/support/bot-process.ts';
import { sumOf } from '../test/support/bot-metrics.ts';
import { BAD, enforcingRepository, openPull } from '../test/support/live-pull.ts';
import { megabytes, type Measure } from './measure.ts';

const FLAGGED = 10_000;
const LONGEST = 300_000;

/** Finds all flagged pull requests of a repository again, as after the loss of the file. */
export const sweep: Measure = async () => {
  const here = new LiveBots();
  try {
    enforcingRepository(here);
    for (let count = 0; count < FLAGGED; count += 1) {
      here.world.label(openPull(here, BAD), 'needs:compliance');
    }
    here.pass(COALESCED);
    await here.startGithub();
    const began = performance.now();
    const bot = await here.start({ LOG_LEVEL: 'info', CONCURRENCY: '1' });
    const found = async (): Promise<number> =>
      sumOf('agent_run_swept_subjects_total', await bot.metrics());
    await untilTrue(async () => (await found()) >= FLAGGED, bot, LONGEST);
    const took = performance.now() - began;
    const lists = here.world.requests.entries.filter(({ name }) => name.startsWith('list')).length;
    const { peak } = bot.memory();
    return {
      title: `Sweep of ${String(FLAGGED)} flagged pull requests`,
      rows: [
        { what: 'requests that list', value: String(lists) },
        {
          what: 'from the start of the process to the last job',
          value: `${(took / 1000).toFixed(1)} s`,
        },
        { what: 'memory at its peak', value: megabytes(peak) },
      ],
      notes: [
        'The fake GitHub runs on the same processors; looks, one at a time, go on meanwhile.',
      ],
    };
  } finally {
    await here.end();
  }
};
