import { MISSING, RED } from '../candle.ts';
import { type Colours, type Coverage, countPresent, coverage, sliceColours, type TimeRange } from '../columns.ts';
import { AppError } from '../errors.ts';
import { type CompiledPlay, compile, outcomeAt, type Play, signalAt } from '../strategies/compile.ts';
import { timeframeMs } from '../timeframe.ts';
import { firstBlockStart } from './block-grid.ts';
import { INCOMPLETE, PENDING } from './cycle.ts';
import type { Cycle, Evaluation } from './evaluation.ts';
import { streaks } from './streaks.ts';
import { outcomeCounters, tallyOf } from './tally.ts';

export interface EvaluateOptions extends Play {
  /** Only candles that open in the range exist. Default: all. */
  readonly range?: TimeRange;
  /** Only the latest n complete cycles count, whatever they ended with. Default: all. */
  readonly lastBlocks?: number;
  /** The last candle is the newest there is: the newest block, if its levels have yet to close, is shown as PENDING. */
  readonly live?: boolean;
}

/**
 * How a strategy did on these candles. Every block aligned to the clock is evaluated on its own; a cycle counts only
 * if all candles it reads and all its level candles exist.
 *
 * Errors: BAD_INPUT when the columns are of another timeframe, or the strategy is not defined for the depth.
 */
export function evaluate(columns: Colours, options: EvaluateOptions): Evaluation {
  const { strategy, depth, range } = options;
  if (columns.timeframe !== strategy.timeframe) {
    throw new AppError('BAD_INPUT', {
      message: `Strategy "${strategy.id}" of "${strategy.timeframe}" cannot run on candles of "${columns.timeframe}".`,
    });
  }
  const play = compile(options);
  const seen = range ? sliceColours(columns, range) : columns;
  const complete = cyclesOf(seen, play);
  const cycles = complete.slice(Math.max(0, complete.length - (options.lastBlocks ?? complete.length)));
  const pending = options.live ? pendingCycle(seen, play) : null;

  const counters = outcomeCounters();
  for (const { result } of cycles) counters[result]!++;
  return {
    strategy,
    depth,
    counts: { ...tallyOf(counters, depth), ...streaks(cycles.map(({ result }) => result)) },
    cycles: pending ? [...cycles, pending] : cycles,
    coverage: range ? coverage(columns, range) : coverageOfCycles(cycles, { columns, play }),
  };
}

function cyclesOf(columns: Colours, play: CompiledPlay): Cycle[] {
  const cycles: Cycle[] = [];
  for (
    let start = firstBlockStart(columns, play.strategy.block);
    start < columns.colours.length;
    start += play.strategy.block
  ) {
    const result = outcomeAt(play, { colours: columns.colours, start });
    if (result !== INCOMPLETE) cycles.push(cycleAt({ columns, play, start, result }));
  }
  return cycles;
}

/** The newest block that was read, if it has a direction and only candles of the future are missing. */
function pendingCycle(columns: Colours, play: CompiledPlay): Cycle | null {
  const { colours } = columns;
  const end = colours.findLastIndex((colour) => colour !== MISSING) + 1;
  const firstStart = firstBlockStart(columns, play.strategy.block);
  const lastRead = play.reads.at(-1)!;
  const start = firstStart + Math.floor((end - 1 - lastRead - firstStart) / play.strategy.block) * play.strategy.block;
  const signal = signalAt(play, { colours, start });
  if (signal === MISSING || signal > RED) return null;
  const missing = play.levels.filter((position) => (colours[start + position] ?? MISSING) === MISSING);
  if (missing.length === 0 || missing.some((position) => start + position < end)) return null;
  return cycleAt({ columns, play, start, result: PENDING });
}

function cycleAt(at: { columns: Colours; play: CompiledPlay; start: number; result: number }): Cycle {
  const { columns, play, start, result } = at;
  const stepMs = timeframeMs(columns.timeframe);
  const signal = signalAt(play, { colours: columns.colours, start });
  return {
    blockMs: columns.startMs + start * stepMs,
    entryMs: columns.startMs + (start + play.levels[0]!) * stepMs,
    result,
    direction: signal > RED ? 0 : signal,
  };
}

function coverageOfCycles(cycles: readonly Cycle[], on: { columns: Colours; play: CompiledPlay }): Coverage {
  const [first, last] = [cycles[0], cycles.at(-1)];
  if (!first || !last) return { present: countPresent(on.columns.colours), expected: on.columns.colours.length };
  const stepMs = timeframeMs(on.columns.timeframe);
  return coverage(on.columns, {
    fromMs: first.blockMs + on.play.reads[0]! * stepMs,
    toMs: last.blockMs + on.play.span * stepMs,
  });
}
