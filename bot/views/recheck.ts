import type { Rate } from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';
import { shareOf } from './figures.ts';

/**
 * What became of a result when it was worked out again. same: the same candles, the same figures. candles: the stored
 * candles are not those of then; rate is theirs. rows: the same of a list. strategy: its definition has changed. gone:
 * the candles are not kept any more. figures: the same candles count differently, which is a fault of ours.
 */
export type Recheck =
  | { readonly kind: 'same' | 'strategy' | 'gone' }
  | { readonly kind: 'candles' | 'figures'; readonly rate: Rate }
  | { readonly kind: 'rows'; readonly same: number; readonly of: number };

export function recheckText(words: Words, recheck: Recheck): string {
  switch (recheck.kind) {
    case 'same':
      return `✅ ${words.html('recheck-same')}`;
    case 'strategy':
      return `⚠️ ${words.html('recheck-strategy')}`;
    case 'gone':
      return `⚠️ ${words.html('recheck-gone')}`;
    case 'rows':
      return `⚠️ ${words.html('recheck-rows', { same: recheck.same, of: recheck.of })}`;
    case 'candles':
      return `⚠️ ${words.html('recheck-candles', rateArgs(words, recheck.rate))}`;
    case 'figures':
      return `⚠️ ${words.html('recheck-figures', rateArgs(words, recheck.rate))}`;
  }
}

/** How old an answer is that was kept from before. */
export function storedText(words: Words, ageMs: number): string {
  return `🕰 ${words.html('stored-age', { age: words.age(ageMs) })}`;
}

function rateArgs(words: Words, rate: Rate): { wins: string; n: string; rate: string } {
  return { wins: words.number(rate.wins), n: words.number(rate.n), rate: words.percent(shareOf(rate)) };
}
