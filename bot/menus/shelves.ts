import { escapeHtml, type Words } from '../i18n/index.ts';
import { type Button, type Message, message, pairs } from '../views/message.ts';
import { CATEGORIES } from '../views/press.ts';
import { assetName } from '../views/query-line.ts';
import { shelfName } from '../views/top-filters.ts';
import type { CatalogMenuFacts } from './facts.ts';
import { back, open, pageOf, pager } from './paging.ts';

/** Shelves with how many of their assets are open now; an empty shelf is not shown. */
export function categories(words: Words, { query, assets: all }: CatalogMenuFacts): Message {
  const buttons = CATEGORIES.flatMap((category): Button[] => {
    const onShelf = all.filter((asset) => asset.category === category);
    if (onShelf.length === 0) return [];
    const count = words.number(onShelf.filter(({ isOpen }) => isOpen).length);
    const text = words.say('menu-category', { name: shelfName(words, category), count });
    return [open(text, { screen: 'assets', query, category })];
  });
  return message(
    [words.html(buttons.length > 0 ? 'menu-categories' : 'menu-no-assets'), '', words.html('menu-search-hint')],
    [...pairs(buttons), [{ text: words.say('button-favourites'), data: { verb: 'favourites' } }, back(words, query)]],
  );
}

const ASSETS_A_PAGE = 10;

/** One shelf, what is open first, then by name; each with its payout. */
export function assets(words: Words, { query, category = 'forex', page = 0, assets: all }: CatalogMenuFacts): Message {
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
    [`<b>${escapeHtml(shelfName(words, category))}</b>`, words.html('menu-assets'), '', words.html('menu-search-hint')],
    [
      ...pairs(buttons),
      ...pager(words, { screen: 'assets', query, category }, shown),
      [open(words.say('button-categories'), { screen: 'categories', query }), back(words, query)],
    ],
  );
}
