import { findStrategy } from '../strategies/find.ts';
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

/** Equal for equal questions, different when the strategy's definition has changed in between. */
export function queryKey({ ticker, timeframe, strategyId, depth, window }: CatalogQuery): string {
  const version = findStrategy({ timeframe, name: strategyId })?.version ?? 0;
  const span = window.kind === 'dates' ? `${window.fromMs}-${window.toMs}` : window.count;
  return `${ticker} ${timeframe} ${strategyId}@${version} g${depth} ${window.kind} ${span}`;
}
