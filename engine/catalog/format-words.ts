import type { UtcOffset } from '../calendar.ts';
import { findStrategy } from '../strategies/find.ts';
import type { CatalogQuery } from './query.ts';
import { windowWords } from './window-words.ts';

/**
 * The words that parseCatalogWords reads as this query, given its ticker and limits that allow it.
 * @example `EURUSD-OTC m1 minority g2 100`
 */
export function formatCatalogWords(query: CatalogQuery, { utcOffsetMs }: { utcOffsetMs: UtcOffset }): string {
  const { ticker, timeframe, depth, window } = query;
  return [ticker, timeframe.toLowerCase(), strategyWord(query), `g${depth}`, windowWords(window, utcOffsetMs)].join(
    ' ',
  );
}

/** The nickname if it is one word, or else the id: both are found again. */
export function strategyWord({ timeframe, strategyId }: Pick<CatalogQuery, 'timeframe' | 'strategyId'>): string {
  const strategy = findStrategy({ timeframe, name: strategyId });
  return strategy?.aliases.find((alias) => /^[a-z][a-z0-9]*$/.test(alias)) ?? strategyId.toLowerCase();
}
