// Prints the closing line of a CI run from vitest's JSON report and the number of failed steps around it.
// Exits 1 unless every step passed and at least one test ran.
import { readFileSync } from 'node:fs';

const [file, failedSteps] = process.argv.slice(2);
const counts = countTests(file);
// A failed step without a failed test (the compiler, dist/, a file that does not load) must show in the count too.
const failed = Math.max(counts.failed, Number(failedSteps));
console.log(
  `${counts.passed} passed, ${failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`,
);
process.exitCode = failed === 0 && counts.passed > 0 ? 0 : 1;

function countTests(path) {
  const text = readFileSync(path, 'utf8');
  // Empty when an earlier check stopped the command before the tests.
  if (text === '') return { passed: 0, failed: 0, skipped: 0 };
  const report = JSON.parse(text);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
