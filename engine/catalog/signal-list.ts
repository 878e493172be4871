import { localDayNumber, localDayStartMs } from '../calendar.ts';
import { MAX_DEPTH } from '../strategies/strategy.ts';
import { TIMEFRAMES, type Timeframe } from '../timeframe.ts';
import { DAY_MS, type EpochMs } from '../units.ts';
import { type ListedSignal, parseSignals, type SignalOptions, type SignalProblem } from './signals.ts';

/** too-old: before the time that is kept; too-far: more than a day ahead, most likely a wrong year. */
export type ListProblem = SignalProblem | 'too-old' | 'too-far';

/** number counts from 1, at the first line that is no option. */
export type ListLine = { readonly number: number; readonly text: string } & (
  | { readonly kind: 'signal'; readonly signal: ListedSignal }
  | { readonly kind: 'problem'; readonly problem: ListProblem }
);

export interface SignalList {
  readonly lines: readonly ListLine[];
  /** Gales: as the list's first line says (`g1`), or else the most that any of its signals asks for; null: neither. */
  readonly depth: number | null;
  /** Whether the first line wants ties apart (`doji`). */
  readonly dojiApart: boolean;
  /** Lines after the last one that is read. */
  readonly leftOut: number;
}

export interface SignalListOptions extends Omit<SignalOptions, 'dayMs'> {
  readonly text: string;
  readonly nowMs: EpochMs;
  /** Signals before this moment cannot be checked. */
  readonly oldestMs: EpochMs;
}

export const MAX_LIST_LINES = 100;
const MAX_LIST_LETTERS = 10_000;

/**
 * Reads a pasted list. A signal without a date is of today, or of yesterday where today's time is still to come. The
 * first line may be of options only: `m5 g1 doji`.
 */
export function readSignalList(options: SignalListOptions): SignalList {
  const pasted = options.text.slice(0, MAX_LIST_LETTERS).split(/\r?\n/);
  const first = pasted.findIndex((line) => line.trim() !== '');
  const head = headOf(pasted[first] ?? '');
  const text = pasted.slice(head === null ? first : first + 1).join('\n');
  const lines = datedLines({ ...options, text, timeframe: head?.timeframe ?? options.timeframe });
  const read = lines.slice(0, MAX_LIST_LINES).map((line) => withinReach(line, options));
  const asked = read.flatMap((line) => (line.kind === 'signal' ? [line.signal.gales ?? -1] : []));
  const deepest = Math.max(-1, ...asked);
  return {
    lines: read,
    depth: head?.depth ?? (deepest < 0 ? null : Math.min(deepest, MAX_DEPTH)),
    dojiApart: head?.dojiApart ?? false,
    leftOut: Math.max(0, lines.length - MAX_LIST_LINES),
  };
}

/** Does it have a signal at all? Then it is a list, whatever else stands in it. */
export function isSignalList(text: string): boolean {
  const utc = { timeframe: 'M1', dayMs: 0, utcOffsetMsAt: () => 0 } as const;
  const lines = text.slice(0, MAX_LIST_LETTERS).split(/\r?\n/).slice(0, MAX_LIST_LINES);
  return parseSignals(lines.join('\n'), utc).some(({ kind }) => kind === 'signal');
}

/** Read once as of today and once as of yesterday: what has a date is the same in both. */
function datedLines(options: SignalListOptions): ListLine[] {
  const { text, nowMs, utcOffsetMsAt } = options;
  const yesterdayMs = localDayStartMs(localDayNumber(nowMs, utcOffsetMsAt) - 1, utcOffsetMsAt);
  const asOfToday = parseSignals(text, { ...options, dayMs: nowMs });
  const asOfYesterday = parseSignals(text, { ...options, dayMs: yesterdayMs });
  return asOfToday.map((line, place) => {
    const isAhead = line.kind === 'signal' && line.signal.entryMs > nowMs;
    return isAhead ? (asOfYesterday[place] ?? line) : line;
  });
}

function withinReach(line: ListLine, { nowMs, oldestMs }: SignalListOptions): ListLine {
  if (line.kind === 'problem') return line;
  const { number, text } = line;
  const { entryMs } = line.signal;
  if (entryMs < oldestMs) return { number, text, kind: 'problem', problem: 'too-old' };
  if (entryMs > nowMs + DAY_MS) return { number, text, kind: 'problem', problem: 'too-far' };
  return line;
}

interface Head {
  timeframe?: Timeframe;
  depth?: number;
  dojiApart: boolean;
}

/** A line of nothing but options; null for any other. */
function headOf(line: string): Head | null {
  const head: Head = { dojiApart: false };
  const words = line
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter(Boolean);
  for (const word of words) {
    const timeframe = TIMEFRAMES.find((each) => each === word);
    if (timeframe) head.timeframe = timeframe;
    else if (/^G\d$/.test(word)) head.depth = Number(word.slice(1));
    else if (word === 'DOJI' || word === 'EMPATE' || word === 'TIE') head.dojiApart = true;
    else return null;
  }
  return words.length === 0 ? null : head;
}
