import { expect, test } from 'vitest';
import { sorosGain, sorosgaleGain, sorosStakes } from '#engine/index.ts';

const UNIT_CENTS = 10_000;
const inUnits = (cents: number) => cents / UNIT_CENTS;

test('stakes the first stake with all profit so far', () => {
  const stakes = sorosStakes({ firstStakeCents: UNIT_CENTS, payoutRatio: 0.87, level: 3 });
  expect(stakes.map(inUnits)).toEqual([1, 1.87, 3.4969, 6.5392]);
});

test.for([
  [0.87, [0.87, 2.4969, 5.5392, 11.2283]],
  [0.8, [0.8, 2.24, 4.832, 9.4976]],
] as const)('at payout %f gains %j after one to four wins', ([payoutRatio, gains]) => {
  const ours = gains.map((_, level) => inUnits(sorosGain({ firstStakeCents: UNIT_CENTS, payoutRatio, level })));
  expect(ours).toEqual(gains);
});

test.for([
  [0.87, 1.248],
  [0.8, 1.12],
] as const)('two wins of sorosgale at payout %f bring %f times the loss', ([payoutRatio, gain]) => {
  expect(inUnits(sorosgaleGain({ lossCents: UNIT_CENTS, payoutRatio }))).toBeCloseTo(gain, 3);
});
