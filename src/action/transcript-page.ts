import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';

import { readLines } from '../agent/read-transcript.ts';
import type { RunReport } from '../sessions/outcome.ts';
import { mapStrings } from '../text/map-strings.ts';
import { transcriptPage } from '../text/page.ts';

type PageFiles = {
  /** The transcript to show; when it is absent or damaged, the page shows what the report tells. */
  transcript: string;
  /** Where the page goes; what is there is replaced. */
  page: string;
};

/** Makes the transcript a page for people. Throws when the file cannot be written. */
export function writePage(
  report: RunReport,
  { transcript, page }: PageFiles,
  mask: (text: string) => string,
): void {
  const entries = readLines(transcript)?.entries ?? [];
  const content = transcriptPage({ entries, report: mapStrings(report, mask), sha256 });
  writeFileSync(page, content, { mode: 0o600 });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
