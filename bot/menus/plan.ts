import { findStrategy, maxDepth, strategiesOf, TIMEFRAMES, type Window } from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';
import { type Button, type Message, message, pairs } from '../views/message.ts';
import { depthName, windowName } from '../views/query-line.ts';
import type { CatalogMenuFacts } from './facts.ts';
import { back, open, pageOf, pager } from './paging.ts';

const STRATEGIES_A_PAGE = 12;

export function strategies(words: Words, { query, page = 0 }: CatalogMenuFacts): Message {
  const shown = pageOf(strategiesOf(query.timeframe), { page, size: STRATEGIES_A_PAGE });
  const buttons = shown.items.map((strategy) =>
    open(chosen(strategy.name, strategy.id === query.strategyId), {
      screen: 'home',
      query: { ...query, strategyId: strategy.id, depth: Math.min(query.depth, maxDepth(strategy)) },
    }),
  );
  return message(
    [words.html('menu-strategies', { timeframe: query.timeframe })],
    [...pairs(buttons), ...pager(words, { screen: 'strategies', query }, shown), [back(words, query)]],
  );
}

const WINDOWS: readonly Window[] = [
  { kind: 'blocks', count: 50 },
  { kind: 'blocks', count: 100 },
  { kind: 'blocks', count: 200 },
  { kind: 'hours', count: 24 },
  { kind: 'days', count: 3 },
  { kind: 'days', count: 7 },
];

export function windows(words: Words, { query, zone }: CatalogMenuFacts): Message {
  const buttons = WINDOWS.map((window) =>
    open(chosen(windowName(words, window, zone), isSameWindow(window, query.window)), {
      screen: 'home',
      query: { ...query, window },
    }),
  );
  return message(
    [words.html('menu-windows'), words.html('menu-windows-hint')],
    [...threes(buttons), [back(words, query)]],
  );
}

const DEEPEST_OFFERED = 5;

export function depths(words: Words, { query }: CatalogMenuFacts): Message {
  const strategy = findStrategy({ timeframe: query.timeframe, name: query.strategyId });
  const deepest = Math.min(DEEPEST_OFFERED, strategy ? maxDepth(strategy) : DEEPEST_OFFERED);
  const buttons = Array.from({ length: deepest + 1 }, (_, depth) =>
    open(chosen(depthName(words, depth), depth === query.depth), { screen: 'home', query: { ...query, depth } }),
  );
  return message(
    [words.html('menu-depths'), words.html('menu-depths-note')],
    [...pairs(buttons), [back(words, query)]],
  );
}

/** A strategy that another timeframe does not know becomes the first one of it. */
export function timeframes(words: Words, { query }: CatalogMenuFacts): Message {
  const buttons = TIMEFRAMES.map((timeframe) => {
    const strategy = findStrategy({ timeframe, name: query.strategyId }) ?? strategiesOf(timeframe)[0];
    const next = strategy
      ? { ...query, timeframe, strategyId: strategy.id, depth: Math.min(query.depth, maxDepth(strategy)) }
      : query;
    return open(chosen(timeframe, timeframe === query.timeframe), { screen: 'home', query: next });
  });
  return message([words.html('menu-timeframes')], [buttons, [back(words, query)]]);
}

function chosen(text: string, isChosen: boolean): string {
  return isChosen ? `✓ ${text}` : text;
}

function threes(buttons: readonly Button[]): Button[][] {
  return [buttons.slice(0, 3), buttons.slice(3)];
}

function isSameWindow(a: Window, b: Window): boolean {
  return a.kind !== 'dates' && b.kind !== 'dates' && a.kind === b.kind && a.count === b.count;
}
