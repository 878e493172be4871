import type { Candle, EpochMs } from '#engine/index.ts';
import { ASSETS, firstAssets, type SimulatedAsset } from './assets.ts';
import { calendarOf } from './calendar.ts';
import { candleAt } from './candles.ts';
import { createDayCache } from './days.ts';
import { createImportedSeries, digitsOf, type ImportedCandles } from './imported.ts';
import { createSeededSeries, type Series } from './series.ts';

/** Ids for imported symbols the table does not know. */
const FIRST_IMPORTED_ID = 9_001;

export interface MarketOptions {
  readonly seed: number;
  /** How many assets are listed; default those of the table. */
  readonly assets?: number | undefined;
  readonly imports: readonly ImportedCandles[];
}

export interface TruthRange {
  readonly timeframeSeconds: number;
  readonly fromMs: EpochMs;
  readonly toMs: EpochMs;
}

export interface Market {
  readonly all: readonly Series[];
  find(id: number): Series | undefined;
  /** What the broker would say without any fault: finished candles that open in [fromMs, toMs). */
  truth(ticker: string, range: TruthRange): Candle[];
}

export function createMarket({ seed, assets, imports }: MarketOptions): Market {
  const cache = createDayCache();
  const imported = new Map(
    imports.map((file, index) => [file.symbol, importedSeries(file, FIRST_IMPORTED_ID + index)]),
  );
  const seededSeries = firstAssets(assets ?? ASSETS.length)
    .filter((asset) => !imported.has(asset.ticker))
    .map((asset) => createSeededSeries({ seed, asset, calendar: calendarOf(asset.hours), cache }));
  const all: readonly Series[] = [...imported.values(), ...seededSeries];
  const byId = new Map(all.map((series) => [series.asset.id, series]));

  function importedSeries({ symbol, candles }: ImportedCandles, newId: number): Series {
    const known = ASSETS.find((asset) => asset.ticker === symbol);
    const asset: SimulatedAsset = {
      id: known?.id ?? newId,
      ticker: symbol,
      basePrice: candles.at(-1)?.close ?? 1,
      digits: digitsOf(candles),
      hours: 'always',
      volatility: 2e-4,
      families: ['turbo', 'binary'],
      listed: 'open',
    };
    return createImportedSeries(candles, { seed, asset, calendar: calendarOf('always'), cache });
  }

  return {
    all,
    find: (id) => byId.get(id),
    truth(ticker, { timeframeSeconds, fromMs, toMs }) {
      const series = all.find((one) => one.asset.ticker === ticker);
      if (!series) return [];
      const candles: Candle[] = [];
      const firstS = Math.ceil(fromMs / 1000 / timeframeSeconds) * timeframeSeconds;
      for (let openS = firstS; openS * 1000 < toMs; openS += timeframeSeconds) {
        const candle = candleAt(series, timeframeSeconds, openS, openS + timeframeSeconds);
        if (!candle) continue;
        const { open, max: high, min: low, close } = candle;
        candles.push({ openMs: openS * 1000, open, high, low, close });
      }
      return candles;
    },
  };
}
