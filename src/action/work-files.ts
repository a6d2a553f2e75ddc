import { join } from 'node:path';

/** What a run leaves in its work folder. */
export function workFiles(
  workDir: string,
): Record<'transcript' | 'page' | 'export' | 'comment', string> {
  return {
    transcript: join(workDir, 'transcript.jsonl'),
    page: join(workDir, 'transcript.html'),
    export: join(workDir, 'session.json'),
    comment: join(workDir, 'comment.md'),
  };
}
