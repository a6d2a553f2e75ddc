/** Looks at subjects that ended, however they did, as `/metrics` tells. */
export function countedLooks(metrics: string): number {
  return sumOf('agent_run_looks_total', metrics);
}

/** A metric's values of all labels together. */
export function sumOf(name: string, metrics: string): number {
  const values = metrics
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`))
    .map((line) => Number(line.slice(line.lastIndexOf(' '))));
  return values.reduce((sum, value) => sum + value, 0);
}
