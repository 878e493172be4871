import { firstBlockStart } from '../catalog/block-grid.ts';
import { playsOf, type TableOptions } from '../catalog/count-table.ts';
import { INCOMPLETE } from '../catalog/cycle.ts';
import type { Tally } from '../catalog/evaluation.ts';
import { outcomeCounters, tallyOf } from '../catalog/tally.ts';
import type { Colours } from '../columns.ts';
import { type CompiledPlay, outcomeAt } from '../strategies/compile.ts';

export interface LastBlocksOptions extends TableOptions {
  /** Each strategy's latest n complete blocks count, whatever they ended with. */
  readonly lastBlocks: number;
}

/** Made ready once for many assets: the tallies that evaluate gives with lastBlocks, by strategy id. */
export function lastBlocksCounter(options: LastBlocksOptions): (columns: Colours) => Map<string, Tally> {
  const plays = playsOf(options);
  return (columns) =>
    new Map(plays.map((play) => [play.strategy.id, tallyOf(countBack(columns, { play, ...options }), options.depth)]));
}

/** From the end backwards, for as long as blocks are wanted: what lies further back costs nothing. */
function countBack(columns: Colours, { play, lastBlocks }: { play: CompiledPlay; lastBlocks: number }): Uint32Array {
  const { colours } = columns;
  const { block } = play.strategy;
  const first = firstBlockStart(columns, block);
  const counters = outcomeCounters();
  let wanted = lastBlocks;
  for (
    let start = first + Math.floor((colours.length - play.span - first) / block) * block;
    start >= first && wanted > 0;
    start -= block
  ) {
    const outcome = outcomeAt(play, { colours, start });
    if (outcome === INCOMPLETE) continue;
    counters[outcome]!++;
    wanted--;
  }
  return counters;
}
