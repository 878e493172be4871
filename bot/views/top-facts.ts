import {
  type Coverage,
  type EpochMs,
  findStrategy,
  type PersonalLadder,
  type Top,
  type TopQuestion,
} from '#engine/index.ts';
import type { FigureFacts } from './figures.ts';
import type { Recheck } from './recheck.ts';

/** One strategy on one asset. */
export interface TopRow extends FigureFacts {
  readonly ticker: string;
  readonly strategyId: string;
  /** Which definition of the strategy was counted. */
  readonly strategyVersion: number;
  readonly maxLossStreak: number;
  /** How many runs of lost cycles there were of each length, shortest first. */
  readonly lossRuns: readonly (readonly [length: number, count: number])[];
  readonly coverage: Coverage;
  /** After correction for everything that was computed. */
  readonly beats: boolean;
}

/** What a list says, the same for whoever asks; plain data, so that it can be kept. */
export interface TopFigures {
  readonly question: TopQuestion;
  /** Best first, at most five. */
  readonly rows: readonly TopRow[];
  /** Combinations of asset and strategy that were computed, and how many of them stand out. */
  readonly tried: number;
  readonly passed: number;
  /** Shown apart and not ranked, because too many of their candles are missing: how many, and the first of them. */
  readonly sparse: { readonly count: number; readonly rows: readonly SparseRow[] };
  /** Assets that were looked at, and how many there were: fewer when the person stopped it. */
  readonly done: number;
  readonly total: number;
  /** Looked at but left out, because there were no candles to judge them by. */
  readonly withoutCandles: number;
  /** Candles that open before this are in it. */
  readonly candlesUntilMs: EpochMs;
}

export type SparseRow = Pick<TopRow, 'ticker' | 'strategyId' | 'coverage'>;

/** A list as one person is shown it. */
export interface TopFacts extends TopFigures {
  /** Under which name it can be counted again. */
  readonly resultId: string;
  /** How the person stakes. */
  readonly ladder: PersonalLadder;
  /** Of the person, IANA. */
  readonly zone: string;
  /** How old it is, for a list kept from before. */
  readonly ageMs?: number;
  /** What became of it when it was counted again. */
  readonly recheck?: Recheck;
}

export const MOST_TOP_ROWS = 5;
const MOST_SPARSE = 3;

/** Out of all that was ranked, what a list shows. */
export function topFigures(
  { rows, sparse, tried, passed }: Top<Omit<TopRow, 'beats' | 'strategyVersion'>>,
  asked: Pick<TopFigures, 'question' | 'done' | 'total' | 'withoutCandles' | 'candlesUntilMs'>,
): TopFigures {
  const { timeframe } = asked.question;
  const versionOf = ({ strategyId }: SparseRow) => findStrategy({ timeframe, name: strategyId })?.version ?? 0;
  return {
    ...asked,
    ...{ tried, passed },
    rows: rows.slice(0, MOST_TOP_ROWS).map((row) => ({ ...row, strategyVersion: versionOf(row) })),
    sparse: {
      count: sparse.length,
      rows: sparse.slice(0, MOST_SPARSE).map(({ ticker, strategyId, coverage }) => ({ ticker, strategyId, coverage })),
    },
  };
}
