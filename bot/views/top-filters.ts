import type { AssetShelf, MarketFilter, Ratio, TopQuestion } from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';
import { strategyName } from './query-line.ts';

/** The filters that are on, in words; none when everything is looked at. */
export function filterNames(words: Words, { market, category, minPayoutRatio }: TopQuestion): string[] {
  return [
    ...(market === 'all' ? [] : [marketName(words, market)]),
    ...(category === null ? [] : [shelfName(words, category)]),
    ...(minPayoutRatio === 0 ? [] : [payoutName(words, minPayoutRatio)]),
  ];
}

export function topStrategyName(words: Words, { timeframe, strategyId }: TopQuestion): string {
  return strategyId === null ? words.say('top-all-strategies') : strategyName({ timeframe, strategyId });
}

export function marketName(words: Words, market: MarketFilter): string {
  switch (market) {
    case 'all':
      return words.say('top-market-all');
    case 'normal':
      return words.say('top-market-normal');
    case 'otc':
      return words.say('top-market-otc');
  }
}

export function shelfName(words: Words, category: AssetShelf | null): string {
  switch (category) {
    case null:
      return words.say('top-category-all');
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

export function payoutName(words: Words, minPayoutRatio: Ratio): string {
  if (minPayoutRatio === 0) return words.say('top-payout-any');
  return words.say('top-payout-min', { payout: words.shortPercent(minPayoutRatio) });
}
