/** Named gates: a request waits at one until the test opens it, so that a test steps a race instead of sleeping. */
export class Holds {
  readonly #gates = new Map<string, Gate>();

  /** Resolves once the name is released, or when the waiting client is gone. */
  async wait(name: string, gone: AbortSignal): Promise<void> {
    const gate = this.#gate(name);
    gate.arrive();
    const left = Promise.withResolvers<void>();
    if (gone.aborted) left.resolve();
    gone.addEventListener('abort', () => left.resolve(), { once: true });
    await Promise.race([gate.opened, left.promise]);
  }

  reached(name: string): Promise<void> {
    return this.#gate(name).arrived;
  }

  release(name: string): void {
    this.#gate(name).open();
  }

  #gate(name: string): Gate {
    const gate = this.#gates.get(name) ?? newGate();
    this.#gates.set(name, gate);
    return gate;
  }
}

type Gate = { arrived: Promise<void>; arrive(): void; opened: Promise<void>; open(): void };

function newGate(): Gate {
  const arrived = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  return {
    arrived: arrived.promise,
    arrive: arrived.resolve,
    opened: opened.promise,
    open: opened.resolve,
  };
}
