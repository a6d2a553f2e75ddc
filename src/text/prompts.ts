/** What we say to the model ourselves. */
export const STRUCTURE_PROMPT =
  'All work is done. Give the result of this whole conversation now, once, through the StructuredOutput tool. ' +
  'Start no further work and call no other tool.';
