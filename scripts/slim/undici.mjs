/**
 * What `@actions/github` and `@actions/http-client` need of undici, for the bundle of the hygiene step: without web
 * sockets, event sources, caches, mocks and interceptors, which nobody calls there.
 */
import connect from 'undici/lib/api/api-connect.js';
import Dispatcher from 'undici/lib/dispatcher/dispatcher.js';

export { fetch } from 'undici/lib/web/fetch/index.js';
export { default as ProxyAgent } from 'undici/lib/dispatcher/proxy-agent.js';

// As undici's own index does with all methods of its API; a proxy is asked with this one.
Dispatcher.prototype.connect = connect;
