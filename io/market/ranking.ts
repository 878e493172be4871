import type { Coverage, EpochMs, Ratio, Tally, Timeframe, Window } from '#engine/index.ts';
import type { Database } from '../db/database.ts';

/** One strategy on one asset, counted. */
export interface RankingRow {
  readonly ticker: string;
  readonly strategyId: string;
  readonly counts: Tally;
  readonly maxLossStreak: number;
  /** How many runs of lost cycles there were of each length, shortest first. */
  readonly lossRuns: readonly (readonly [length: number, count: number])[];
  /** Of the candles that were looked at. */
  readonly dojiRatio: Ratio;
  /** When it was counted; null: the broker did not say. */
  readonly payoutRatio: number | null;
  readonly coverage: Coverage;
}

/** A ranking that stands ready: every open asset and every strategy of the timeframe, in no order. */
export interface RankingSnapshot {
  /** Candles that open before this are in it. */
  readonly candlesUntilMs: EpochMs;
  readonly computedAtMs: EpochMs;
  readonly rows: readonly RankingRow[];
}

/** What a snapshot answers. */
export interface RankingQuestion {
  readonly timeframe: Timeframe;
  readonly depth: number;
  readonly window: Window;
}

/** The windows that are counted each minute, ready for who asks; all on M1 with two gales. */
export const WARM_RANKINGS: readonly RankingQuestion[] = [
  { timeframe: 'M1', depth: 2, window: { kind: 'blocks', count: 100 } },
  { timeframe: 'M1', depth: 2, window: { kind: 'hours', count: 24 } },
];

export function rankingKey({ timeframe, depth, window }: RankingQuestion): string {
  const span = window.kind === 'dates' ? `${window.fromMs}-${window.toMs}` : window.count;
  return `${timeframe} g${depth} ${window.kind} ${span}`;
}

/** Takes the place of the snapshot before; an older one that comes late changes nothing. */
export async function saveRanking(db: Database, key: string, snapshot: RankingSnapshot): Promise<void> {
  const row = {
    candles_until: snapshot.candlesUntilMs,
    computed_at: new Date(snapshot.computedAtMs),
    rows: JSON.stringify(snapshot.rows.map(toCells)),
  };
  await db
    .insertInto('ranking_snapshot')
    .values({ key, ...row })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet(row).whereRef('ranking_snapshot.computed_at', '<', 'excluded.computed_at'),
    )
    .execute();
}

/** null: nobody keeps this one ready. How old it is must be looked at by who uses it. */
export async function readRanking(db: Database, key: string): Promise<RankingSnapshot | null> {
  const row = await db.selectFrom('ranking_snapshot').selectAll().where('key', '=', key).executeTakeFirst();
  if (row === undefined) return null;
  return {
    candlesUntilMs: row.candles_until,
    computedAtMs: row.computed_at.getTime(),
    rows: (row.rows as Cells[]).map(fromCells),
  };
}

/** A row without its names: thousands are written each minute. */
type Cells = [
  ticker: string,
  strategyId: string,
  win: readonly number[],
  loss: number,
  doji: number,
  noSignal: number,
  voided: number,
  maxLossStreak: number,
  dojiRatio: number,
  payoutRatio: number | null,
  present: number,
  expected: number,
  lossRuns: RankingRow['lossRuns'],
];

function toCells({ ticker, strategyId, counts, maxLossStreak, coverage, ...row }: RankingRow): Cells {
  const { win, loss, doji, noSignal, void: voided } = counts;
  const dojiRatio = Math.round(row.dojiRatio * 1e6) / 1e6;
  const { present, expected } = coverage;
  return [
    ...([ticker, strategyId, win, loss, doji, noSignal, voided, maxLossStreak] as const),
    ...([dojiRatio, row.payoutRatio, present, expected, row.lossRuns] as const),
  ];
}

function fromCells(cells: Cells): RankingRow {
  const [ticker, strategyId, win, loss, doji, noSignal, voided, maxLossStreak, ...rest] = cells;
  const [dojiRatio, payoutRatio, present, expected, lossRuns] = rest;
  const total = win.reduce((sum, wins) => sum + wins, loss);
  const counts = { cycles: doji + noSignal + voided + total, win, loss, doji, noSignal, void: voided, total };
  return {
    ticker,
    strategyId,
    counts,
    maxLossStreak,
    lossRuns,
    dojiRatio,
    payoutRatio,
    coverage: { present, expected },
  };
}
