import type { CatalogQuery, Ratio } from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';
import { clip } from './fit.ts';
import { type Button, type Message, message } from './message.ts';
import { assetName } from './query-line.ts';

/** A starred asset as the broker lists it now; one it lists no more is closed. */
export interface Favourite {
  readonly ticker: string;
  readonly isOpen: boolean;
  readonly payoutRatio: Ratio | null;
}

/** The starred assets: one tap catalogs, one takes the star away. The plan is that of the last question. */
export function favourites(
  words: Words,
  { list, plan }: { list: readonly Favourite[]; plan: Omit<CatalogQuery, 'ticker'> },
): Message {
  const choose: Button = { text: words.say('button-choose-asset'), data: { verb: 'catalog' } };
  if (list.length === 0) {
    return message(
      [`⭐ <b>${words.html('favourites-title')}</b>`, words.html('favourites-none'), example(words, 'EURUSD-OTC')],
      [[choose]],
    );
  }
  const rows = list.map(({ ticker, isOpen, payoutRatio }): Button[] => {
    const payout = payoutRatio === null || !isOpen ? '' : ` · ${words.shortPercent(payoutRatio)}`;
    const query = { ...plan, ticker };
    return [
      { text: clip(`${isOpen ? '🟢' : '🔒'} ${assetName(ticker)}${payout}`, 60), data: { verb: 'run', query } },
      { text: clip(`✖️ ${assetName(ticker)}`, 60), data: { verb: 'unstar', ticker } },
    ];
  });
  return message(
    [`⭐ <b>${words.html('favourites-title')}</b>`, words.html('favourites-how'), example(words, 'GBPUSD-OTC')],
    [...rows, [choose]],
  );
}

/** One line on what became of a star, also as a toast: plain text. */
export function starred(words: Words, { ticker, end }: { ticker: string; end: 'added' | 'there' | 'full' }): string {
  const asset = assetName(ticker);
  switch (end) {
    case 'added':
      return words.say('favourites-added', { asset });
    case 'there':
      return words.say('favourites-there', { asset });
    case 'full':
      return words.say('favourites-full');
  }
}

/** The same where it was typed, with the way to the list. */
export function starredMessage(words: Words, facts: Parameters<typeof starred>[1]): Message {
  const asset = assetName(facts.ticker);
  const said = {
    added: words.html('favourites-added', { asset }),
    there: words.html('favourites-there', { asset }),
    full: words.html('favourites-full'),
  }[facts.end];
  return message([said], [[{ text: words.say('button-favourites'), data: { verb: 'favourites' } }]]);
}

/** A name nobody knows, and what may have been meant. */
export function favouriteUnknown(words: Words, facts: { typed: string; nearest: readonly string[] }): Message {
  return message(
    [
      words.html('refusal-unknown-asset', { typed: clip(facts.typed, 40) }),
      example(words, facts.nearest[0] ?? 'EURUSD-OTC'),
    ],
    facts.nearest.map((ticker) => [starButton(ticker)]),
  );
}

/** Where an asset can be starred: results and menus. */
export function starButton(ticker: string): Button {
  return { text: clip(`⭐ ${assetName(ticker)}`, 60), data: { verb: 'star', ticker } };
}

function example(words: Words, ticker: string): string {
  return words.html('refusal-example', { example: `/favourites ${clip(ticker, 40)}` });
}
