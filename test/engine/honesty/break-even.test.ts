import { describe, expect, test } from 'vitest';
import { breakEven, coinBaseline } from '#engine/index.ts';

const percent = (ratio: number) => (100 * ratio).toFixed(2);

describe('breakEven', () => {
  test.for([
    [0.7, '58.82', '83.04', '93.02', '97.13'],
    [0.8, '55.56', '80.25', '91.22', '96.10'],
    [0.85, '54.05', '78.89', '90.30', '95.54'],
    [0.87, '53.48', '78.36', '89.93', '95.31'],
    [0.9, '52.63', '77.56', '89.37', '94.97'],
    [0.92, '52.08', '77.04', '89.00', '94.73'],
  ] as const)('at payout %f needs %s %%, with gales %s, %s, %s', ([payoutRatio, ...needed]) => {
    expect(needed.map((_, depth) => percent(breakEven({ payoutRatio, depth })))).toEqual(needed);
  });
});

describe('coinBaseline', () => {
  test.for([
    [0, '50.00', '75.00', '87.50', '93.75'],
    [0.05, '47.50', '72.44', '85.53', '92.40'],
    [0.1, '45.00', '69.75', '83.36', '90.85'],
  ] as const)('with a doji share of %f wins %s %%, with gales %s, %s, %s', ([dojiRatio, ...won]) => {
    expect(won.map((_, depth) => percent(coinBaseline({ depth, dojiRatio })))).toEqual(won);
  });
});
