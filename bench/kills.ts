import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { systemClock } from '../src/clock.ts';
import { BotProcess } from '../test/support/bot-process.ts';
import { AS_INSTALLED, botEnvironment, deliveryAbout, withFolder } from './bot-scene.ts';
import { atMost, type Measure } from './measure.ts';

const KILLS = 20;
const LANES = 16;

/** Kills the bot at any moment while it takes webhooks; what it has said yes to has to be in its file. */
export const kills: Measure = (bench) =>
  withFolder(async (folder) => {
    const rounds = bench.repeat ?? KILLS;
    const accepted = new Set<string>();
    let unanswered = 0;
    let next = 1;
    for (let round = 0; round < rounds; round += 1) {
      const bot = await new BotProcess({
        ...AS_INSTALLED,
        environment: botEnvironment(folder),
      }).listening();
      const lane = async (): Promise<void> => {
        while (!bot.hasEnded) {
          const number = next++;
          const { path, ...request } = deliveryAbout(number);
          const status = await fetch(`${bot.url}${path}`, request).then(
            (answer) => answer.status,
            () => 0,
          );
          if (status === 200) accepted.add(`github/octo/hello#${String(number)}`);
          else unanswered += 1;
        }
      };
      const lanes = Array.from({ length: LANES }, lane);
      await systemClock.sleep(50 + ((round * 137) % 800));
      bot.kill();
      await bot.ended;
      await Promise.all(lanes);
    }
    const kept = new Set(keysIn(join(folder, 'queue.db')));
    const lost = [...accepted].filter((key) => !kept.has(key)).length;
    return {
      title: 'Kills',
      rows: [
        { what: 'kills (SIGKILL)', value: String(rounds) },
        { what: 'webhooks answered with 2xx', value: String(accepted.size) },
        { what: 'not answered: the bot was dead', value: String(unanswered) },
        { what: 'lost of those answered', value: String(lost), bar: atMost(lost, 0, 'none') },
      ],
    };
  });

function keysIn(path: string): string[] {
  const database = new DatabaseSync(path, { readOnly: true });
  const rows = ['waiting', 'held', 'dead'].flatMap((table) =>
    database.prepare(`SELECT key FROM ${table}`).all(),
  );
  database.close();
  return rows.map(({ key }) => String(key));
}
