import { expect, test } from 'vitest';
import { type Fan, fanPicture } from '#engine/index.ts';

const WORDS = {
  ...{ title: 'a', subtitle: 'b', period: 'c', bankroll: 'd', drawdown: 'e', outer: 'f', inner: 'g', middle: 'h' },
  ...{ start: 'i', note: 'j', risk: 'k', amount: (cents: number) => `R$ ${cents / 100}` },
};

/** Two lines, three looks: from 100 to 50 and to 150. */
const FAN = {
  cycles: 300,
  bankrollCents: [
    [10_000, 7_500, 5_000],
    [10_000, 12_500, 15_000],
  ],
  drawdownCents: [
    [0, 2_500, 5_000],
    [0, 0, 0],
  ],
} as unknown as Fan;

test('every word stands where it belongs', () => {
  const { amount: _, bankroll, drawdown, ...words } = WORDS;
  const picture = fanPicture({ fan: FAN, words: WORDS });
  expect(picture).toMatchObject({
    kind: 'fan',
    ...words,
    bankroll: { title: bankroll },
    drawdown: { title: drawdown },
  });
});

test('lines are heights on an axis that holds all of them, and the start is one of them', () => {
  const { bankroll, drawdown, across } = fanPicture({ fan: FAN, words: WORDS });
  const heights = bankroll.lines.flat();
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...heights)).toBeLessThanOrEqual(1);
  // Halfway between the lowest and the highest, as 100 is between 50 and 150.
  expect(bankroll.startAt).toBeCloseTo((Math.min(...heights) + Math.max(...heights)) / 2, 2);
  expect(bankroll.lines[0]![0]).toBe(bankroll.startAt);
  expect(heights.every((height) => Number.isInteger(Math.round(height * 1e6) / 1_000))).toBe(true);
  expect(drawdown.lines[0]).toEqual(drawdown.lines[0]!.toSorted((a, b) => a - b));
  expect(across).toEqual([
    { at: 0, label: '0' },
    { at: 1 / 3, label: '100' },
    { at: 2 / 3, label: '200' },
    { at: 1, label: '300' },
  ]);
});

test('ticks say amounts at their heights, and the lower chart has room for four', () => {
  const { bankroll, drawdown } = fanPicture({ fan: FAN, words: WORDS });
  const [least, most] = [bankroll.ticks[0]!, bankroll.ticks.at(-1)!];
  const centsOf = ({ label }: { label: string }) => Number(label.replace('R$ ', '')) * 100;
  const [low, high] = [Math.min(...bankroll.lines.flat()), Math.max(...bankroll.lines.flat())];
  for (const tick of [least, most]) {
    expect(tick.at).toBeCloseTo(low + ((centsOf(tick) - 5_000) / 10_000) * (high - low), 2);
  }
  expect(drawdown.ticks.length).toBeLessThanOrEqual(4);
  expect(drawdown.ticks.length).toBeGreaterThan(1);
});

test('a bankroll that never was stands at the bottom', () => {
  const none = { ...FAN, bankrollCents: [[]], drawdownCents: [[]] } as unknown as Fan;
  expect(fanPicture({ fan: none, words: WORDS }).bankroll.lines).toEqual([[]]);
});
