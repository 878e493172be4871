import type { Accounts } from './accounts.ts';
import type { Faults } from './faults.ts';
import type { CountingLog } from './log.ts';
import type { Market } from './market.ts';

/** Everything the doors of the simulator share. */
export interface World {
  readonly market: Market;
  readonly accounts: Accounts;
  readonly faults: Faults;
  readonly log: CountingLog;
  readonly nowMs: () => number;
  /** Every answer takes at least this long. */
  readonly latencyMs: number;
  /** An OAuth access token works so long. */
  readonly oauthSeconds: number;
}

export function nowSeconds(world: World): number {
  return Math.floor(world.nowMs() / 1000);
}
