import type { Colours, TimeRange } from '../columns.ts';
import type { Strategy } from '../strategies/strategy.ts';
import { timeframeMs } from '../timeframe.ts';
import type { EpochMs } from '../units.ts';
import { firstBlockStart } from './block-grid.ts';
import { type CountedPlay, outcomeCounter, type TableOptions } from './count-table.ts';
import { INCOMPLETE } from './cycle.ts';
import type { Tally } from './evaluation.ts';
import { countResults } from './picked-outcome.ts';
import { lossRuns } from './runs.ts';
import { tallyOf } from './tally.ts';

/** What a row of a ranking says of one strategy. */
export interface CountedRow {
  readonly strategy: Strategy;
  readonly counts: Tally;
  /** How many runs of lost cycles there were of each length, shortest first. */
  readonly lossRuns: readonly (readonly [length: number, count: number])[];
  /** Where its first cycle's block starts, and the stretch of candles that its cycles used; null: no cycle. */
  readonly firstBlockMs: EpochMs | null;
  readonly used: TimeRange | null;
}

/** Counts all candles, or of each strategy only the latest n complete blocks, whatever they ended with. */
export type RowCounter = (columns: Colours, only?: { lastBlocks: number }) => CountedRow[];

/** The rows of many strategies over the same candles, in their order: what evaluate says, and many times faster. */
export function rowCounter(options: TableOptions): RowCounter {
  const count = outcomeCounter(options);
  return (columns, { lastBlocks } = { lastBlocks: Number.POSITIVE_INFINITY }) =>
    count(columns).map((counted) => rowOf(counted, { columns, lastBlocks }));
}

function rowOf({ play, counters, results }: CountedPlay, asked: { columns: Colours; lastBlocks: number }): CountedRow {
  const { columns, lastBlocks } = asked;
  const { strategy, depth, reads, span } = play;
  const all = results();
  const first = firstWanted(all, lastBlocks);
  const wanted = all.subarray(first);
  const last = all.findLastIndex((result) => result !== INCOMPLETE);
  const stepMs = timeframeMs(strategy.timeframe);
  const startMs = columns.startMs + firstBlockStart(columns, strategy.block) * stepMs;
  const candleMs = (row: number, position: number) => startMs + (row * strategy.block + position) * stepMs;
  return {
    strategy,
    counts: tallyOf(lastBlocks < all.length ? countResults(wanted) : counters, depth),
    lossRuns: [...lossRuns(wanted)],
    firstBlockMs: last === -1 ? null : candleMs(first, 0),
    used: last === -1 ? null : { fromMs: candleMs(first, reads[0]!), toMs: candleMs(last, span) },
  };
}

/** The row from which on there are so many complete blocks: one of them, if there is any. */
function firstWanted(results: Uint8Array, lastBlocks: number): number {
  let [first, wanted] = [results.length, lastBlocks];
  for (let row = results.length - 1; row >= 0 && wanted > 0; row--) {
    if (results[row] === INCOMPLETE) continue;
    first = row;
    wanted--;
  }
  return first;
}
