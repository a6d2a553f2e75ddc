/**
 * Ends the process with a sentence where Node is too old. Outside of GitHub a runner starts whatever `node` its image has
 * on the PATH. An entry imports this first, and nothing is imported here: everything else may use what an old Node lacks.
 */
const OLDEST = 20;

const { node } = process.versions;

if (Number.parseInt(node, 10) < OLDEST) {
  process.stdout.write(
    `agent-run needs Node ${OLDEST} or newer, and was started with Node ${node} (${process.execPath}). ` +
      'Put a newer Node on the PATH, or use a newer image for the job.\n',
  );
  process.exit(1);
}
