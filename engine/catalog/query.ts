import type { Timeframe } from '../timeframe.ts';
import type { EpochMs } from '../units.ts';

/** Which stretch of the past is catalogued. Blocks are the latest n blocks that were read and are complete. */
export type Window =
  | { readonly kind: 'blocks'; readonly count: number }
  | { readonly kind: 'hours'; readonly count: number }
  | { readonly kind: 'days'; readonly count: number }
  | { readonly kind: 'dates'; readonly fromMs: EpochMs; readonly toMs: EpochMs };

/** One question to the catalog. */
export interface CatalogQuery {
  /** Ticker as the broker writes it: `EURUSD-OTC`. */
  readonly ticker: string;
  readonly timeframe: Timeframe;
  /** Strategy id of the table, `MINORIA(5)` for the owner's `minority`. */
  readonly strategyId: string;
  /** Highest gale played: 0 none, 2 two gales. */
  readonly depth: number;
  readonly window: Window;
}
