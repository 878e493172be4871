import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chosenChance, winsNeeded } from '#engine/catalog/chosen-by-chance.ts';
import {
  type Columns,
  DAY_MS,
  DOJI,
  emptyColumns,
  GREEN,
  MINUTE_MS,
  MISSING,
  pickTimes,
  RED,
  TIMEFRAMES,
} from '#engine/index.ts';
import { randomFrom } from '#test/support/random-colours.ts';

const UTC = () => 0;
const FIFTEEN_A_DAY = DAY_MS / (15 * MINUTE_MS);

/** Days of M15 candles from 1970-01-01, an even day: one string of colours a day from 00:00 on, dojis for the rest. */
function days(...colours: readonly string[]): Columns {
  const columns = emptyColumns({ timeframe: 'M15', startMs: 0, length: colours.length * FIFTEEN_A_DAY });
  colours.forEach((text, day) => {
    const codes = [...text.padEnd(FIFTEEN_A_DAY, 'D')].map((letter) => CODES[letter] ?? MISSING);
    columns.colours.set(codes, day * FIFTEEN_A_DAY);
  });
  return columns;
}

const CODES: Record<string, number> = { G: GREEN, R: RED, D: DOJI };
const EASY = { utcOffsetMsAt: UTC, depth: 0, minRatio: 0.9, breakEvenRatio: 0.5348 };

test('even days choose the time and its direction, odd days say what it is worth', () => {
  const { rows } = pickTimes(days('GR', 'GG', 'GR', 'RG', 'GR', 'GG'), EASY);
  expect(rows).toMatchObject([
    { minuteOfDay: 0, direction: GREEN, chosen: { wins: 3, n: 3 }, measured: { wins: 2, n: 3 } },
    { minuteOfDay: 15, direction: RED, chosen: { wins: 3, n: 3 }, measured: { wins: 0, n: 3 } },
  ]);
});

test('all rows together are the figure of the list', () => {
  // Green at 0:00 and red at 0:15, on the odd days GG, RG, GG: won, lost; lost, lost; won, lost.
  const { counts, lossRuns } = pickTimes(days('GR', 'GG', 'GR', 'RG', 'GR', 'GG'), EASY);
  expect(counts).toMatchObject({ win: [2], loss: 4, total: 6, maxLossStreak: 3, maxWinStreak: 1 });
  expect(lossRuns).toEqual([
    [1, 1],
    [3, 1],
  ]);
});

test('won at a gale is counted at its level', () => {
  const { counts, lossRuns } = pickTimes(days('GG', 'RG', 'GG', 'RR', 'GG', 'GR'), { ...EASY, depth: 1 });
  // At 0:00 on the odd days: G1, lost, won; at 0:15, with a doji behind: won, lost, lost.
  expect(counts).toMatchObject({ win: [2, 1], loss: 3, total: 6 });
  expect(lossRuns).toEqual([
    [1, 1],
    [2, 1],
  ]);
});

test('a gale wins the day on the next candle, and a day without that candle does not count', () => {
  const { rows } = pickTimes(days('GGD', 'DGD', 'GGD', 'D.D', 'GGD', 'DDD'), { ...EASY, depth: 1 });
  expect(rows.find(({ minuteOfDay }) => minuteOfDay === 0)).toMatchObject({
    chosen: { wins: 3, n: 3 },
    measured: { wins: 1, n: 2 },
  });
});

test('times are those of the clock of the zone, at its midnight too', () => {
  const { rows } = pickTimes(days('G', 'G', 'G', 'G'), { ...EASY, utcOffsetMsAt: () => -3 * 60 * MINUTE_MS });
  expect(rows).toMatchObject([{ minuteOfDay: 21 * 60, direction: GREEN }]);
});

