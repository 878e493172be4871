import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byLowerBound, byPredecessor, expectedPerStake, type Weighed } from '#engine/index.ts';

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

test('of one asset the strategy decides, and one without a name stands first', () => {
  const facts = row('A', [2, 0], 1);
  const rows = [{ ...facts, strategyId: 'Y' }, { ...facts, strategyId: 'X' }, facts];
  expect(rows.sort(byPredecessor).map((known) => ('strategyId' in known ? known.strategyId : ''))).toEqual([
    '',
    'X',
    'Y',
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

function weighed(
  ticker: string,
  asked: { win: readonly number[]; loss: number; payoutRatio?: number | null },
): Weighed {
  const known = row(ticker, asked.win, asked.loss);
  const { payoutRatio = 0.87 } = asked;
  return { ...known, lowRatio: expectedPerStake({ ...known, payoutRatio })?.lowRatio ?? null };
}

const honestOrder = (rows: readonly Weighed[]) => [...rows].sort(byLowerBound).map(({ ticker }) => ticker);

test('a long good run stands above a short perfect one', () => {
  expect(honestOrder([weighed('SHORT', { win: [3], loss: 0 }), weighed('LONG', { win: [600], loss: 400 })])).toEqual([
    'LONG',
    'SHORT',
  ]);
});

test('of equal results the better paid one stands first', () => {
  const facts = { win: [600], loss: 400 };
  expect(
    honestOrder([weighed('A', { ...facts, payoutRatio: 0.8 }), weighed('B', { ...facts, payoutRatio: 0.9 })]),
  ).toEqual(['B', 'A']);
});

test('what nothing can be said about comes last, and names decide only between equals', () => {
  const rows = [
    weighed('D', { win: [60], loss: 40, payoutRatio: null }),
    weighed('C', { win: [0], loss: 0 }),
    weighed('B', { win: [0], loss: 9 }),
    { ...weighed('A', { win: [0], loss: 9 }), strategyId: 'Y' },
    { ...weighed('A', { win: [0], loss: 9 }), strategyId: 'X' },
  ];
  expect(honestOrder(rows)).toEqual(['A', 'A', 'B', 'D', 'C']);
  expect(rows.sort(byLowerBound)[0]).toMatchObject({ strategyId: 'X' });
});

test('another order of the same rows or other names for them leave the same results on top', () => {
  const results = fc.array(fc.tuple(fc.nat(60), fc.nat(60), fc.constantFrom(0.8, 0.87, null)), { maxLength: 20 });
  fc.assert(
    fc.property(results, fc.nat(), (drawn, turn) => {
      const rowsNamed = (name: (place: number) => string) =>
        drawn.map(([wins, loss, payoutRatio], place) => weighed(name(place), { win: [wins], loss, payoutRatio }));
      const figures = (rows: readonly Weighed[]) =>
        [...rows].sort(byLowerBound).map(({ lowRatio, counts }) => [lowRatio, counts.total]);
      const rows = rowsNamed((place) => `A${place}`);
      const cut = drawn.length === 0 ? 0 : turn % drawn.length;
      const turned = [...rows.slice(cut), ...rows.slice(0, cut)];
      expect(turned.sort(byLowerBound)).toEqual([...rows].sort(byLowerBound));
      expect(figures(rowsNamed((place) => `Z${drawn.length - place}`))).toEqual(figures(rows));
    }),
    { seed: 4 },
  );
});
