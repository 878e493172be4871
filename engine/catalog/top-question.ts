import { findStrategy } from '../strategies/find.ts';
import type { Timeframe } from '../timeframe.ts';
import type { Ratio } from '../units.ts';
import type { Window } from './query.ts';

/** Shelves of the broker's assets. */
export const ASSET_CATEGORIES = ['forex', 'crypto', 'stocks', 'indices', 'commodities'] as const;
export type AssetShelf = (typeof ASSET_CATEGORIES)[number];

/** The broker's own round-the-clock market, or the world's. */
export const MARKETS = ['all', 'normal', 'otc'] as const;
export type MarketFilter = (typeof MARKETS)[number];

/** honest: by the lower end of the expected result of a cycle. predecessor: by win rate, then first entries. */
export const TOP_ORDERS = ['honest', 'predecessor'] as const;
export type TopOrder = (typeof TOP_ORDERS)[number];

/** What a top list is asked for: the plan, what to look at, and what to put first. */
export interface TopQuestion {
  readonly timeframe: Timeframe;
  /** null: every strategy of the timeframe. */
  readonly strategyId: string | null;
  readonly depth: number;
  readonly window: Window;
  readonly market: MarketFilter;
  /** null: every shelf. */
  readonly category: AssetShelf | null;
  /** 0: whatever they pay, also where that is unknown. */
  readonly minPayoutRatio: Ratio;
  readonly order: TopOrder;
}

/** The owner's plan, over everything. */
export const FIRST_TOP: TopQuestion = {
  timeframe: 'M1',
  strategyId: 'MINORIA(5)',
  depth: 2,
  window: { kind: 'blocks', count: 100 },
  market: 'all',
  category: null,
  minPayoutRatio: 0,
  order: 'honest',
};

/** Equal for equal questions. */
export function topKey(question: TopQuestion): string {
  const { timeframe, strategyId, depth, window, market, category, minPayoutRatio, order } = question;
  const version = strategyId === null ? '' : `@${findStrategy({ timeframe, name: strategyId })?.version ?? 0}`;
  const span = window.kind === 'dates' ? `${window.fromMs}-${window.toMs}` : window.count;
  const plan = `${timeframe} ${strategyId ?? '*'}${version} g${depth} ${window.kind} ${span}`;
  return `top ${plan} ${market} ${category ?? '*'} ${minPayoutRatio} ${order}`;
}
