/** What we use of `@actions/core`; the rest of it, an HTTP client for OpenID tokens, stays out of the bundles. */
export {
  error,
  getState,
  notice,
  saveState,
  setOutput,
  setSecret,
  summary,
  warning,
} from '@actions/core';
