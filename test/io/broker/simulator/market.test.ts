import { describe, expect, test } from 'vitest';
import type { Candle } from '#engine/index.ts';
import { ASSETS } from '#io/broker/simulator/assets.ts';
import { createMarket } from '#io/broker/simulator/market.ts';

const DAY_MS = 86_400_000;
const MONDAY_MS = Date.UTC(2026, 10, 16);
const week = { timeframeSeconds: 60, fromMs: MONDAY_MS, toMs: MONDAY_MS + 5 * DAY_MS };

function marketOf(seed: number) {
  return createMarket({ seed, imports: [] });
}

function share(candles: readonly Candle[], holds: (candle: Candle) => boolean): number {
  return candles.filter(holds).length / candles.length;
}

describe('the seeded market', () => {
  const market = marketOf(1);

  test('is the same for the same seed in whatever order it is read, and another for another', () => {
    const again = marketOf(1);
    again.truth('EURUSD-OTC', { ...week, fromMs: MONDAY_MS + 60 * DAY_MS, toMs: MONDAY_MS + 61 * DAY_MS });
    expect(again.truth('EURUSD-OTC', week)).toEqual(market.truth('EURUSD-OTC', week));
    expect(marketOf(2).truth('EURUSD-OTC', week)).not.toEqual(market.truth('EURUSD-OTC', week));
  });

  test.each(ASSETS.map(({ ticker }) => ticker))('%s looks like a market', (ticker) => {
    const candles = market.truth(ticker, week);
    const dojis = share(candles, ({ open, close }) => open === close);
    expect(dojis).toBeGreaterThan(0.02);
    expect(dojis).toBeLessThan(0.09);
    expect(
      candles.every(({ open, high, low, close }) => low <= Math.min(open, close) && high >= Math.max(open, close)),
    ).toBe(true);
    const jumps = candles.filter(({ open }, index) => index > 0 && open !== candles[index - 1]?.close);
    expect(jumps).toEqual([]);
  });

  test('a colour is a fair coin that forgets: about half green, about half repeated', () => {
    const all = ASSETS.filter(({ hours }) => hours === 'otc').map(({ ticker }) => market.truth(ticker, week));
    const colours = all.map((candles) => candles.map(({ open, close }) => Math.sign(close - open)).filter(Boolean));
    const flat = colours.flat();
    const repeats = colours.flatMap((list) => list.slice(1).map((colour, index) => colour === list[index]));
    // 380,000 tosses: one standard deviation is 0.0008.
    expect(flat.length).toBeGreaterThan(300_000);
    expect(Math.abs(flat.filter((colour) => colour > 0).length / flat.length - 0.5)).toBeLessThan(0.004);
    expect(Math.abs(repeats.filter(Boolean).length / repeats.length - 0.5)).toBeLessThan(0.004);
  });

  test('calm and busy minutes come in clusters', () => {
    const sizes = market.truth('EURUSD-OTC', week).map(({ high, low }) => high - low);
    const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
    const variance = sizes.reduce((sum, size) => sum + (size - mean) ** 2, 0);
    const together = sizes.slice(1).reduce((sum, size, index) => sum + (size - mean) * ((sizes[index] ?? 0) - mean), 0);
    expect(together / variance).toBeGreaterThan(0.2);
  });

  test('the OTC market pauses six minutes a day and never else', () => {
    const minutes = market.truth('EURUSD-OTC', { ...week, toMs: MONDAY_MS + DAY_MS }).map(({ openMs }) => openMs);
    const missing = Array.from({ length: 1440 }, (_, minute) => MONDAY_MS + minute * 60_000).filter(
      (openMs) => !minutes.includes(openMs),
    );
    const clock = missing.map((openMs) => new Date(openMs).toISOString().slice(11, 16));
    expect(clock).toEqual(['08:04', '08:05', '08:06', '08:07', '08:08', '08:09']);
  });

  test('shares trade in the hours of their exchange', () => {
    const clock = market.truth('APPLE', week).map(({ openMs }) => new Date(openMs).toISOString().slice(11, 16));
    expect([clock.length, clock[0], clock.toSorted().at(-1)]).toEqual([5 * 390, '13:30', '19:59']);
  });

  test('longer candles are made of the minutes inside', () => {
    const minutes = market.truth('EURUSD-OTC', { ...week, toMs: MONDAY_MS + DAY_MS });
    const fives = market.truth('EURUSD-OTC', { ...week, timeframeSeconds: 300, toMs: MONDAY_MS + DAY_MS });
    for (const five of fives) {
      const inside = minutes.filter(({ openMs }) => openMs >= five.openMs && openMs < five.openMs + 300_000);
      expect(five).toEqual({
        openMs: five.openMs,
        open: inside[0]?.open,
        high: Math.max(...inside.map(({ high }) => high)),
        low: Math.min(...inside.map(({ low }) => low)),
        close: inside.at(-1)?.close,
      });
    }
    // The pause swallows the whole of 08:05.
    expect(fives).toHaveLength(287);
  });
});
