import {
  readTranscript,
  withTranscript,
  type ReadTranscript,
} from '../../src/agent/read-transcript.ts';
import type { TranscriptEntry } from '../../src/sessions/transcript-entry.ts';

export type WholeTranscript = ReadTranscript & { entries: TranscriptEntry[] };

/** What a transcript tells, and all of its entries. */
export function readWhole(path: string): WholeTranscript | undefined {
  const read = readTranscript(path);
  return read === undefined ? undefined : { ...read, entries: entriesOf(path) };
}

function entriesOf(path: string): TranscriptEntry[] {
  return withTranscript(path, (transcript) =>
    [...(transcript?.lines() ?? [])].flatMap(({ entry }) => (entry === undefined ? [] : [entry])),
  );
}
