import type { Cents, Ratio } from '../units.ts';
import { randomFrom } from './random.ts';
import type { Game, Outcome } from './ruin.ts';

export interface SimulationOptions extends Game {
  readonly paths: number;
  /** Cycles on each path. */
  readonly cycles: number;
  /** After how many cycles each a path is looked at; divides the cycles. */
  readonly every: number;
  /** The same seed gives the same paths. */
  readonly seed: number;
}

/** The shares of paths below each line of a band, from the worst to the best. */
export const FAN_RATIOS = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/** Many futures of one bankroll. Each line has a value for each look, the start first. */
export interface Fan {
  readonly cycles: number;
  readonly paths: number;
  /** bankrollCents[q]: FAN_RATIOS[q] of the paths have at most this. */
  readonly bankrollCents: readonly (readonly Cents[])[];
  /** drawdownCents[q]: FAN_RATIOS[q] of the paths are at most this far below their own best. */
  readonly drawdownCents: readonly (readonly Cents[])[];
  /** Paths whose bankroll did not pay for a whole cycle any more; they stand still from there on. */
  readonly broken: number;
  /** Paths that ended with less than they began with. */
  readonly below: number;
}

/** Plays cycles until they are over or the bankroll does not pay for another one. */
export function simulate(options: SimulationOptions): Fan {
  const { bankrollCents, needCents, cycles, every, paths } = options;
  const looks = cycles / every + 1;
  const bankrolls = Array.from({ length: looks }, () => new Float64Array(paths));
  const drawdowns = Array.from({ length: looks }, () => new Float64Array(paths));
  const draw = drawer(options.ends, randomFrom(options.seed));
  let broken = 0;
  let below = 0;
  for (let path = 0; path < paths; path++) {
    let cents = bankrollCents;
    let best = cents;
    for (let cycle = 0; cycle <= cycles; cycle++) {
      if (cycle > 0 && cents >= needCents) cents += draw();
      best = Math.max(best, cents);
      if (cycle % every !== 0) continue;
      bankrolls[cycle / every]![path] = cents;
      drawdowns[cycle / every]![path] = best - cents;
    }
    if (cents < needCents) broken++;
    if (cents < bankrollCents) below++;
  }
  return { cycles, paths, bankrollCents: lines(bankrolls), drawdownCents: lines(drawdowns), broken, below };
}

/** Share of paths that break within so many cycles: what breakChance says without playing. */
export function simulatedBreaks(options: Omit<SimulationOptions, 'every'>): Ratio {
  return simulate({ ...options, every: options.cycles }).broken / options.paths;
}

/** The next end of a cycle; the last of the ends takes what rounding left of the chances. */
function drawer(ends: readonly Outcome[], random: () => number): () => Cents {
  return () => {
    let chance = random();
    for (const end of ends) {
      if (chance < end.chance) return end.netCents;
      chance -= end.chance;
    }
    return ends.at(-1)!.netCents;
  };
}

function lines(looks: readonly Float64Array[]): Cents[][] {
  const sorted = looks.map((values) => values.toSorted());
  return FAN_RATIOS.map((ratio) => sorted.map((values) => values[Math.round(ratio * (values.length - 1))]!));
}
