export function reportUnwritten(what: string, error: unknown): string {
  return `${what} could not be written: ${error instanceof Error ? error.message : String(error)}`;
}

export function structuredOutputTooLong(): string {
  return 'The structured output is too long for an output of a step and was left out; it is in the transcript.';
}

export function pageUnwritten(error: unknown): string {
  return reportUnwritten('The page of the transcript', error);
}

export function commentUnwritten(error: unknown): string {
  return reportUnwritten('The comment', error);
}