test('what comes on odd days changes neither which times are picked nor their direction', () => {
  const colour = fc.constantFrom('G', 'R', 'D');
  const day = fc.string({ unit: colour, minLength: 8, maxLength: 8 });
  fc.assert(
    fc.property(
      fc.array(day, { minLength: 3, maxLength: 6 }),
      fc.array(day, { minLength: 6, maxLength: 6 }),
      (even, other) => {
        const pick = (odd: readonly string[]) =>
          pickTimes(days(...even.flatMap((text, at) => [text, odd[at]!])), { ...EASY, minRatio: 0.6 }).rows.map(
            ({ minuteOfDay, direction, chosen }) => ({ minuteOfDay, direction, chosen }),
          );
        expect(pick(other)).toEqual(pick(other.toReversed()));
      },
    ),
  );
});

test('on ten days a coin shows 2.8 perfect minutes', () => {
  const perfect = { days: 10, depth: 0, dojiRatio: 0, minRatio: 1 };
  expect(1_440 * chosenChance(perfect)).toBeCloseTo(2.8125, 10);
});

test('the chance of a good look is what counting all coins by hand gives', () => {
  // Of 2⁴ = 16 series of four days: 2 with four alike and 8 with three; half of the days tied have no direction.
  expect(chosenChance({ days: 4, depth: 0, dojiRatio: 0, minRatio: 1 })).toBeCloseTo(2 / 16, 12);
  expect(chosenChance({ days: 4, depth: 0, dojiRatio: 0, minRatio: 0.75 })).toBeCloseTo(10 / 16, 12);
  // One day: whatever colour comes is chosen, and it won; a doji chooses nothing.
  expect(chosenChance({ days: 1, depth: 0, dojiRatio: 0.1, minRatio: 1 })).toBeCloseTo(0.9, 12);
  // Two days of one colour win; a green and a doji win when the gale does, 45 % of the time.
  expect(chosenChance({ days: 2, depth: 1, dojiRatio: 0.1, minRatio: 1 })).toBeCloseTo(
    2 * (0.45 ** 2 + 2 * 0.45 * 0.1 * 0.45),
    12,
  );
});

test('nine of ten days are ninety percent', () => {
  expect(winsNeeded({ days: 10, minRatio: 0.9 })).toBe(9);
  expect(winsNeeded({ days: 7, minRatio: 0.9 })).toBe(7);
  expect(winsNeeded({ days: 30, minRatio: 0.7 })).toBe(21);
});

test('in a market of coins as many times are picked as chance says, and none of them is any good', () => {
  const random = randomFrom(11);
  const worlds = 40;
  let [picked, expected, wins, n, marked] = [0, 0, 0, 0, 0];
  for (let world = 0; world < worlds; world++) {
    const columns = emptyColumns({ timeframe: 'M15', startMs: 0, length: 20 * FIFTEEN_A_DAY });
    columns.colours.forEach((_, place) => {
      columns.colours[place] = random() < 0.5 ? GREEN : RED;
    });
    const found = pickTimes(columns, { ...EASY, minRatio: 0.8 });
    picked += found.rows.length;
    expected += found.expectedByChance;
    wins += found.counts.total - found.counts.loss;
    n += found.counts.total;
    marked += found.rows.filter(({ beats }) => beats).length;
  }
  // Four standard deviations of a binomial count.
  expect(Math.abs(picked - expected)).toBeLessThan(4 * Math.sqrt(expected));
  expect(Math.abs(wins / n - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / n));
  expect(marked).toBe(0);
});

test('a time that really has a colour is found and marked', () => {
  const text = Array.from({ length: 60 }, (_, day) => (day % 10 === 0 ? 'R' : 'G'));
  const { rows } = pickTimes(days(...text), { ...EASY, minRatio: 0.75 });
  expect(rows).toMatchObject([{ minuteOfDay: 0, direction: GREEN, measured: { wins: 30, n: 30 }, beats: true }]);
});

test('without a payout nothing is marked', () => {
  const { rows } = pickTimes(days(...new Array(60).fill('G')), { ...EASY, breakEvenRatio: null });
  expect(rows).toMatchObject([{ beats: false }]);
});

test('no candles give no rows', () => {
  for (const timeframe of TIMEFRAMES) {
    const nothing = pickTimes(emptyColumns({ timeframe, startMs: 0, length: 0 }), EASY);
    expect(nothing).toMatchObject({ rows: [], tried: 0, expectedByChance: 0, counts: { total: 0 }, lossRuns: [] });
  }
});
