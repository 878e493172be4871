import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byPredecessor } from '#engine/index.ts';

function row(ticker: string, win: readonly number[], loss: number) {
  const total = win.reduce((sum, wins) => sum + wins, loss);
  return { ticker, counts: { cycles: total, win, loss, doji: 0, noSignal: 0, void: 0, total } };
}

const order = (rows: ReturnType<typeof row>[]) => [...rows].sort(byPredecessor).map(({ ticker }) => ticker);

test('the better win rate comes first', () => {
  expect(order([row('B', [8, 0], 2), row('A', [9, 0], 1)])).toEqual(['A', 'B']);
});

test('of equal win rates more wins at the first entry come first', () => {
  expect(order([row('A', [5, 4], 1), row('B', [6, 3], 1)])).toEqual(['B', 'A']);
});

test('equal rates are equal as fractions, not as decimals', () => {
  expect(order([row('A', [1, 1], 1), row('B', [3, 1], 2)])).toEqual(['B', 'A']);
});

test('then more cycles, then the ticker decides', () => {
  expect(order([row('A', [2, 0], 1), row('B', [2, 2], 2), row('D', [2, 0], 1), row('C', [2, 0], 1)])).toEqual([
    'B',
    'A',
    'C',
    'D',
  ]);
});

test('rows without a result come last', () => {
  expect(order([row('A', [0, 0], 0), row('B', [0, 0], 9), row('C', [0, 0], 0)])).toEqual(['B', 'A', 'C']);
});

test('the order never depends on who was asked first', () => {
  const rows = fc.uniqueArray(
    fc.tuple(fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F'), fc.nat(3), fc.nat(3), fc.nat(3)),
    { selector: ([ticker]) => ticker },
  );
  fc.assert(
    fc.property(rows, fc.infiniteStream(fc.nat()), (drawn, keys) => {
      const listed = drawn.map(([ticker, first, second, loss]) => row(ticker, [first, second], loss));
      const mixed = listed.map((one) => ({ one, key: keys.next().value as number })).sort((a, b) => a.key - b.key);
      expect(order(mixed.map(({ one }) => one))).toEqual(order(listed));
    }),
  );
});
