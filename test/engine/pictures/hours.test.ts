import { expect, test } from 'vitest';
import { type HourTable, hoursPicture, shrink } from '#engine/index.ts';
import { sampleHours } from '#test/support/sample-picture.ts';

const WORDS = {
  ...{ title: 'A', subtitle: 'B', period: 'C', key: 'D', note: 'E', worse: '-', better: '+', empty: 'F', risk: 'G' },
  weekdays: ['dom', 'seg', 'ter', 'qua', 'qui', 'sex', 'sáb'],
  count: (n: number) => `n${n}`,
};

function week(of: (day: number, hour: number) => { wins: number; n: number }): HourTable {
  return Array.from({ length: 7 }, (_, day) => Array.from({ length: 24 }, (_, hour) => of(day, hour)));
}

test('the week starts on Monday, and the day of a column is the day of its cells', () => {
  const { weekdays, rows } = hoursPicture({
    table: shrink(week((day, hour) => ({ wins: 0, n: hour === 9 ? day + 1 : 0 }))),
    words: WORDS,
  });
  expect(weekdays).toEqual(['seg', 'ter', 'qua', 'qui', 'sex', 'sáb', 'dom']);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ label: '09h' });
  expect(rows[0]?.cells.map((cell) => cell?.n)).toEqual(['n2', 'n3', 'n4', 'n5', 'n6', 'n7', 'n1']);
});

test('hours between the first and the last that were played stand there, empty ones too', () => {
  const table = shrink(week((day, hour) => ({ wins: 1, n: day === 1 && (hour === 8 || hour === 11) ? 2 : 0 })));
  const { rows } = hoursPicture({ table, words: WORDS });
  expect(rows.map(({ label }) => label)).toEqual(['08h', '09h', '10h', '11h']);
  expect(rows[1]?.cells).toEqual(new Array(7).fill(null));
});

test('the number is what happened, the colour what is more than luck', () => {
  const coins = shrink(week((day, hour) => ({ wins: 45 + ((7 * day + 5 * hour) % 11), n: 100 })));
  const fair = hoursPicture({ table: coins, words: WORDS }).rows.flatMap(({ cells }) => cells);
  expect(new Set(fair.map((cell) => cell?.heat))).toEqual(new Set([0]));
  expect(new Set(fair.map((cell) => cell?.rate)).size).toBe(11);
  const real = sampleHours().rows.flatMap(({ cells }) => cells);
  expect(Math.max(...real.map((cell) => cell?.heat ?? 0))).toBeGreaterThan(0.5);
  expect(Math.min(...real.map((cell) => cell?.heat ?? 0))).toBeLessThan(-0.5);
});

test('nothing played is a picture without rows', () => {
  expect(hoursPicture({ table: shrink(week(() => ({ wins: 0, n: 0 }))), words: WORDS }).rows).toEqual([]);
});
