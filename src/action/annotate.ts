import { loadToolkit } from './toolkit.ts';

/** Puts a note where a person sees it without opening the log. */
export function annotate(level: 'warning' | 'error', title: string, message: string): void {
  void loadToolkit().then((core) => core[level](message, { title }));
}
