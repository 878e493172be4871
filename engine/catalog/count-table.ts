import type { Columns } from '../columns.ts';
import { type CompiledPlay, compile, outcomeAt, outcomeTable } from '../strategies/compile.ts';
import { strategiesOf } from '../strategies/find.ts';
import { maxDepth, type Reading, type Strategy } from '../strategies/strategy.ts';
import { firstBlockStart } from './block-grid.ts';
import { type BlockKeys, blockKeys, keysAt, mergeSame, type UnitKeys, unitKeys, unitOf } from './block-keys.ts';
import type { Tally } from './evaluation.ts';
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
 *
 * How: colours become one key a block; blocks that look the same are counted once; each strategy is a table from the
 * key of the few candles it uses to an outcome.
 */
export function countTable(columns: Columns, options: CountTableOptions): Map<string, Tally> {
  const { depth, reading } = options;
  const strategies = (options.strategies ?? strategiesOf(columns.timeframe)).filter((row) => maxDepth(row) >= depth);
  const keysFor = sharedKeys(columns);
  const tallies = new Map<string, Tally>();
  for (const strategy of strategies) {
    const play = compile({ strategy, depth, reading });
    const table = outcomeTable(play);
    const counters = table ? countByTable(keysFor(play), table) : countOneByOne(columns, play);
    tallies.set(strategy.id, tallyOf(counters, depth));
  }
  return tallies;
}

interface WeightedKeys {
  readonly keys: Uint32Array;
  readonly weights: Uint32Array;
}

/** Strategies of one block and reach share the blocks; those that use the same candles share the keys too. */
function sharedKeys(columns: Columns): (play: CompiledPlay) => WeightedKeys {
  const units = new Map<number, UnitKeys>();
  const blocks = new Map<string, BlockKeys>();
  const keys = new Map<string, WeightedKeys>();
  return ({ strategy: { block }, span, positions }) => {
    const unit = unitOf(block);
    const reach = Math.max(2, Math.ceil(span / unit));
    const shape = `${block}:${reach}`;
    const columnsRead = units.get(unit) ?? unitKeys(columns, unit);
    units.set(unit, columnsRead);
    const rows = blocks.get(shape) ?? mergeSame(blockKeys(columnsRead, { block, reach }));
    blocks.set(shape, rows);
    const weighted = keys.get(`${shape}:${positions}`) ?? { keys: keysAt(rows, positions), weights: rows.weights };
    keys.set(`${shape}:${positions}`, weighted);
    return weighted;
  };
}

function countByTable({ keys, weights }: WeightedKeys, table: Uint8Array): Uint32Array {
  const counters = outcomeCounters();
  for (let row = 0; row < keys.length; row++) counters[table[keys[row]!]!]! += weights[row]!;
  return counters;
}

/** For plays that concern more candles than a table has room for. */
function countOneByOne({ colours, ...grid }: Columns, play: CompiledPlay): Uint32Array {
  const counters = outcomeCounters();
  const { block } = play.strategy;
  for (let start = firstBlockStart(grid, block); start < colours.length; start += block) {
    counters[outcomeAt(play, { colours, start })]!++;
  }
  return counters;
}
