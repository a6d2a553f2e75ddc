/**
 * Ends the process with a sentence where Node is too old. Outside of GitHub a runner starts whatever `node` its image has
 * on the PATH. An entry imports this first, and nothing is imported here: everything else may use what an old Node lacks.
 */
const OLDEST = 20;

const { node } = process.versions;

if (Number.parseInt(node, 10) < OLDEST) {
  process.stdout.write(
    `agent-run needs Node ${OLDEST} or newer, and the runner started it with Node ${node} (${process.execPath}). ` +
      'Use a newer image for the job, or put a newer Node on the PATH of the runner.\n',
  );
  process.exit(1);
}
