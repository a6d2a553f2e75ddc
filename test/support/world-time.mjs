/**
 * Loaded into a step before anything else: its time is that of the test's world, from WORLD_NOW on. A wait of about 20
 * seconds, and no other, passes at once.
 */
const now = Date.now;
let ahead = Number(process.env['WORLD_NOW']) - now();
Date.now = () => now() + ahead;

const start = globalThis.setTimeout;
globalThis.setTimeout = (work, delay, ...given) => {
  const isSkipped = delay >= 15_000 && delay <= 25_000;
  if (!isSkipped) return start(work, delay, ...given);
  return start(() => {
    ahead += delay;
    work(...given);
  }, 1);
};
