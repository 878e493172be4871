import type { CheckQuery, EpochMs, ListProblem, NumberedSignal, PersonalLadder, Ratio, Tally } from '#engine/index.ts';
import type { Recheck } from './recheck.ts';

/** A line of the list as it was asked: read, or with what is wrong with it. */
export type AskedLine = ({ readonly kind: 'signal' } & NumberedSignal) | ProblemLine;

export interface ProblemLine {
  readonly kind: 'problem';
  readonly number: number;
  readonly text: string;
  /** asset: the broker has none of that name; `near` is the most alike. */
  readonly problem: ListProblem | 'asset';
  readonly asset?: string;
  readonly near?: string;
  /** How far back candles are kept, for a line that is too old. */
  readonly keptDays?: number;
}

/** A line, and how it ended if it is a signal: a code of cycle.ts. */
export type CheckedLine = ({ readonly kind: 'signal'; readonly result: number } & NumberedSignal) | ProblemLine;

/** What is asked when a list is to be checked. */
export interface CheckQuestion {
  readonly lines: readonly AskedLine[];
  readonly leftOut: number;
  readonly depth: number;
  /** Whether a doji at the entry is a tie instead of a miss. */
  readonly dojiApart: boolean;
}

/** How a list did, the same for whoever asks; plain data, so that it can be kept. */
export interface CheckFigures {
  /** How each signal ended, in the list's order: a code of cycle.ts. */
  readonly results: readonly number[];
  readonly tally: Tally;
  /** The counted ones by what their asset paid when they were checked; null: the broker does not say. */
  readonly byPayout: readonly { readonly payoutRatio: Ratio | null; readonly counts: Tally }[];
  /** How many runs of lost signals there were of each length, shortest first, as time went by. */
  readonly lossRuns: readonly (readonly [length: number, count: number])[];
  /** Dojis among the candles of the signals, gales included. */
  readonly dojiRatio: Ratio;
}

/** A checked list as one person is shown it. */
export interface CheckFacts extends CheckQuestion, CheckFigures {
  /** Of the request that answered with it: its pages and other depths are asked by it. */
  readonly requestId: string;
  /** Under which name it can be checked again. */
  readonly resultId: string;
  /** How the person stakes. */
  readonly ladder: PersonalLadder;
  /** Of the person, IANA. */
  readonly zone: string;
  readonly nowMs: EpochMs;
  /** When it was checked, for an answer kept from before; absent for a fresh one. */
  readonly storedMs?: EpochMs;
  /** What became of it when it was checked again. */
  readonly recheck?: Recheck;
}

/** What decides the figures: the lines that are signals. */
export function checkQuery({ lines, depth, dojiApart }: CheckQuestion): CheckQuery {
  const signals = lines.flatMap((line) =>
    line.kind === 'signal' ? [{ number: line.number, signal: line.signal }] : [],
  );
  return { lines: signals, depth, dojiApart };
}

/** A kept list as a question: of whoever made it only the signals are left. */
export function checkQuestion({ lines, depth, dojiApart }: CheckQuery): CheckQuestion {
  return { lines: lines.map((line) => ({ kind: 'signal', ...line })), leftOut: 0, depth, dojiApart };
}

/** Each line with how it ended. */
export function checkedLines({ lines, results }: Pick<CheckFacts, 'lines' | 'results'>): CheckedLine[] {
  const ends = results[Symbol.iterator]();
  return lines.map((line) => (line.kind === 'problem' ? line : { ...line, result: ends.next().value ?? 0 }));
}
