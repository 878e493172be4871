import { displayTicker } from '../display.ts';
import { nearest } from '../nearest.ts';

/** Finds tickers by what people type: any case, `EUR/USD`, `EURUSD (OTC)`, `eurusd otc`. */
export interface TickerFinder {
  find(typed: string): string | null;
  /** Up to three, best first. */
  nearest(typed: string): string[];
}

export function tickerFinder(tickers: readonly string[]): TickerFinder {
  const tickerByKey = new Map<string, string>();
  // The spelling of the broker wins over the spelling we show: two products may be shown alike.
  for (const ticker of [...tickers].reverse()) tickerByKey.set(tickerKey(displayTicker(ticker)), ticker);
  for (const ticker of [...tickers].reverse()) tickerByKey.set(tickerKey(ticker), ticker);
  tickerByKey.delete('');
  return {
    find: (typed) => tickerByKey.get(tickerKey(typed)) ?? null,
    nearest: (typed) => {
      const keys = nearest({ typed: tickerKey(typed), words: [...tickerByKey.keys()], limit: 9 });
      return [...new Set(keys.map((key) => tickerByKey.get(key)!))].slice(0, 3);
    },
  };
}

/** Only the marks that tickers are written with are dropped; any other character makes it another word. */
function tickerKey(text: string): string {
  return text.toUpperCase().replace(/[\s/\-_().]/g, '');
}
