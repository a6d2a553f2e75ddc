import { join } from 'node:path';

/** What a run leaves in its work folder. */
export function workFiles(workDir: string): { transcript: string; page: string; export: string } {
  return {
    transcript: join(workDir, 'transcript.jsonl'),
    page: join(workDir, 'transcript.html'),
    export: join(workDir, 'session.json'),
  };
}
