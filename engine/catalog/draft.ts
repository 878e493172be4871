import type { UtcOffset } from '../calendar.ts';
import { findStrategy, strategiesOf } from '../strategies/find.ts';
import { maxDepth, type Strategy } from '../strategies/strategy.ts';
import { TIMEFRAMES } from '../timeframe.ts';
import type { EpochMs } from '../units.ts';
import { type Part, partOf } from './phrases.ts';
import type { CatalogQuery, Window } from './query.ts';
import type { WindowLimits } from './window-words.ts';

export interface CatalogLimits extends WindowLimits {
  readonly maxDepth: number;
}

export interface CatalogWords {
  /** What was typed after the command. */
  readonly text: string;
  /** What counts where nothing was typed: the last query, or the house's. */
  readonly defaults: Omit<CatalogQuery, 'ticker'> & { readonly ticker?: string };
  /** Every asset there is. */
  readonly tickers: readonly string[];
  readonly limits: CatalogLimits;
  readonly nowMs: EpochMs;
  readonly utcOffsetMs: UtcOffset;
}

/** The query as far as it was understood, the rest from the defaults; always one that can be asked. */
export interface Draft {
  readonly ticker: string | null;
  readonly strategy: Strategy;
  readonly depth: number;
  readonly window: Window;
}

export function draftOf(parts: readonly Part[], { defaults, limits, tickers }: CatalogWords): Draft {
  const strategy = chosenStrategy(parts, defaults);
  const usualTicker = tickers.find((ticker) => ticker === defaults.ticker) ?? null;
  return {
    ticker: partOf(parts, 'ticker')?.value ?? usualTicker,
    strategy,
    depth: Math.min(partOf(parts, 'depth')?.value ?? defaults.depth, deepest(strategy, limits)),
    window: partOf(parts, 'window')?.value ?? allowed(defaults.window, limits),
  };
}

export function queryOf({ ticker, strategy, depth, window }: Draft & { readonly ticker: string }): CatalogQuery {
  return { ticker, timeframe: strategy.timeframe, strategyId: strategy.id, depth, window };
}

export function deepest(strategy: Strategy, limits: CatalogLimits): number {
  return Math.min(maxDepth(strategy), limits.maxDepth);
}

/** In the timeframe typed; without one in the usual timeframe, or else where the strategy exists at all. */
function chosenStrategy(parts: readonly Part[], defaults: CatalogWords['defaults']): Strategy {
  const typedName = partOf(parts, 'strategy')?.typed;
  const usual = partOf(parts, 'timeframe')?.value ?? defaults.timeframe;
  const places = typedName === undefined ? [usual] : [usual, ...TIMEFRAMES];
  const found = places.map((timeframe) => findStrategy({ timeframe, name: typedName ?? defaults.strategyId }));
  return found.find((strategy) => strategy !== null) ?? strategiesOf(usual)[0]!;
}

/** A window of last time may be longer than today's limits. */
function allowed(window: Window, { maxBlocks, maxDays }: WindowLimits): Window {
  switch (window.kind) {
    case 'blocks':
      return { kind: 'blocks', count: Math.min(window.count, maxBlocks) };
    case 'hours':
      return { kind: 'hours', count: Math.min(window.count, maxDays * 24) };
    case 'days':
      return { kind: 'days', count: Math.min(window.count, maxDays) };
    case 'dates':
      return window;
  }
}
