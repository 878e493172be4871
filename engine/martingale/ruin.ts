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
 * Chance that a bankroll is ever used up, at most: 1 when a cycle brings nothing on average, else e^(−θ·bankroll).
 * @see https://en.wikipedia.org/wiki/Lundberg%27s_inequality
 */
export function ruinChance({ bankrollCents, ends }: { bankrollCents: Cents; ends: readonly Outcome[] }): Ratio {
  const theta = safety(ends);
  return theta === Number.POSITIVE_INFINITY ? 0 : Math.exp(-theta * bankrollCents);
}

/** A bankroll, the ways a cycle can end, and what must be there for a cycle to be begun. */
export interface Game {
  readonly bankrollCents: Cents;
  readonly ends: readonly Outcome[];
  readonly needCents: Cents;
}

/**
 * Chance that a bankroll one day does not pay for a whole cycle any more: C · e^(−θ·surplus), where C takes off what
 * Lundberg's bound ignores, that the last loss reaches below the line.
 *
 * Exact in the limit of a large surplus when every win brings the same; about a fiftieth of itself off else.
 * @see https://en.wikipedia.org/wiki/Ruin_theory
 */
export function breakChance({ bankrollCents, ends, needCents }: Game): Ratio {
  if (bankrollCents < needCents) return 1;
  const theta = safety(ends);
  if (theta === 0) return 1;
  if (theta === Number.POSITIVE_INFINITY) return 0;
  return Math.min(1, overshoot(ends, theta) * Math.exp(-theta * (bankrollCents - needCents)));
}

/** The least bankroll whose breakChance is no more than this; null where none is enough. */
export function bankrollFor({
  breakRatio,
  ends,
  needCents,
}: Omit<Game, 'bankrollCents'> & { breakRatio: Ratio }): Cents | null {
  const theta = safety(ends);
  if (theta === 0) return null;
  if (theta === Number.POSITIVE_INFINITY) return needCents;
  const surplusCents = Math.log(overshoot(ends, theta) / breakRatio) / theta;
  return needCents + Math.max(0, Math.ceil(surplusCents));
}

/**
 * The θ > 0 that makes Σ chance · e^(−θ·net) = 1: how fast a larger bankroll makes ruin less likely. 0 where a cycle
 * brings nothing on average, Infinity where nothing is ever lost.
 */
function safety(ends: readonly Outcome[]): number {
  const possible = ends.filter(({ chance }) => chance > 0);
  if (possible.every(({ netCents }) => netCents >= 0)) return Number.POSITIVE_INFINITY;
  if (expectedCents(possible) <= 0) return 0;
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
  return high;
}

/** The C of Cramér's asymptotic formula, for walks that rise in small steps. */
function overshoot(ends: readonly Outcome[], theta: number): number {
  const tilted = ends.reduce((sum, { chance, netCents }) => sum - chance * netCents * Math.exp(-theta * netCents), 0);
  const rises = ends.filter(({ netCents }) => netCents > 0);
  const riseChance = rises.reduce((sum, { chance }) => sum + chance, 0);
  const step = theta * (expectedCents(rises) / riseChance);
  return ((expectedCents(ends) / tilted) * -Math.expm1(-step)) / step;
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
