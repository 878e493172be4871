import { describe, expect, test } from 'vitest';
import { type Columns, emptyColumns, GREEN, HOUR_MS, MINUTE_MS, RED, timeOfDay } from '#engine/index.ts';
import { BLOCK_START_MS } from '#test/support/colours.ts';
import { randomColumns } from '#test/support/random-columns.ts';

const inGreenwich = () => 0;
const COLOUR: Readonly<Record<string, number>> = { _: 0, G: 1, R: 2, D: 3 };

/** One string a day, from midnight on; 2021-02-01 is day 18,659 since 1970, an odd one. */
function daysOf(...days: string[]): Columns {
  const columns = emptyColumns({ timeframe: 'M1', startMs: BLOCK_START_MS, length: days.length * 1440 });
  for (const [day, colours] of days.entries()) {
    for (const [minute, colour] of [...colours].entries()) columns.colours[day * 1440 + minute] = COLOUR[colour]!;
  }
  return columns;
}

const minuteZero = (columns: Columns, asked: { depth?: number; chosenOn?: 'same-days' } = {}) =>
  timeOfDay(columns, { utcOffsetMsAt: inGreenwich, depth: 0, ...asked }).rows.find(
    ({ minuteOfDay }) => minuteOfDay === 0,
  );

describe('timeOfDay', () => {
  test('the direction is what came more often, and dojis count among the days', () => {
    expect(minuteZero(daysOf('G', 'G', 'R', 'D'), { chosenOn: 'same-days' })).toMatchObject({
      direction: GREEN,
      colours: { green: 2, red: 1, doji: 1 },
      win: [2],
      rate: { wins: 2, n: 4 },
    });
  });

  // Odd days G G R, even days R R R: each half bets on what the other one had more of.
  test('no day is judged by a direction it helped to choose', () => {
    const columns = daysOf('G', 'R', 'G', 'R', 'R', 'R');
    expect(minuteZero(columns, { chosenOn: 'same-days' })).toMatchObject({ direction: RED, rate: { wins: 4, n: 6 } });
    const row = minuteZero(columns)!;
    // The even days are bet green: 0 of 3. The odd days are bet red: 1 of 3.
    expect(row).toMatchObject({ direction: RED, win: [1], rate: { wins: 1, n: 6 } });
    expect(row.parts).toEqual([
      { wins: 0, n: 3 },
      { wins: 1, n: 3 },
    ]);
  });

  test('half of the days without a direction lets the other half play alone', () => {
    // Odd days G R: no direction for the even ones. Even days G G: the odd ones are bet green.
    expect(minuteZero(daysOf('G', 'G', 'R', 'G'))).toMatchObject({
      rate: { wins: 1, n: 2 },
      parts: [{ wins: 1, n: 2 }],
    });
  });

  test('gales are played day by day, on the next candles of that day', () => {
    const columns = daysOf('GRR', 'RGR', 'GRR', 'RRG', 'GRR', 'RRR');
    const row = minuteZero(columns, { depth: 2, chosenOn: 'same-days' });
    expect(row).toBeUndefined();
    const more = daysOf('GRR', 'RGR', 'GRR', 'RRG', 'GRR', 'RRR', 'GRR');
    // Green at the entry on four days, at the first gale on one, at the second on one, never on one.
    expect(minuteZero(more, { depth: 2, chosenOn: 'same-days' })).toMatchObject({
      win: [4, 1, 1],
      rate: { wins: 6, n: 7 },
    });
  });

  test('a day counts where the candle and those of all its gales exist', () => {
    expect(minuteZero(daysOf('GG', 'G_', '_G', 'GD'), { depth: 1, chosenOn: 'same-days' })).toMatchObject({
      rate: { n: 2 },
    });
  });

  test('minutes are those of the local clock, also on the day it is turned', () => {
    const columns = daysOf(`${'_'.repeat(180)}GG`);
    const at = (hours: number) =>
      timeOfDay(columns, { utcOffsetMsAt: () => hours * HOUR_MS, depth: 0, chosenOn: 'same-days' });
    expect(at(-3).rows.map(({ minuteOfDay }) => minuteOfDay)).toEqual([0, 1]);
    expect(at(-4).rows.map(({ minuteOfDay }) => minuteOfDay)).toEqual([1380, 1381]);
    const turned = timeOfDay(columns, {
      utcOffsetMsAt: (atMs) => (atMs < BLOCK_START_MS + 181 * MINUTE_MS - MINUTE_MS ? -4 : -3) * HOUR_MS,
      depth: 0,
      chosenOn: 'same-days',
    });
    expect(turned.rows.map(({ minuteOfDay }) => minuteOfDay)).toEqual([0, 1]);
  });

  test('the best lower bound comes first, whatever the minute', () => {
    const { rows, tried } = timeOfDay(daysOf('GGR', 'GGR', 'GGR', 'G_R', 'RGR'), {
      utcOffsetMsAt: inGreenwich,
      depth: 0,
      chosenOn: 'same-days',
    });
    expect(tried).toBe(3);
    expect(rows.map(({ minuteOfDay }) => minuteOfDay)).toEqual([2, 1, 0]);
  });

  test.for([-1, 10])('a depth of %i is refused', (depth) => {
    expect(() => timeOfDay(daysOf('G'), { utcOffsetMsAt: inGreenwich, depth })).toThrow('gales');
  });
});

describe('perfect minutes', () => {
  // strategies.md §6: ten days of coins, 2 · 0.5¹⁰ · 1,440 ≈ 2.8.
  test('2.8 of 1,440 are perfect over ten days of coins without dojis', () => {
    for (const chosenOn of ['same-days', 'other-days'] as const) {
      const columns = randomColumns({ seed: 1, length: 14_400, dojiShare: 0, missingShare: 0 });
      const { perfectByChance, tried } = timeOfDay(columns, { utcOffsetMsAt: inGreenwich, depth: 0, chosenOn });
      expect(tried).toBe(1440);
      expect(perfectByChance).toBeCloseTo(2.8125, 9);
    }
  });
});
