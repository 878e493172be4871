import type { CatalogQuery } from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';
import { clip } from '../views/fit.ts';
import type { Button } from '../views/message.ts';
import type { Press } from '../views/press.ts';

/** Where in the menu a button leads. */
export type Place = Omit<Extract<Press, { verb: 'menu' }>, 'verb'>;

export function open(text: string, place: Place): Button {
  return { text: clip(text, 60), data: { verb: 'menu', ...place } };
}

export function back(words: Words, query: CatalogQuery): Button {
  return open(words.say('button-back'), { screen: 'home', query });
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly page: number;
  readonly pages: number;
}

/** A page that no longer exists becomes the last one: the list may have grown shorter since. */
export function pageOf<Item>(all: readonly Item[], { page, size }: { page: number; size: number }): Page<Item> {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const at = Math.min(Math.max(0, page), pages - 1);
  return { items: all.slice(at * size, (at + 1) * size), page: at, pages };
}

export function pager(words: Words, place: Place, { page, pages }: Page<unknown>): Button[][] {
  if (pages === 1) return [];
  const before = page > 0 ? [open('◀️', { ...place, page: page - 1 })] : [];
  const here = open(words.say('menu-page', { page: page + 1, pages }), { ...place, page });
  const after = page < pages - 1 ? [open('▶️', { ...place, page: page + 1 })] : [];
  return [[...before, here, ...after]];
}
