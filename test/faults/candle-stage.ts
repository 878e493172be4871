import { HOUR_MS, MINUTE_MS } from '#engine/index.ts';
import { openAssets } from '#io/market/assets.ts';
import { storedCandles } from '../support/feed.ts';
import type { FaultHouse } from './fault-house.ts';
import type { Stage } from './scenario.ts';

/** Open day and night, and asked for by no other scenario. */
const TICKERS = ['USDCAD-OTC', 'AUDJPY-OTC', 'GBPCAD-OTC', 'GBPAUD-OTC', 'GBPJPY-OTC', 'AUDNZD-OTC'];
const HOURS_A_QUESTION = 2;
/** Candles younger than this may still be on their way. */
const UNSETTLED_MS = 3 * MINUTE_MS;

const asked = new WeakMap<FaultHouse, number>();

/** A question that cannot be answered from what this house has stored: it goes further back than all before. */
export function askFurtherBack({ house, ask }: Stage, personId: number): string {
  const number = asked.get(house) ?? 0;
  asked.set(house, number + 1);
  const ticker = TICKERS[number % TICKERS.length] ?? '';
  const hours = 6 + HOURS_A_QUESTION * Math.floor(number / TICKERS.length);
  ask(personId, `/catalog ${ticker} m1 minority g2 ${hours}h`);
  return ticker;
}

/** Stored candles that are not as a faultless broker tells them, in words; and how many were looked at. */
export async function compareCandles({ database, broker }: FaultHouse): Promise<{ wrong: string[]; count: number }> {
  const toMs = Math.floor((Date.now() - UNSETTLED_MS) / MINUTE_MS) * MINUTE_MS;
  const range = { fromMs: toMs - 72 * HOUR_MS, toMs };
  const wrong: string[] = [];
  let count = 0;
  for (const { id, ticker } of await openAssets(database, 200)) {
    const stored = await storedCandles(database, { assetId: id, ...range });
    if (stored.length === 0) continue;
    const truth = new Map(
      broker.truth(ticker, { timeframeSeconds: 60, ...range }).map((candle) => [candle.openMs, JSON.stringify(candle)]),
    );
    count += stored.length;
    for (const candle of stored)
      if (truth.get(candle.openMs) !== JSON.stringify(candle)) wrong.push(`${ticker} at ${candle.openMs}`);
  }
  return { wrong, count };
}

/** As `compareCandles`, as a fact of the scenario. */
export async function checkCandles(stage: Stage): Promise<void> {
  const { wrong, count } = await compareCandles(stage.house);
  stage.check(`${count} candles are as the broker has them, not ${wrong.slice(0, 3).join(', ')}`, wrong.length === 0);
  stage.check('there are candles to compare', count > 0);
}
