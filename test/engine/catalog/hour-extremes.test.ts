import { expect, test } from 'vitest';
import { type HourTable, hourExtremes, shrink } from '#engine/index.ts';

/** A week in which only the given hours were played. */
function week(played: Record<string, readonly [wins: number, n: number]>): HourTable {
  return Array.from({ length: 7 }, (_, day) =>
    Array.from({ length: 24 }, (_, hour) => {
      const [wins, n] = played[`${day} ${hour}`] ?? [0, 0];
      return { wins, n };
    }),
  );
}

test('a long good hour comes before a short perfect one', () => {
  const table = shrink(week({ '1 9': [3, 3], '2 14': [290, 300], '3 3': [120, 300], '4 4': [180, 300] }));
  const { best, worst, tried, isFlat } = hourExtremes(table, { count: 1 });
  expect(best).toMatchObject([{ weekday: 2, hour: 14, rate: { wins: 290, n: 300 } }]);
  expect(worst).toMatchObject([{ weekday: 3, hour: 3 }]);
  expect({ tried, isFlat }).toEqual({ tried: 4, isFlat: false });
});

test('hours that differ as coins do are called flat', () => {
  const table = shrink(week({ '1 9': [50, 100], '2 14': [52, 100], '3 3': [49, 100] }));
  expect(hourExtremes(table, { count: 3 }).isFlat).toBe(true);
});

test('no hour is at both ends, and all of them are somewhere when they are few', () => {
  const table = shrink(week({ '0 0': [1, 4], '1 1': [3, 4], '2 2': [2, 4], '3 3': [4, 4] }));
  const { best, worst } = hourExtremes(table, { count: 3 });
  expect([best.length, worst.length]).toEqual([3, 1]);
  expect(best.filter((cell) => worst.includes(cell))).toEqual([]);
});

test('equals stand in the order of the clock', () => {
  const table = shrink(week({ '5 7': [5, 10], '5 6': [5, 10], '2 20': [5, 10] }));
  expect(hourExtremes(table, { count: 3 }).best.map(({ weekday, hour }) => [weekday, hour])).toEqual([
    [2, 20],
    [5, 6],
    [5, 7],
  ]);
});

test('of nothing played there is nothing to say', () => {
  expect(hourExtremes(shrink(week({})), { count: 3 })).toMatchObject({ best: [], worst: [], tried: 0 });
});
