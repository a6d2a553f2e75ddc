/** The opencode that the tests run with, and the default of the input `opencode-version`. */
export const PINNED_VERSION = '1.18.33';
