import {
  type CatalogQuery,
  findStrategy,
  maxDepth,
  type Ratio,
  strategiesOf,
  TIMEFRAMES,
  type Window,
} from '#engine/index.ts';
import { escapeHtml, type Words } from '../i18n/index.ts';
import { clip } from '../views/fit.ts';
import { type Button, type Message, message, pairs } from '../views/message.ts';
import { CATEGORIES, type Category, type Press, type Screen } from '../views/press.ts';
import { assetName, depthName, strategyName, windowName } from '../views/query-line.ts';

/** An asset as the menu needs it; the broker's own list fits. */
export interface MenuAsset {
  readonly ticker: string;
  readonly category: Category;
  readonly isOpen: boolean;
  readonly payoutRatio: Ratio | null;
}

export interface CatalogMenuFacts {
  readonly screen: Screen;
  /** The question so far; every button carries it on, with one thing changed. */
  readonly query: CatalogQuery;
  readonly category?: Category;
  readonly page?: number;
  readonly assets: readonly MenuAsset[];
  readonly zone: string;
}

/** Any screen of /catalog's menu, edited in place of the one before. */
export function catalogMenu(words: Words, facts: CatalogMenuFacts): Message {
  switch (facts.screen) {
    case 'home':
      return home(words, facts);
    case 'categories':
      return categories(words, facts);
    case 'assets':
      return assets(words, facts);
    case 'strategies':
      return strategies(words, facts);
    case 'windows':
      return windows(words, facts);
    case 'depths':
      return depths(words, facts);
    case 'timeframes':
      return timeframes(words, facts);
  }
}

function home(words: Words, { query, zone }: CatalogMenuFacts): Message {
  const strategy = strategyName(query);
  const window = windowName(words, query.window, zone);
  const depth = depthName(words, query.depth);
  return message(
    [
      words.html('menu-home'),
      '',
      escapeHtml([assetName(query.ticker), query.timeframe, strategy, depth, window].join(' · ')),
    ],
    [
      [
        open(`💱 ${assetName(query.ticker)}`, { screen: 'categories', query }),
        open(`⏱ ${query.timeframe}`, { screen: 'timeframes', query }),
      ],
      [open(`🧩 ${strategy}`, { screen: 'strategies', query })],
      [open(`🎯 ${depth}`, { screen: 'depths', query }), open(`📏 ${window}`, { screen: 'windows', query })],
      [{ text: words.say('button-run'), data: { verb: 'run', query } }],
    ],
  );
}

/** Shelves with how many of their assets are open now; an empty shelf is not shown. */
function categories(words: Words, { query, assets: all }: CatalogMenuFacts): Message {
  const buttons = CATEGORIES.flatMap((category): Button[] => {
    const onShelf = all.filter((asset) => asset.category === category);
    if (onShelf.length === 0) return [];
    const count = words.number(onShelf.filter(({ isOpen }) => isOpen).length);
    const text = words.say('menu-category', { name: categoryName(words, category), count });
    return [open(text, { screen: 'assets', query, category })];
  });
  return message(
    [words.html(buttons.length > 0 ? 'menu-categories' : 'menu-no-assets'), '', words.html('menu-search-hint')],
    [...pairs(buttons), [back(words, query)]],
  );
}

const ASSETS_A_PAGE = 10;

/** One shelf, what is open first, then by name; each with its payout. */
function assets(words: Words, { query, category = 'forex', page = 0, assets: all }: CatalogMenuFacts): Message {
  const onShelf = all
    .filter((asset) => asset.category === category)
    .sort((a, b) => Number(b.isOpen) - Number(a.isOpen) || (a.ticker < b.ticker ? -1 : 1));
  const shown = pageOf(onShelf, { page, size: ASSETS_A_PAGE });
  const buttons = shown.items.map((asset) => {
    const payout = asset.payoutRatio === null ? '' : ` · ${words.shortPercent(asset.payoutRatio)}`;
    const state = asset.isOpen ? payout : ` · ${words.say('menu-closed')}`;
    const mark = asset.isOpen ? '🟢' : '🔒';
    return open(`${mark} ${assetName(asset.ticker)}${state}`, {
      screen: 'home',
      query: { ...query, ticker: asset.ticker },
    });
  });
  return message(
    [
      `<b>${escapeHtml(categoryName(words, category))}</b>`,
      words.html('menu-assets'),
      '',
      words.html('menu-search-hint'),
    ],
    [
      ...pairs(buttons),
      ...pager(words, { screen: 'assets', query, category }, shown),
      [open(words.say('button-categories'), { screen: 'categories', query }), back(words, query)],
    ],
  );
}

const STRATEGIES_A_PAGE = 12;

function strategies(words: Words, { query, page = 0 }: CatalogMenuFacts): Message {
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

function windows(words: Words, { query, zone }: CatalogMenuFacts): Message {
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

function depths(words: Words, { query }: CatalogMenuFacts): Message {
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
function timeframes(words: Words, { query }: CatalogMenuFacts): Message {
  const buttons = TIMEFRAMES.map((timeframe) => {
    const strategy = findStrategy({ timeframe, name: query.strategyId }) ?? strategiesOf(timeframe)[0];
    const next = strategy
      ? { ...query, timeframe, strategyId: strategy.id, depth: Math.min(query.depth, maxDepth(strategy)) }
      : query;
    return open(chosen(timeframe, timeframe === query.timeframe), { screen: 'home', query: next });
  });
  return message([words.html('menu-timeframes')], [buttons, [back(words, query)]]);
}

function categoryName(words: Words, category: Category): string {
  switch (category) {
    case 'forex':
      return words.say('category-forex');
    case 'crypto':
      return words.say('category-crypto');
    case 'stocks':
      return words.say('category-stocks');
    case 'indices':
      return words.say('category-indices');
    case 'commodities':
      return words.say('category-commodities');
  }
}

type Place = Omit<Extract<Press, { verb: 'menu' }>, 'verb'>;

function open(text: string, place: Place): Button {
  return { text: clip(text, 60), data: { verb: 'menu', ...place } };
}

function back(words: Words, query: CatalogQuery): Button {
  return open(words.say('button-back'), { screen: 'home', query });
}

function chosen(text: string, isChosen: boolean): string {
  return isChosen ? `✓ ${text}` : text;
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly page: number;
  readonly pages: number;
}

/** A page that no longer exists becomes the last one: the list may have grown shorter since. */
function pageOf<Item>(all: readonly Item[], { page, size }: { page: number; size: number }): Page<Item> {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const at = Math.min(Math.max(0, page), pages - 1);
  return { items: all.slice(at * size, (at + 1) * size), page: at, pages };
}

function pager(words: Words, place: Place, { page, pages }: Page<unknown>): Button[][] {
  if (pages === 1) return [];
  const before = page > 0 ? [open('◀️', { ...place, page: page - 1 })] : [];
  const here = open(words.say('menu-page', { page: page + 1, pages }), { ...place, page });
  const after = page < pages - 1 ? [open('▶️', { ...place, page: page + 1 })] : [];
  return [[...before, here, ...after]];
}

function threes(buttons: readonly Button[]): Button[][] {
  return [buttons.slice(0, 3), buttons.slice(3)];
}

function isSameWindow(a: Window, b: Window): boolean {
  return a.kind !== 'dates' && b.kind !== 'dates' && a.kind === b.kind && a.count === b.count;
}
