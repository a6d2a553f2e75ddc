import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { OPENCODE, startRealServer } from './real-server.ts';

describe.skipIf(process.platform !== 'linux')('the memory of the server', () => {
  it('is closed to other processes of its user', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'agent-run-closed-'));
    const executable = join(folder, 'opencode-as-nobody');
    // Root may look into any process, so for this the server becomes somebody else.
    await writeFile(
      executable,
      `#!/bin/sh
       test "$(id -u)" = 0 || exec ${OPENCODE} "$@"
       chown -R 65534:65534 "$PWD" "\${XDG_DATA_HOME%/*}"
       exec setpriv --reuid=65534 --regid=65534 --clear-groups ${OPENCODE} "$@"`,
      { mode: 0o755 },
    );
    const closed = await startRealServer({ executable });
    onTestFinished(async () => {
      await closed.remove();
      await rm(folder, { recursive: true });
    });

    const output = await closed.shell('id -u; for f in environ mem; do cat /proc/$PPID/$f; done');
    expect(output).not.toMatch(/^0$/m);
    expect(output.match(/Permission denied/g)).toHaveLength(2);
  });
});
