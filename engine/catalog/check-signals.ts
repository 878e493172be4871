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

/** Which way of scoring a list this is. */
export const CHECK_VERSION = 1;

/** A signal, and on which line of its list it stands. */
export interface NumberedSignal {
  readonly number: number;
  readonly signal: ListedSignal;
}

/** All that is asked when a list is checked, once its lines are read. */
export interface CheckQuery {
  readonly lines: readonly NumberedSignal[];
  /** Gales played, 0–9. */
  readonly depth: number;
  /** Whether a doji at the entry is a tie instead of a miss. */
  readonly dojiApart: boolean;
}

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
  /** Of the entry and each gale; MISSING where there is no candle. */
  readonly colours: Uint8Array;
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
    const columns = columnsFor(signal);
    const colours = coloursOf(signal, { columns, depth });
    const knownUntilMs = options.nowMs ?? columns?.endMs ?? Number.POSITIVE_INFINITY;
    const result = resultOf(signal, { colours, knownUntilMs, dojiEntry: options.dojiEntry });
    counters[result]!++;
    return { signal, result, colours };
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

function coloursOf(
  { timeframe, entryMs }: ListedSignal,
  { columns, depth }: { columns: Grown | null; depth: number },
): Uint8Array {
  const entry = columns === null ? Number.NaN : (entryMs - columns.startMs) / timeframeMs(timeframe);
  return Uint8Array.from({ length: depth + 1 }, (_, level) => columns?.colours[entry + level] ?? MISSING);
}

function resultOf(
  { entryMs, timeframe, direction }: ListedSignal,
  at: { colours: Uint8Array; knownUntilMs: EpochMs; dojiEntry: CheckOptions['dojiEntry'] },
): number {
  const { colours, knownUntilMs, dojiEntry } = at;
  const stepMs = timeframeMs(timeframe);
  let result: number = LOSS;
  let isWaiting = false;
  for (let level = colours.length - 1; level >= 0; level--) {
    const isToCome = entryMs + (level + 1) * stepMs > knownUntilMs;
    if (isToCome) isWaiting = true;
    else if (colours[level] === MISSING) return INCOMPLETE;
    if (colours[level] === direction) result = level;
  }
  if (isWaiting) return PENDING;
  return dojiEntry === 'apart' && colours[0] === DOJI ? CANCELED : result;
}
