import { ASSET_CATEGORIES, MARKETS, TIMEFRAMES, TOP_ORDERS, type TopQuestion } from '#engine/index.ts';
import { packStrategy, packWindow, unpackStrategy, unpackWindow } from './packed-query.ts';

const EVERY_STRATEGY = '*';

/** One sign a choice, two for the least payout in thousandths, then the plan. */
export function packTop({ timeframe, strategyId, depth, window, ...filters }: TopQuestion): string {
  const { market, category, minPayoutRatio, order } = filters;
  const shelf = category === null ? '-' : ASSET_CATEGORIES.indexOf(category);
  const payout = Math.round(minPayoutRatio * 1_000)
    .toString(36)
    .padStart(2, '0');
  const choices = `${MARKETS.indexOf(market)}${shelf}${TOP_ORDERS.indexOf(order)}${payout}`;
  const code = strategyId === null ? EVERY_STRATEGY : packStrategy({ timeframe, strategyId });
  return [`${choices}${TIMEFRAMES.indexOf(timeframe)}${depth}`, code, packWindow(window)].join('.');
}

/** null: something it names does not exist any more. */
export function unpackTop(packed: string): TopQuestion | null {
  const [choices = '', code = '', span = ''] = packed.split('.');
  const market = MARKETS[Number(choices[0])];
  const category = choices[1] === '-' ? null : ASSET_CATEGORIES[Number(choices[1])];
  const order = TOP_ORDERS[Number(choices[2])];
  const minPayoutRatio = Number.parseInt(choices.slice(3, 5), 36) / 1_000;
  const timeframe = TIMEFRAMES[Number(choices[5])];
  const depth = Number(choices.slice(6));
  const window = unpackWindow(span);
  if (!market || category === undefined || !order || !timeframe || !window) return null;
  const strategyId = code === EVERY_STRATEGY ? null : unpackStrategy({ timeframe, code });
  if (code !== EVERY_STRATEGY && strategyId === null) return null;
  if (!Number.isInteger(depth) || !(minPayoutRatio >= 0)) return null;
  return { timeframe, strategyId, depth, window, market, category, minPayoutRatio, order };
}
