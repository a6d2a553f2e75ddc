import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGitWorkspace } from '../test/support/git-workspace.ts';
import { startScriptedModel } from '../test/support/scripted-model.ts';

/** Where a measure takes place: a checkout, a model, and room for what each run leaves behind. */
export type Scene = {
  directory: string;
  /** Of the scripted model. */
  baseUrl: string;
  /** A folder that nobody has used. */
  newFolder: () => string;
};

/** Everything of the scene is gone when the work is done, however it ends. */
export async function withScene<T>(work: (scene: Scene) => Promise<T>): Promise<T> {
  const model = await startScriptedModel();
  const checkout = await createGitWorkspace();
  const folder = mkdtempSync(join(tmpdir(), 'agent-run-bench-'));
  let folders = 0;
  const newFolder = (): string => {
    const path = join(folder, String((folders += 1)));
    mkdirSync(path);
    return path;
  };
  try {
    return await work({ directory: checkout.path, baseUrl: model.baseUrl, newFolder });
  } finally {
    await model.close();
    await checkout.remove();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
