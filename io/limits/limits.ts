/** How often something may happen: `burst` times at once, then once an interval. */
export interface Rate {
  readonly intervalMs: number;
  readonly burst: number;
}

export type Taken = { readonly ok: true } | { readonly ok: false; readonly retryAfterMs: number };

/**
 * Who may go now, by the generic cell rate algorithm: all that is known of a key is the moment at which it has its
 * whole burst again, so a key costs one number and no clock has to tick.
 *
 * @see https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm
 */
export interface Limits {
  /** Takes one turn where there is one. Refused: nothing was taken, and it is told when there will be one. */
  take(key: string, rate: Rate): Promise<Taken>;
  /** Takes one turn whether or not there is one; who comes later waits for it, but never longer than the debt. */
  spend(key: string, rate: Rate & { readonly mostDebtMs: number }): Promise<void>;
}

/** How far ahead of now a key may stand and still get a turn. */
export function toleranceMs({ intervalMs, burst }: Rate): number {
  return intervalMs * (burst - 1);
}
