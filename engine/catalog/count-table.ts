import type { Colours } from '../columns.ts';
import { type CompiledPlay, compile, outcomeAt } from '../strategies/compile.ts';
import { strategiesOf } from '../strategies/find.ts';
import { maxDepth, type Reading, type Strategy } from '../strategies/strategy.ts';
import type { Timeframe } from '../timeframe.ts';
import { firstBlockStart } from './block-grid.ts';
import { type BlockKeys, blockKeys, type UnitKeys, unitKeys, unitOf } from './block-keys.ts';
import { canCountKinds, kindCounter } from './count-kinds.ts';
import type { Tally } from './evaluation.ts';
import { countPicked, type PickedPlay, pickedPlay } from './picked-outcome.ts';
import { outcomeCounters, tallyOf } from './tally.ts';

export interface CountTableOptions {
  readonly depth: number;
  readonly reading: Reading;
  /** Rows to count, all of the columns' timeframe. Default: the whole table. */
  readonly strategies?: readonly Strategy[];
}

/**
 * The tallies of many strategies over the same candles, by strategy id: what evaluate counts, without its order of
 * events, and many times faster. Strategies that are not defined for the depth are left out.
 */
export function countTable(columns: Colours, options: CountTableOptions): Map<string, Tally> {
  return tableCounter({ ...options, timeframe: columns.timeframe })(columns);
}

/** The same made ready once for the candles of many assets. */
export function tableCounter(options: TableOptions): (columns: Colours) => Map<string, Tally> {
  const count = outcomeCounter(options);
  return (columns) => new Map([...count(columns)].map(([id, counters]) => [id, tallyOf(counters, options.depth)]));
}

export interface TableOptions extends CountTableOptions {
  readonly timeframe: Timeframe;
}

/** The rows of the table that these options ask for, made ready to run. */
export function playsOf({ timeframe, depth, reading, strategies }: TableOptions): CompiledPlay[] {
  return (strategies ?? strategiesOf(timeframe))
    .filter((strategy) => maxDepth(strategy) >= depth)
    .map((strategy) => compile({ strategy, depth, reading }));
}

/**
 * Counters by strategy id, each by code of cycle.ts.
 *
 * How: colours become one key a block; blocks that look the same are counted once; each strategy is a table from the
 * key of the few candles it uses to an outcome.
 */
export function outcomeCounter(options: TableOptions): (columns: Colours) => Map<string, Uint32Array> {
  const plays = playsOf(options);
  const picked = plays.map(pickedPlay);
  const unpicked = plays.filter((_, place) => picked[place] === null);
  const countGroups = byShape(picked.filter((play) => play !== null)).map(groupCounter);
  return (columns) => {
    const unitsFor = sharedUnits(columns);
    const counted = new Map(countGroups.flatMap((count) => count(unitsFor)));
    for (const play of unpicked) counted.set(play.strategy.id, countOneByOne(columns, play));
    return new Map(plays.map(({ strategy: { id } }) => [id, counted.get(id)!]));
  };
}

function byShape(plays: readonly PickedPlay[]): PickedPlay[][] {
  const shapes = new Map<string, PickedPlay[]>();
  for (const play of plays) {
    const shape = `${play.block} ${play.reach}`;
    shapes.set(shape, [...(shapes.get(shape) ?? []), play]);
  }
  return [...shapes.values()];
}

/** Plays of one block and reach, with their counters by strategy id. */
function groupCounter(plays: readonly PickedPlay[]): (unitsFor: (unit: number) => UnitKeys) => [string, Uint32Array][] {
  const { block, reach } = plays[0]!;
  const unit = unitOf(block);
  const count = canCountKinds({ unit, reach })
    ? kindCounter(plays, unit)
    : (blocks: BlockKeys) => plays.map((play) => countPicked(blocks, play));
  return (unitsFor) => {
    const counters = count(blockKeys(unitsFor(unit), { block, reach }));
    return plays.map(({ id }, place) => [id, counters[place]!]);
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
function countOneByOne({ colours, ...grid }: Colours, play: CompiledPlay): Uint32Array {
  const counters = outcomeCounters();
  const { block } = play.strategy;
  for (let start = firstBlockStart(grid, block); start < colours.length; start += block) {
    counters[outcomeAt(play, { colours, start })]!++;
  }
  return counters;
}
