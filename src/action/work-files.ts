import { join } from 'node:path';

type WorkFile =
  | 'transcript'
  /** Texts that models are still writing: what the transcript of a run that is killed does not have yet. */
  | 'growing'
  | 'page'
  | 'export'
  | 'comment'
  /** The folder of the agent server. */
  | 'server'
  /** A folder with what is needed to tell what the agent has changed. */
  | 'checkout';

/** What a run leaves in its work folder. */
export function workFiles(workDir: string): Record<WorkFile, string> {
  return {
    transcript: join(workDir, 'transcript.jsonl'),
    growing: join(workDir, 'growing.jsonl'),
    page: join(workDir, 'transcript.html'),
    export: join(workDir, 'session.json'),
    comment: join(workDir, 'comment.md'),
    server: join(workDir, 'server'),
    checkout: join(workDir, 'checkout'),
  };
}
