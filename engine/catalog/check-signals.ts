import { aggregate } from '../aggregate.ts';
import { DOJI, MISSING } from '../candle.ts';
import type { Columns } from '../columns.ts';
import { AppError } from '../errors.ts';
import { MAX_DEPTH } from '../strategies/strategy.ts';
import { type Timeframe, timeframeMs } from '../timeframe.ts';
import type { EpochMs } from '../units.ts';
import { CANCELED, INCOMPLETE, LOSS, PENDING } from './cycle.ts';
import type { Tally } from './evaluation.ts';
import type { ListedSignal } from './signals.ts';
import { outcomeCounters, tallyOf } from './tally.ts';

export interface CheckOptions {
  /** Candles by the ticker of the signals, of each signal's timeframe or a smaller one. */
  readonly columnsByTicker: ReadonlyMap<string, Columns>;
  /** Gales played, 0–9. */
  readonly depth: number;
  /** Candles that close later are still to come. Default: where the candles of that asset end. */
  readonly nowMs?: EpochMs;
  /** A doji at the entry: lost, on to the gale (default), or set apart as CANCELED. */
  readonly dojiEntry?: 'loss' | 'apart';
}

export interface CheckedSignal {
  readonly signal: ListedSignal;
  /** A code of cycle.ts; INCOMPLETE when a candle it needs is not there, PENDING when it is still to come. */
  readonly result: number;
}

/**
 * How each signal of a list did, in the list's order, and all of them together. As in a catalog, a signal counts once
 * all its candles down to the last gale exist; counting early wins before late losses would flatter the list.
 *
 * Errors: BAD_INPUT for a depth outside 0–9.
 */
export function checkSignals(
  signals: readonly ListedSignal[],
  options: CheckOptions,
): { rows: CheckedSignal[]; tally: Tally } {
  const { depth } = options;
  if (!Number.isInteger(depth) || depth < 0 || depth > MAX_DEPTH) {
    throw new AppError('BAD_INPUT', { message: `Signals cannot be checked with "${depth}" gales.` });
  }
  const columnsFor = largerCandles(options.columnsByTicker);
  const counters = outcomeCounters();
  const rows = signals.map((signal) => {
    const result = resultOf(signal, { ...options, columns: columnsFor(signal) });
    counters[result]!++;
    return { signal, result };
  });
  return { rows, tally: tallyOf(counters, depth) };
}

/** Each asset's candles are put together once for each timeframe; null where there are none fine enough. */
function largerCandles(columnsByTicker: ReadonlyMap<string, Columns>): (signal: ListedSignal) => Grown | null {
  const grown = new Map<string, Grown>();
  return ({ ticker, timeframe }) => {
    const columns = columnsByTicker.get(ticker);
    if (!columns || timeframeMs(columns.timeframe) > timeframeMs(timeframe)) return null;
    const key = `${timeframe} ${ticker}`;
    const known = grown.get(key) ?? grow(columns, timeframe);
    grown.set(key, known);
    return known;
  };
}

/** Candles and when the last of them they were made from closes. */
interface Grown extends Pick<Columns, 'colours' | 'startMs'> {
  readonly endMs: EpochMs;
}

function grow(columns: Columns, timeframe: Timeframe): Grown {
  const endMs = columns.startMs + columns.colours.length * timeframeMs(columns.timeframe);
  const { colours, startMs } = aggregate(columns, timeframe);
  return { colours, startMs, endMs };
}

function resultOf(signal: ListedSignal, at: CheckOptions & { columns: Grown | null }): number {
  const { columns, depth, dojiEntry } = at;
  if (columns === null) return INCOMPLETE;
  const stepMs = timeframeMs(signal.timeframe);
  const entry = (signal.entryMs - columns.startMs) / stepMs;
  const knownUntilMs = at.nowMs ?? columns.endMs;
  let result: number = LOSS;
  let isWaiting = false;
  for (let level = depth; level >= 0; level--) {
    const isToCome = signal.entryMs + (level + 1) * stepMs > knownUntilMs;
    const colour = columns.colours[entry + level] ?? MISSING;
    if (isToCome) isWaiting = true;
    else if (colour === MISSING) return INCOMPLETE;
    if (colour === signal.direction) result = level;
  }
  if (isWaiting) return PENDING;
  return dojiEntry === 'apart' && columns.colours[entry] === DOJI ? CANCELED : result;
}
