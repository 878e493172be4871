import { describe, expect, test } from 'vitest';
import { bankrollFor, breakChance, FAN_RATIOS, simulate } from '#engine/index.ts';
import { gameOf } from '#test/support/game.ts';

test('a bankroll smaller than one cycle is broken from the start, one that brings nothing in the end', () => {
  expect(breakChance(gameOf({ winChance: 0.55, depth: 2, bankroll: 7 }))).toBe(1);
  expect(breakChance(gameOf({ winChance: 0.5, depth: 2, bankroll: 1e6 }))).toBe(1);
  expect(bankrollFor({ ...gameOf({ winChance: 0.5, depth: 2, bankroll: 1 }), breakRatio: 0.01 })).toBeNull();
});

test('the bankroll for a chance of ruin has that chance, and a cent less has more', () => {
  const game = gameOf({ winChance: 0.55, depth: 2, bankroll: 1 });
  const bankrollCents = bankrollFor({ ...game, breakRatio: 0.01 })!;
  expect(breakChance({ ...game, bankrollCents })).toBeLessThanOrEqual(0.01);
  expect(breakChance({ ...game, bankrollCents: bankrollCents - 1 })).toBeGreaterThan(0.01);
});

test('where nothing was ever lost a bankroll needs to pay one cycle', () => {
  const game = { ends: [{ chance: 1, netCents: 87 }], needCents: 777, bankrollCents: 777 };
  expect(breakChance(game)).toBe(0);
  expect(bankrollFor({ ...game, breakRatio: 0.01 })).toBe(777);
});

describe('a fan', () => {
  const game = gameOf({ winChance: 0.55, depth: 2, bankroll: 50 });
  const options = { ...game, paths: 1_000, cycles: 300, every: 5, seed: 1 };

  test('is the same for the same seed, and another for another', () => {
    expect(simulate(options)).toEqual(simulate(options));
    expect(simulate(options)).not.toEqual(simulate({ ...options, seed: 2 }));
    expect(simulate(options)).not.toEqual(simulate({ ...options, seed: 2 ** 32 + 1 }));
  });

  test('starts at the bankroll and keeps its lines in order, above nothing', () => {
    const { bankrollCents, drawdownCents } = simulate(options);
    for (const lines of [bankrollCents, drawdownCents]) {
      expect(lines.map((line) => line.length)).toEqual(FAN_RATIOS.map(() => 61));
      for (let look = 0; look < 61; look++) {
        const column = lines.map((line) => line[look]!);
        expect(column).toEqual(column.toSorted((a, b) => a - b));
        expect(column[0]).toBeGreaterThanOrEqual(0);
      }
    }
    expect(bankrollCents.map((line) => line[0])).toEqual(FAN_RATIOS.map(() => 5_000));
    expect(drawdownCents.map((line) => line[0])).toEqual(FAN_RATIOS.map(() => 0));
  });

  test('of a bankroll that pays nothing stands still', () => {
    const fan = simulate({ ...options, bankrollCents: 700 });
    expect(fan.broken).toBe(1_000);
    expect(fan.below).toBe(0);
    expect(new Set(fan.bankrollCents.flat())).toEqual(new Set([700]));
  });

  test('has the mean that the chances say', () => {
    // Without ruin in reach, and in one step, the mean of many paths is the expected result.
    const ends = [
      { chance: 0.25, netCents: 300 },
      { chance: 0.75, netCents: -100 },
    ];
    const { below } = simulate({
      ends,
      bankrollCents: 1e6,
      needCents: 100,
      paths: 20_000,
      cycles: 1,
      every: 1,
      seed: 5,
    });
    expect(Math.abs(below / 20_000 - 0.75)).toBeLessThan(4 * Math.sqrt((0.75 * 0.25) / 20_000));
  });
});
