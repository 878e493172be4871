import type { Colours } from '../columns.ts';
import { AppError } from '../errors.ts';
import { type CompiledPlay, compile, outcomeAt } from '../strategies/compile.ts';
import { strategiesOf } from '../strategies/find.ts';
import { maxDepth, type Reading, type Strategy } from '../strategies/strategy.ts';
import type { Timeframe } from '../timeframe.ts';
import { firstBlockStart } from './block-grid.ts';
import { type BlockKeys, blockKeys, type UnitKeys, unitKeys, unitOf } from './block-keys.ts';
import { canCountKinds, kindCounter } from './count-kinds.ts';
import type { Tally } from './evaluation.ts';
import { type Counted, countPicked, countResults, type PickedPlay, pickedPlay } from './picked-outcome.ts';
import { tallyOf } from './tally.ts';

export interface TableOptions {
  readonly timeframe: Timeframe;
  readonly depth: number;
  readonly reading: Reading;
  /** Rows to count, all of the timeframe. Default: the whole table. */
  readonly strategies?: readonly Strategy[];
}

/**
 * The tallies of many strategies over the same candles, by strategy id: what evaluate counts, without its order of
 * events, and many times faster. Made ready once for the candles of many assets. Strategies that are not defined for
 * the depth are left out.
 *
 * Errors: BAD_INPUT when the candles are of another timeframe.
 */
export function tableCounter(options: TableOptions): (columns: Colours) => Map<string, Tally> {
  const count = outcomeCounter(options);
  return (columns) =>
    new Map(count(columns).map(({ play, counters }) => [play.strategy.id, tallyOf(counters, options.depth)]));
}

/** A row of the table and what it did. */
export interface CountedPlay extends Counted {
  readonly play: CompiledPlay;
}

/**
 * What every row of the table did, in its order.
 *
 * How: colours become one key a block; blocks that look the same are counted once; each strategy is a table from the
 * key of the few candles it uses to an outcome.
 */
export function outcomeCounter(options: TableOptions): (columns: Colours) => CountedPlay[] {
  const plays = playsOf(options);
  const picked = plays.map(pickedPlay);
  const unpicked = plays.filter((_, place) => picked[place] === null);
  const countGroups = byShape(picked.filter((play) => play !== null)).map(groupCounter);
  return (columns) => {
    refuseOther(columns, options);
    const unitsFor = sharedUnits(columns);
    const counted = new Map(countGroups.flatMap((count) => count(unitsFor)));
    for (const play of unpicked) counted.set(play.strategy.id, countOneByOne(columns, play));
    return plays.map((play) => ({ play, ...counted.get(play.strategy.id)! }));
  };
}

/** The rows of the table that these options ask for, made ready to run. */
function playsOf({ timeframe, depth, reading, strategies }: TableOptions): CompiledPlay[] {
  return (strategies ?? strategiesOf(timeframe))
    .filter((strategy) => maxDepth(strategy) >= depth)
    .map((strategy) => compile({ strategy, depth, reading }));
}

function refuseOther(columns: Colours, { timeframe }: TableOptions): void {
  if (columns.timeframe === timeframe) return;
  throw new AppError('BAD_INPUT', {
    message: `Candles of "${columns.timeframe}" cannot be counted with strategies of "${timeframe}".`,
  });
}

function byShape(plays: readonly PickedPlay[]): PickedPlay[][] {
  const shapes = new Map<string, PickedPlay[]>();
  for (const play of plays) {
    const shape = `${play.block} ${play.reach}`;
    shapes.set(shape, [...(shapes.get(shape) ?? []), play]);
  }
  return [...shapes.values()];
}

/** Plays of one block and reach, by strategy id. */
function groupCounter(plays: readonly PickedPlay[]): (unitsFor: (unit: number) => UnitKeys) => [string, Counted][] {
  const { block, reach } = plays[0]!;
  const unit = unitOf(block);
  const count = canCountKinds({ unit, reach })
    ? kindCounter(plays, unit)
    : (blocks: BlockKeys) => plays.map((play) => countPicked(blocks, play));
  return (unitsFor) => {
    const counted = count(blockKeys(unitsFor(unit), { block, reach }));
    return plays.map(({ id }, place) => [id, counted[place]!]);
  };
}

function sharedUnits(columns: Colours): (unit: number) => UnitKeys {
  const units = new Map<number, UnitKeys>();
  return (unit) => {
    const known = units.get(unit) ?? unitKeys(columns, unit);
    units.set(unit, known);
    return known;
  };
}

/** For plays that concern more candles than a table has room for. */
function countOneByOne({ colours, ...grid }: Colours, play: CompiledPlay): Counted {
  const { block } = play.strategy;
  const first = firstBlockStart(grid, block);
  const results = new Uint8Array(Math.ceil((colours.length - first) / block));
  for (let row = 0; row < results.length; row++)
    results[row] = outcomeAt(play, { colours, start: first + row * block });
  return { counters: countResults(results), results: () => results };
}
