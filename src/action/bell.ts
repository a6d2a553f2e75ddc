/** Lets any number of waiters sleep until something happened; a ring with nobody listening is not kept. */
export interface Bell {
  ring(): void;
  /** Resolves at the next ring. */
  heard(): Promise<void>;
}

export function createBell(): Bell {
  let ring: (() => void) | undefined;
  let next: Promise<void> | undefined;
  return {
    ring: () => {
      next = undefined;
      ring?.();
    },
    heard: () => {
      next ??= new Promise((resolve) => {
        ring = resolve;
      });
      return next;
    },
  };
}
