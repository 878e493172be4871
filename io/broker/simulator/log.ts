/** Before the number of an asset: how many pages of its candles were given. */
export const CANDLES_OF = 'candles of ';

/** What was asked of the simulator, counted by kind: `login`, `connection`, `authenticate`, `get-candles`, … */
export interface SimulatorLog {
  count(kind: string): number;
  counts(): Readonly<Record<string, number>>;
  clear(): void;
}

export interface CountingLog extends SimulatorLog {
  add(kind: string): void;
}

export function createSimulatorLog(): CountingLog {
  const counts = new Map<string, number>();
  return {
    add: (kind) => void counts.set(kind, (counts.get(kind) ?? 0) + 1),
    count: (kind) => counts.get(kind) ?? 0,
    counts: () => Object.fromEntries(counts),
    clear: () => counts.clear(),
  };
}
