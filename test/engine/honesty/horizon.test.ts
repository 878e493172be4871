import { expect, test } from 'vitest';
import { findStrategy, type Horizon, horizonRange, type Timeframe, type Window } from '#engine/index.ts';

/** Half a minute into a minute that is no multiple of five. */
const CREATED_MS = Date.UTC(2026, 10, 20, 12, 3, 30);
const at = (day: number, hour: number, minute: number) => Date.UTC(2026, 10, day, hour, minute);

function judgedBy(window: Window, { horizon = 'window', timeframe = 'M1', createdAtMs = CREATED_MS }: Asked = {}) {
  const strategy = findStrategy({ timeframe, name: 'MINORIA(5)' });
  if (strategy === null) throw new Error('No such strategy.');
  return horizonRange({ horizon, createdAtMs, window, strategy });
}

interface Asked {
  readonly horizon?: Horizon;
  readonly timeframe?: Timeframe;
  readonly createdAtMs?: number;
}

test('a list is judged by the day that begins with the first candle after it', () => {
  const day = { fromMs: at(20, 12, 4), toMs: at(21, 12, 4) };
  expect(judgedBy({ kind: 'hours', count: 3 }, { horizon: 'day' })).toEqual(day);
  expect(judgedBy({ kind: 'hours', count: 3 }, { horizon: 'day', createdAtMs: at(20, 12, 4) })).toEqual(day);
  expect(judgedBy({ kind: 'blocks', count: 7 }, { horizon: 'day', timeframe: 'M5' })).toEqual({
    fromMs: at(20, 12, 5),
    toMs: at(21, 12, 5),
  });
});

test.each<[string, Window, number]>([
  ['blocks', { kind: 'blocks', count: 100 }, at(20, 12, 4) + 100 * 5 * 60_000],
  ['hours', { kind: 'hours', count: 30 }, at(21, 18, 4)],
  ['days', { kind: 'days', count: 3 }, at(23, 12, 4)],
  ['dates', { kind: 'dates', fromMs: at(1, 0, 0), toMs: at(3, 6, 0) }, at(22, 18, 4)],
])('or by as many %s as it looked back', (_, window, toMs) => {
  expect(judgedBy(window)).toEqual({ fromMs: at(20, 12, 4), toMs });
});

test('blocks of larger candles are longer: half an hour', () => {
  const { fromMs, toMs } = judgedBy({ kind: 'blocks', count: 2 }, { timeframe: 'M5' });
  expect([fromMs, toMs]).toEqual([at(20, 12, 5), at(20, 13, 5)]);
});
