import { createHash } from 'node:crypto';
import { appendFileSync, closeSync, openSync, rmSync } from 'node:fs';

import { withTranscript } from '../agent/read-transcript.ts';
import type { RunReport } from '../sessions/outcome.ts';
import { mapStrings } from '../text/map-strings.ts';
import type { PageSource } from '../text/page-index.ts';
import { transcriptPage } from '../text/page.ts';

type PageFiles = {
  /** The transcript to show; when it is absent or damaged, the page shows what the report tells. */
  transcript: string;
  /** Where the page goes; what is there is replaced. */
  page: string;
};

const NOTHING: PageSource = { lines: () => [], at: () => undefined };
/** How much of the page waits in memory to be written, in characters. */
const CHUNK = 64 * 1024;

/** Makes the transcript a page for people. Throws when the file cannot be written; half a page is removed. */
export function writePage(
  report: RunReport,
  { transcript, page }: PageFiles,
  mask: (text: string) => string,
): void {
  const masked = mapStrings(report, mask);
  withTranscript(transcript, (told) =>
    writePieces(page, transcriptPage({ source: told ?? NOTHING, report: masked, sha256 })),
  );
}

function writePieces(path: string, pieces: Iterable<string>): void {
  // Whatever the agent may have put there is not written into.
  rmSync(path, { force: true });
  const file = openSync(path, 'wx', 0o600);
  try {
    let waiting = '';
    for (const piece of pieces) {
      waiting += piece;
      if (waiting.length < CHUNK) continue;
      appendFileSync(file, waiting);
      waiting = '';
    }
    appendFileSync(file, waiting);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
