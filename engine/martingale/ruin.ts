import type { Cents, Ratio } from '../units.ts';
import type { Ladder } from './ladder.ts';
import { settle } from './settle.ts';

/** One way a cycle can end: how likely, and what it brings. */
export interface Outcome {
  readonly chance: Ratio;
  readonly netCents: Cents;
}

/** Of each way a cycle ended, its share: win[k] at level k, loss the rest. */
export interface CycleRates {
  readonly win: readonly Ratio[];
  readonly loss: Ratio;
}

/** The rates of a plan whose every level wins with the same chance. */
export function evenRates({ winChance, depth }: { winChance: Ratio; depth: number }): CycleRates {
  const miss = 1 - winChance;
  return { win: Array.from({ length: depth + 1 }, (_, level) => miss ** level * winChance), loss: miss ** (depth + 1) };
}

/** The ladder's ends with the rates of a catalog; both have the same depth. */
export function outcomes(ladder: Ladder, rates: CycleRates): Outcome[] {
  return [
    ...rates.win.map((chance, level) => ({ chance, netCents: settle(ladder, { kind: 'win', level }) })),
    { chance: rates.loss, netCents: settle(ladder, { kind: 'loss' }) },
  ];
}

/** What a cycle brings on average. The percentage of wins alone says nothing about it. */
export function expectedCents(ends: readonly Outcome[]): number {
  return ends.reduce((sum, { chance, netCents }) => sum + chance * netCents, 0);
}

/** Chance of at least one lost cycle within n. */
export function hitChance({ lossRatio, cycles }: { lossRatio: Ratio; cycles: number }): Ratio {
  return 1 - (1 - lossRatio) ** cycles;
}

/** Lost cycles in a row that a bankroll pays for. */
export function hitsAfforded({ bankrollCents, ladder }: { bankrollCents: Cents; ladder: Ladder }): number {
  return Math.floor(bankrollCents / ladder.spentCents.at(-1)!);
}

/** Expected longest run of lost cycles within n, approximately; 0 where no run is to be expected. */
export function expectedLossRun({ lossRatio, cycles }: { lossRatio: Ratio; cycles: number }): number {
  if (lossRatio <= 0) return 0;
  if (lossRatio >= 1) return cycles;
  return Math.max(0, Math.log(cycles * (1 - lossRatio)) / Math.log(1 / lossRatio));
}

/**
 * Chance that a bankroll is ever used up: 1 when a cycle brings nothing on average, else e^(−θ·bankroll) with the
 * θ > 0 that makes Σ chance · e^(−θ·net) = 1.
 * @see https://en.wikipedia.org/wiki/Lundberg%27s_inequality
 */
export function ruinChance({ bankrollCents, ends }: { bankrollCents: Cents; ends: readonly Outcome[] }): Ratio {
  const possible = ends.filter(({ chance }) => chance > 0);
  if (possible.every(({ netCents }) => netCents >= 0)) return 0;
  if (expectedCents(possible) <= 0) return 1;
  const excess = (theta: number) =>
    possible.reduce((sum, { chance, netCents }) => sum + chance * Math.exp(-theta * netCents), -1);
  let high = 1 / Math.max(...possible.map(({ netCents }) => Math.abs(netCents)));
  while (excess(high) < 0) high *= 2;
  let low = 0;
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2;
    if (excess(middle) < 0) low = middle;
    else high = middle;
  }
  return Math.exp(-high * bankrollCents);
}

/**
 * Gambler's ruin: chance to reach 0 before the target with even stakes of one unit.
 * @example gamblersRuin({ units: 50, targetUnits: 100, winChance: 0.49 }) // 0.880825
 */
export function gamblersRuin(game: { units: number; targetUnits: number; winChance: Ratio }): Ratio {
  const { units, targetUnits, winChance } = game;
  const odds = (1 - winChance) / winChance;
  if (odds === 1) return 1 - units / targetUnits;
  // The same fraction turned round where the powers would leave the numbers a double can hold.
  if (odds > 1) return (odds ** (units - targetUnits) - 1) / (odds ** -targetUnits - 1);
  return (odds ** units - odds ** targetUnits) / (1 - odds ** targetUnits);
}

/**
 * Chance of at least one run of `length` misses within n tries.
 * @example lossRunChance({ length: 6, tries: 100, missChance: 0.5 }) // 0.546094
 */
export function lossRunChance(run: { length: number; tries: number; missChance: Ratio }): Ratio {
  const { length, tries, missChance } = run;
  const starts = (1 - missChance) * missChance ** length;
  // by[n]: chance within n tries. A first run ends at n if a win stands before it and no run ended before that.
  const by = new Float64Array(tries + 1);
  for (let n = length; n <= tries; n++) {
    by[n] = n === length ? missChance ** length : by[n - 1]! + (1 - by[n - length - 1]!) * starts;
  }
  return by[tries]!;
}
