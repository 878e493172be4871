import { describe, expect, test } from 'vitest';
import { brier, calibration, type Forecast, logLoss } from '#engine/index.ts';
import { randomFrom } from '#test/support/random-colours.ts';

const told = [0.9, 0.2, 0.6, 0.7, 0.4];
const came = [1, 0, 1, 1, 0];
const five: Forecast[] = told.map((forecastRatio, place) => ({ forecastRatio, wins: came[place]!, n: 1 }));

test('the five worked forecasts score 0.092 and 0.341366', () => {
  expect(brier(five)).toBeCloseTo(0.092, 12);
  expect(logLoss(five)).toBeCloseTo(0.341366, 6);
});

test('a hundred cycles of one rate weigh as a hundred forecasts', () => {
  const apart = Array.from({ length: 100 }, (_, place) => ({ forecastRatio: 0.7, wins: place < 60 ? 1 : 0, n: 1 }));
  const together = [{ forecastRatio: 0.7, wins: 60, n: 100 }];
  expect(brier(together)).toBeCloseTo(brier(apart)!, 12);
  expect(logLoss(together)).toBeCloseTo(logLoss(apart)!, 12);
  expect(brier(together)).toBeCloseTo(0.6 * 0.09 + 0.4 * 0.49, 12);
});

test('sure and wrong costs much, and not infinity', () => {
  expect(logLoss([{ forecastRatio: 0, wins: 1, n: 1 }])).toBeCloseTo(-Math.log(1e-15), 9);
  expect(logLoss([{ forecastRatio: 1, wins: 0, n: 1 }])).toBeCloseTo(-Math.log(1e-15), 0);
  expect(logLoss([{ forecastRatio: 1, wins: 1, n: 1 }])).toBeCloseTo(0, 12);
  expect(brier([{ forecastRatio: 1, wins: 0, n: 3 }])).toBe(1);
});

test('nothing that happened gives no score', () => {
  const nothing = [{ forecastRatio: 0.5, wins: 0, n: 0 }];
  expect([brier([]), logLoss(nothing), calibration(nothing).errorRatio]).toEqual([null, null, null]);
});

describe('calibration', () => {
  test('puts each forecast where it belongs, and one into the last bin', () => {
    const forecasts = [0, 0.05, 0.1, 0.95, 1].map((forecastRatio) => ({ forecastRatio, wins: 1, n: 2 }));
    const { bins, errorRatio } = calibration(forecasts);
    expect(bins.map(({ came: { n } }) => n)).toEqual([4, 2, 0, 0, 0, 0, 0, 0, 0, 4]);
    expect(bins[0]).toMatchObject({ fromRatio: 0, toRatio: 0.1, toldRatio: 0.025, came: { wins: 2, n: 4 } });
    expect(bins[2]!.toldRatio).toBeNull();
    // Told and came per bin, in cycles: |0.1 − 2|, |0.2 − 1|, |3.9 − 2|, of ten.
    expect(errorRatio).toBeCloseTo((1.9 + 0.8 + 1.9) / 10, 12);
    expect(calibration(forecasts, { bins: 2 }).bins.map(({ came: { n } }) => n)).toEqual([6, 4]);
  });

  test('who tells the truth a hundred thousand times is off by less than one percent', () => {
    const next = randomFrom(11);
    const forecasts = Array.from({ length: 100_000 }, () => {
      const forecastRatio = next();
      return { forecastRatio, wins: next() < forecastRatio ? 1 : 0, n: 1 };
    });
    expect(calibration(forecasts).errorRatio).toBeLessThan(0.01);
  });
});
