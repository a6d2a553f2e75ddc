/** What we use of `@actions/core`; the rest of it, an HTTP client for OpenID tokens, stays out of the bundle. */
export { setOutput, summary } from '@actions/core';
