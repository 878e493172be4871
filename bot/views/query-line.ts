import { type CatalogQuery, displayTicker, findStrategy, type Window } from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';
import { clip } from './fit.ts';

/** `EURUSD (OTC) · M1 · Minoria · até G2 · 100 blocos`: one question on one line, plain text. */
export function queryLine(words: Words, query: CatalogQuery, zone: string): string {
  return [
    assetName(query.ticker),
    query.timeframe,
    strategyName(query),
    depthName(words, query.depth),
    windowName(words, query.window, zone),
  ].join(' · ');
}

/** As people write it, `EURUSD (OTC)`; whatever a broker sends, it stays one short line. */
export function assetName(ticker: string): string {
  return clip(displayTicker(clip(ticker, 200)), 32) || '?';
}

export function strategyName(query: Pick<CatalogQuery, 'timeframe' | 'strategyId'>): string {
  const strategy = findStrategy({ timeframe: query.timeframe, name: query.strategyId });
  return clip(strategy?.name ?? query.strategyId, 40);
}

export function depthName(words: Words, depth: number): string {
  return depth === 0 ? words.say('depth-none') : words.say('depth-up-to', { depth });
}

export function windowName(words: Words, window: Window, zone: string): string {
  switch (window.kind) {
    case 'blocks':
      return words.say('window-blocks', { count: window.count });
    case 'hours':
      return words.say('window-hours', { count: window.count });
    case 'days':
      return words.say('window-days', { count: window.count });
    case 'dates':
      return `${words.day({ atMs: window.fromMs, zone })}–${words.day({ atMs: window.toMs - 1, zone })}`;
  }
}
