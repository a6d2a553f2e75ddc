/** What is wrong with a choice that a template offers, be it a section of Markdown or a field of a form. */
export type ChoiceFault =
  | { kind: 'unticked'; wanted: 'at-least-one' | 'all'; boxes: readonly string[] }
  | { kind: 'not-an-option'; value: string };
