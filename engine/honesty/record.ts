import type { TimeRange } from '../columns.ts';
import type { Ratio } from '../units.ts';
import { type Rate, rateOf } from './interval.ts';
import { brier, type Calibration, calibration, type Forecast } from './scores.ts';

/** A row of a list that was shown, and what came of it in the range that judged it. */
export interface JudgedRow extends TimeRange {
  readonly ticker: string;
  readonly strategyId: string;
  readonly predictedRatio: Ratio;
  readonly coinRatio: Ratio;
  /** null: no payout was known. */
  readonly breakEvenRatio: Ratio | null;
  /** It was marked as above break-even. */
  readonly beats: boolean;
  readonly wins: number;
  readonly n: number;
}

/** So many of so many. */
export interface Share {
  readonly count: number;
  readonly of: number;
}

/** How predictions did, all together. */
export interface TrackRecord {
  /** Rows with a result. */
  readonly rows: number;
  /** Mean of what was shown, weighted by cycles; null when nothing came. */
  readonly toldRatio: Ratio | null;
  /** Mean of what a coin was expected to win of the same cycles. */
  readonly coinRatio: Ratio | null;
  /** What came, each cycle counted once however many lists it was in; so wins and n may be fractions. */
  readonly came: Rate;
  /** Mean squared distance of prediction and outcome, and of a coin's rate told in its place. */
  readonly brier: number | null;
  readonly coinBrier: number | null;
  /** Rows that ended above the break-even of their list, of those that had one; and the same of the marked rows. */
  readonly above: Share;
  readonly markedAbove: Share;
  readonly calibration: Calibration;
}

/** Plans with gales win between 80 and 95 %: narrower than the usual tenths, or all would be in two. */
const BINS = 40;

/** What a person may ask of a forecaster: what was said, what came, and whether a coin would have known better. */
export function trackRecord(judged: readonly JudgedRow[]): TrackRecord {
  const rows = judged.filter(({ n }) => n > 0);
  const once = countedOnce(rows);
  const told = (ratioOf: (row: JudgedRow) => Ratio) => once.map((row) => ({ ...row, forecastRatio: ratioOf(row) }));
  const predicted = told(({ predictedRatio }) => predictedRatio);
  const coin = told(({ coinRatio }) => coinRatio);
  const came = once.reduce((sum, { wins, n }) => ({ wins: sum.wins + wins, n: sum.n + n }), { wins: 0, n: 0 });
  const known = rows.filter(({ breakEvenRatio }) => breakEvenRatio !== null);
  return {
    rows: rows.length,
    toldRatio: meanOf(predicted),
    coinRatio: meanOf(coin),
    came: rateOf(came),
    brier: brier(predicted),
    coinBrier: brier(coin),
    above: shareAbove(known),
    markedAbove: shareAbove(known.filter(({ beats }) => beats)),
    calibration: calibration(predicted, { bins: BINS }),
  };
}

/**
 * Lists an hour apart are judged by much the same candles. Each row weighs as much as the share of its plan's time that
 * no other list has counted; otherwise a day would look like a month of evidence.
 */
function countedOnce(rows: readonly JudgedRow[]): JudgedRow[] {
  const plans = new Map<string, JudgedRow[]>();
  for (const row of rows) {
    const key = `${row.ticker} ${row.strategyId}`;
    const plan = plans.get(key);
    if (plan) plan.push(row);
    else plans.set(key, [row]);
  }
  return [...plans.values()].flatMap((plan) => {
    const weight = unionMs(plan) / plan.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
    return plan.map((row) => ({ ...row, wins: row.wins * weight, n: row.n * weight }));
  });
}

function meanOf(forecasts: readonly Forecast[]): Ratio | null {
  const [sum, n] = forecasts.reduce(([told, all], row) => [told + row.forecastRatio * row.n, all + row.n], [0, 0]);
  return n === 0 ? null : sum / n;
}

function unionMs(ranges: readonly TimeRange[]): number {
  let [total, coveredMs] = [0, Number.NEGATIVE_INFINITY];
  for (const { fromMs, toMs } of ranges.toSorted((a, b) => a.fromMs - b.fromMs)) {
    total += Math.max(0, toMs - Math.max(fromMs, coveredMs));
    coveredMs = Math.max(coveredMs, toMs);
  }
  return total;
}

function shareAbove(rows: readonly JudgedRow[]): Share {
  return { count: rows.filter(({ wins, n, breakEvenRatio }) => wins / n > breakEvenRatio!).length, of: rows.length };
}
