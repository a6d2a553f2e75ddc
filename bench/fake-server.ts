/**
 * The fake opencode as an executable: prints its address as `opencode serve` does, and plays a main session that starts
 * as many background sessions as the first argument says.
 */
import { rmSync } from 'node:fs';
import { HANDOVER_VARIABLE } from '../src/agent/guard-handover.ts';
import { systemClock } from '../src/clock.ts';
import { createFake } from '../test/support/fake-opencode/fake.ts';
import type { Plan, Turn } from '../test/support/fake-opencode/plan.ts';

const WORDS = 'Looked at the sources and found something worth telling. ';

const [children = '1'] = process.argv.slice(2);
const fake = createFake({ plan: planOf(Number(children)), clock: systemClock, seed: 1 });
const { url } = await fake.listen(process.env['OPENCODE_SERVER_PASSWORD']);
// In place of the guard, which is a plugin of the real one.
rmSync(process.env[HANDOVER_VARIABLE] ?? '', { force: true });
console.log(`opencode server listening on ${url}`);

/** Every child uses a tool twice and then tells a page of text; they start and end at different times. */
function planOf(count: number): Plan {
  const works: Turn = { thinks: 400, reasons: WORDS, calls: [{ kind: 'tool', takes: 300 }] };
  return {
    root: {
      turns: [
        {
          thinks: 200,
          calls: Array.from({ length: count }, (_, index) => ({
            kind: 'task',
            mode: 'native',
            script: {
              title: `child ${String(index)}`,
              startsAfter: index * 5,
              turns: [works, works, { thinks: 400, text: WORDS.repeat(40) }],
            },
          })),
        },
        { thinks: 100, text: 'All of them are at work.' },
      ],
    },
  };
}
