import { describe, expect, test } from 'vitest';
import { breakChance, gamblersRuin, simulatedBreaks } from '#engine/index.ts';
import { gameOf } from '#test/support/game.ts';

const PATHS = 4_000;

describe('the closed form and the simulation agree within four standard errors', () => {
  // By 3,000 cycles a path has broken or is out of reach of it.
  test.for([
    { winChance: 0.55, depth: 2, bankroll: 50 },
    { winChance: 0.55, depth: 2, bankroll: 100 },
    { winChance: 0.58, depth: 2, bankroll: 50 },
    { winChance: 0.56, depth: 0, bankroll: 50 },
    { winChance: 0.57, depth: 2, bankroll: 60, ladder: { kind: 'multiplier', multiplier: 2 } },
    { winChance: 0.57, depth: 3, bankroll: 100, ladder: { kind: 'multiplier', multiplier: 2.2 } },
  ] as const)('at $winChance with $depth gales and $bankroll first stakes', (plan) => {
    const game = gameOf(plan);
    const broken = simulatedBreaks({ ...game, paths: PATHS, cycles: 3_000, seed: 7 });
    const error = Math.sqrt((broken * (1 - broken)) / PATHS);
    expect(broken).toBeGreaterThan(0);
    expect(Math.abs(breakChance(game) - broken)).toBeLessThan(4 * error);
  });

  test('and both with the gambler who stakes one unit against a far target', () => {
    const ends = [
      { chance: 0.53, netCents: 1 },
      { chance: 0.47, netCents: -1 },
    ];
    const game = { ends, bankrollCents: 10, needCents: 1 };
    const exact = gamblersRuin({ units: 10, targetUnits: 1_000, winChance: 0.53 });
    const broken = simulatedBreaks({ ...game, paths: PATHS, cycles: 3_000, seed: 1 });
    expect(Math.abs(broken - exact)).toBeLessThan(4 * Math.sqrt((exact * (1 - exact)) / PATHS));
    // On a lattice of one step the formula stands between two rungs.
    expect(Math.abs(breakChance(game) - exact)).toBeLessThan(0.1 * exact);
  });
});
