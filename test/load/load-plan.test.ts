import { expect, test } from 'vitest';
import { planLoad } from './load-plan.ts';

const NEEDS = {
  ...{ users: 1_000, perSecond: 20, seconds: 600, spike: null, seed: 3, nowMs: Date.UTC(2026, 9, 20) },
  tickers: ['EURUSD-OTC', 'GBPUSD-OTC', 'AUDCAD-OTC'],
};
const plan = planLoad(NEEDS);

test('the same seed plans the same crowd, in order of time', () => {
  expect(planLoad(NEEDS)).toEqual(plan);
  expect(plan.map(({ dueMs }) => dueMs)).toEqual(plan.map(({ dueMs }) => dueMs).toSorted((a, b) => a - b));
});

test('comes at the rate that was asked for, second taps beside it', () => {
  const first = plan.filter(({ kind }) => kind !== 'again' && kind !== 'block' && kind !== 'unblock');
  expect(first.length / NEEDS.seconds).toBeGreaterThan(19);
  expect(first.length / NEEDS.seconds).toBeLessThan(24);
});

test('comes as independent people come: counts of a second spread as a Poisson stream, variance near mean', () => {
  const counts = new Array<number>(NEEDS.seconds).fill(0);
  for (const { dueMs, kind } of plan) if (kind !== 'again' && dueMs < 600_000) counts[Math.floor(dueMs / 1_000)]! += 1;
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length;
  expect(variance / mean).toBeGreaterThan(0.75);
  expect(variance / mean).toBeLessThan(1.35);
});

test('four questions in five are warm, a cold one is never asked twice, and the spike is three times as dense', () => {
  const count = (kind: string) => plan.filter((act) => act.kind === kind).length;
  expect(count('warm') / (count('warm') + count('cold'))).toBeCloseTo(0.8, 1);
  const cold = planLoad({ ...NEEDS, seconds: 60 }).filter(({ kind }) => kind === 'cold');
  expect(new Set(cold.map(({ text }) => text)).size).toBe(Math.min(cold.length, 3 * 46));
  const spiked = planLoad({
    ...NEEDS,
    users: 4_000,
    perSecond: 200,
    spike: { times: 3, seconds: 60, fromSecond: 120 },
  });
  const between = (from: number, to: number) =>
    spiked.filter(({ dueMs }) => dueMs >= from * 1_000 && dueMs < to * 1_000).length / (to - from);
  expect(between(140, 180) / between(60, 120)).toBeGreaterThan(2.2);
});
