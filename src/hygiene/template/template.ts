/** A template of a repository, as far as a description can follow it or not. Texts in it are the repository's. */
export type Template = {
  path: string;
  /** `name` of the front matter or form; else the file's name. */
  name: string;
  /** False for a version that was current earlier, while the subject was open. */
  current: boolean;
  kind: 'markdown' | 'form';
  /** In the order of the template. A template without headings has one section without a heading. */
  sections: readonly TemplateSection[];
  /** What the title must begin with, as an issue template can say. */
  titlePrefix?: string;
  /** Of a form: each field that the forge renders, in its order, also where labels repeat. */
  fields?: readonly FormField[];
};

/** A field of a YAML form, as far as its answer can be read and judged. */
export type FormField = {
  type: 'input' | 'textarea' | 'dropdown' | 'checkboxes';
  /** What it asks; its heading is the label. */
  asks: TemplateSection;
  /** More than one option of a dropdown may be chosen. */
  multiple: boolean;
  /** The forge puts the answer into a block of code. */
  isCode: boolean;
  /** Normalised words of the help around the field: an answer that it offers is one. */
  help: string;
  /** What Gitea and Forgejo hold the answer against: a number, or a pattern that fits all of it. */
  format?: 'number' | { pattern: string };
};

export type TemplateSection = {
  /** As written, without the marks of Markdown. Empty for text without a heading. */
  heading: string;
  /** What two headings are compared by: letter case, punctuation, emoji and closing marks do not count. */
  key: string;
  level: number;
  required: boolean;
  /** Normalised lines of the template's own text below the heading: they are no answer. */
  placeholders: readonly string[];
  /** Labels of the task list below the heading. */
  boxes: readonly string[];
  wantedBoxes: 'none' | 'at-least-one' | 'all';
  /** Of a form's dropdown; a value outside of these is no answer. */
  options?: readonly string[];
  /**
   * The Markdown to paste: heading and what the template says below it, comments left out. Below that of a list to choose
   * from there is a comment with its options.
   */
  skeleton: string;
};
