export interface Gate {
  /** Runs the work once there is room. Rejects with the signal's reason when that comes first. */
  run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

/** Lets `limit` works run at a time, the others wait in line. */
export function createGate(limit: number): Gate {
  const line: (() => void)[] = [];
  let running = 0;

  return {
    async run(work, signal) {
      if (running >= limit) await new Promise<void>((resolve) => line.push(resolve));
      else running += 1;
      try {
        signal.throwIfAborted();
        return await work();
      } finally {
        const next = line.shift();
        // The place is handed over, not freed, so nobody slips in between.
        if (next) next();
        else running -= 1;
      }
    },
  };
}
