import { DOJI, GREEN, MISSING, RED } from '../candle.ts';
import { outcomeCounter, playsOf, type TableOptions } from '../catalog/count-table.ts';
import type { Tally } from '../catalog/evaluation.ts';
import { tallyOf } from '../catalog/tally.ts';
import { type Colours, type Coverage, sliceColours, type TimeRange } from '../columns.ts';
import { AppError } from '../errors.ts';
import { type CompiledPlay, outcomeAt } from '../strategies/compile.ts';
import { type Timeframe, timeframeMs } from '../timeframe.ts';
import type { EpochMs, Ratio } from '../units.ts';

export interface CounterOptions extends TableOptions {
  /** How many candles up to the newest one count. */
  readonly windowCandles: number;
}

/** What is counted and how, made ready once for all assets. */
export interface CounterPlan {
  readonly timeframe: Timeframe;
  readonly depth: number;
  readonly windowCandles: number;
  readonly plays: readonly SteppingPlay[];
  readonly count: (columns: Colours) => Map<string, Uint32Array>;
}

interface SteppingPlay extends CompiledPlay {
  /** By place of a candle in its block: the positions of the play it can stand at. */
  readonly positionsAt: readonly (readonly number[])[];
}

/** A running count of one asset: always what a catalog of its latest candles would say. Changed by addCandle only. */
export interface AssetCounters {
  readonly plan: CounterPlan;
  /** Colours of the window and, around it, none: longer than the window, so that it is seldom moved. */
  readonly colours: Uint8Array;
  /** Where the window ends in colours, and the number of the candle there, counted from 1970. */
  end: number;
  endPlace: number;
  /** By play, then by code of cycle.ts. INCOMPLETE is not kept. */
  readonly counters: readonly Uint32Array[];
  /** By colour code: candles of the window; MISSING is not kept. */
  readonly seen: Uint32Array;
}

export interface CountedWindow {
  readonly range: TimeRange;
  readonly coverage: Coverage;
  /** Share of the candles there are which are dojis. */
  readonly dojiRatio: Ratio;
}

/** A play reaches no further than this beyond a candle. */
const MARGIN = 64;

/** Errors: BAD_INPUT for a window that is no whole number above 0. */
export function counterPlan(options: CounterOptions): CounterPlan {
  const { timeframe, depth, windowCandles } = options;
  if (!Number.isInteger(windowCandles) || windowCandles < 1) {
    throw new AppError('BAD_INPUT', { message: `Counters cannot have a window of "${windowCandles}" candles.` });
  }
  const plays = playsOf(options).map((play) => ({
    ...play,
    positionsAt: Array.from({ length: play.strategy.block }, (_, place) =>
      play.positions.filter((position) => position % play.strategy.block === place),
    ),
  }));
  return { timeframe, depth, windowCandles, plays, count: outcomeCounter(options) };
}

/** Starts from the candles there are; only the latest ones that fit the window count. */
export function openCounters(plan: CounterPlan, columns: Colours): AssetCounters {
  const { windowCandles } = plan;
  const stepMs = timeframeMs(plan.timeframe);
  const endPlace = columns.startMs / stepMs + columns.colours.length;
  const window = sliceColours(columns, { fromMs: (endPlace - windowCandles) * stepMs, toMs: endPlace * stepMs });
  const colours = new Uint8Array(2 * windowCandles + 2 * MARGIN);
  const end = MARGIN + windowCandles;
  colours.set(window.colours, end - window.colours.length);
  const counted = plan.count(window);
  const seen = new Uint32Array(4);
  for (const colour of window.colours) seen[colour]!++;
  const counters = plan.plays.map(({ strategy }) => Uint32Array.from(counted.get(strategy.id)!));
  return { plan, colours, end, endPlace, counters, seen };
}

/**
 * One candle that closed, came late, or was revised (MISSING takes it away). A candle newer than the newest moves the
 * window; places it jumps over stay empty. One older than the window changes nothing.
 *
 * Errors: BAD_INPUT for a time that is no multiple of the timeframe.
 */
export function addCandle(counters: AssetCounters, candle: { openMs: EpochMs; colour: number }): void {
  const { plan } = counters;
  const place = candle.openMs / timeframeMs(plan.timeframe);
  if (!Number.isInteger(place)) {
    throw new AppError('BAD_INPUT', { message: `No candle of "${plan.timeframe}" opens at "${candle.openMs}".` });
  }
  if (place - counters.endPlace >= plan.windowCandles) startAnew(counters, place);
  while (counters.endPlace <= place) moveOn(counters);
  if (place < counters.endPlace - plan.windowCandles) return;
  paint(counters, { at: counters.end + place - counters.endPlace, colour: candle.colour });
}

/** The tallies by strategy id, in the order of the plan. */
export function talliesOf({ plan, counters }: AssetCounters): Map<string, Tally> {
  return new Map(plan.plays.map(({ strategy }, place) => [strategy.id, tallyOf(counters[place]!, plan.depth)]));
}

/** What the window holds: its range, and how much of it is there. */
export function windowOf({ plan, endPlace, seen }: AssetCounters): CountedWindow {
  const stepMs = timeframeMs(plan.timeframe);
  const present = seen[GREEN]! + seen[RED]! + seen[DOJI]!;
  return {
    range: { fromMs: (endPlace - plan.windowCandles) * stepMs, toMs: endPlace * stepMs },
    coverage: { present, expected: plan.windowCandles },
    dojiRatio: present === 0 ? 0 : seen[DOJI]! / present,
  };
}

function startAnew(counters: AssetCounters, endPlace: number): void {
  counters.colours.fill(MISSING);
  counters.end = MARGIN + counters.plan.windowCandles;
  counters.endPlace = endPlace;
  for (const counter of counters.counters) counter.fill(0);
  counters.seen.fill(0);
}

/** One place further: the oldest candle leaves, the new place is empty yet. */
function moveOn(counters: AssetCounters): void {
  const { colours, plan } = counters;
  if (counters.end + MARGIN === colours.length) {
    colours.copyWithin(MARGIN, counters.end - plan.windowCandles, counters.end);
    counters.end = MARGIN + plan.windowCandles;
    colours.fill(MISSING, counters.end);
  }
  paint(counters, { at: counters.end - plan.windowCandles, colour: MISSING });
  counters.end++;
  counters.endPlace++;
}

/** Changes one colour, and with it the outcomes of the few blocks that concern it. */
function paint(counters: AssetCounters, { at, colour }: { at: number; colour: number }): void {
  const { colours } = counters;
  const before = colours[at]!;
  if (before === colour) return;
  recount(counters, { at, step: -1 });
  colours[at] = colour;
  recount(counters, { at, step: 1 });
  counters.seen[before]!--;
  counters.seen[colour]!++;
}

function recount({ plan, colours, counters, end, endPlace }: AssetCounters, by: { at: number; step: number }): void {
  const place = endPlace + by.at - end;
  for (let index = 0; index < plan.plays.length; index++) {
    const play = plan.plays[index]!;
    for (const position of play.positionsAt[place % play.strategy.block]!) {
      counters[index]![outcomeAt(play, { colours, start: by.at - position })]! += by.step;
    }
  }
}
