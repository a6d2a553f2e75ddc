// Loaded into a process that is measured, in front of its own code: writes what it cost to the file in BENCH_PROBE when
// it exits. Plain JavaScript: stripping types would cost memory of its own.
import { readFileSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Milliseconds between two looks; a loop that is free reports about this much. */
const RESOLUTION = 10;

const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
delay.enable();

process.on('exit', () => {
  delay.disable();
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  const cost = {
    peakBytes: peakBytes(),
    cpu: (userCPUTime + systemCPUTime) / 1000,
    lagMedian: lag(delay.percentile(50)),
    lag99: lag(delay.percentile(99)),
    lagMax: lag(delay.max),
  };
  writeFileSync(process.env.BENCH_PROBE, JSON.stringify(cost));
});

function lag(nanoseconds) {
  return Math.max(0, nanoseconds / 1e6 - RESOLUTION);
}

/** Not `resourceUsage().maxRSS`: on Linux that begins with what the process that started us had used. */
function peakBytes() {
  const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}
