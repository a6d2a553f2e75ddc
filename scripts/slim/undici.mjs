/**
 * What `@actions/github` and `@actions/http-client` import of undici, for the bundle of the hygiene step: without web
 * sockets, event sources, caches, mocks and interceptors, which nobody calls there.
 */
export { fetch } from 'undici/lib/web/fetch/index.js';
export { default as ProxyAgent } from 'undici/lib/dispatcher/proxy-agent.js';
