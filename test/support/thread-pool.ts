import { createHook } from 'node:async_hooks';

/**
 * What Node gives to its pool of threads, or to the kernel, and is told of when it is done. Kinds that it also does at once
 * are not among them.
 */
const ONE_SHOT = new Set([
  'FSREQCALLBACK',
  'FSREQPROMISE',
  'GETADDRINFOREQWRAP',
  'HASHREQUEST',
  'SIGNREQUEST',
  'TCPCONNECTWRAP',
]);

const underWay = new Set<number>();

createHook({
  init: (id, type) => {
    if (ONE_SHOT.has(type)) underWay.add(id);
  },
  before: (id) => underWay.delete(id),
  destroy: (id) => underWay.delete(id),
}).enable();

/**
 * Whether something of this process is being done outside of its event loop, as the signature of a token is: on a busy
 * machine that takes as long as it likes, and nothing else shows that somebody waits for it.
 */
export function worksElsewhere(): boolean {
  return underWay.size > 0;
}
