import { brier, type Horizon, horizonRange } from '#engine/index.ts';
import type { Database } from '../db/database.ts';
import type { ListScore } from '../db/list-scores.ts';
import type { KeptList, ListRow } from '../db/lists.ts';
import { recount, strategyOf } from './recount.ts';

/** One row of a list, and how far ahead it is judged. */
export interface RowToScore {
  readonly list: KeptList;
  /** Place in the list, from 0. */
  readonly place: number;
  readonly horizon: Horizon;
}

/** The candles that judge the row. */
export function judgedRange({ list, place, horizon }: RowToScore) {
  const { timeframe, window } = list.parameters.question;
  const strategy = strategyOf({ strategyId: rowAt(list, place).strategyId, timeframe });
  return horizonRange({ horizon, createdAtMs: list.createdAtMs, window, strategy });
}

/** What came of the row, by the stored candles of its horizon. The prediction is read and never touched. */
export async function scoreRow(db: Database, request: RowToScore): Promise<ListScore> {
  const { ticker, strategyId, ...row } = rowAt(request.list, request.place);
  const { timeframe, depth } = request.list.parameters.question;
  const range = judgedRange(request);
  const { counts, candleHash } = await recount(db, { ticker, strategyId, timeframe, depth, ...range });
  const came = { wins: counts.total - counts.loss, n: counts.total };
  return {
    ...unscored(request),
    ...came,
    state: 'scored',
    brier: brier([{ forecastRatio: row.predictedRatio, ...came }]),
    coinBrier: brier([{ forecastRatio: row.coinRatio, ...came }]),
    candleHash,
  };
}

/** For a row whose candles never came: said aloud, not left out. */
export function unscored(request: RowToScore): ListScore {
  const { list, place, horizon } = request;
  const { predictedRatio, coinRatio, breakEvenRatio, beats } = rowAt(list, place);
  const { fromMs, toMs } = judgedRange(request);
  return {
    ...{ seq: list.seq, row: place, horizon, state: 'no_candles', fromMs, untilMs: toMs },
    ...{ predictedRatio, coinRatio, breakEvenRatio, beats },
    ...{ wins: 0, n: 0, brier: null, coinBrier: null, candleHash: '' },
  };
}

function rowAt(list: KeptList, place: number): ListRow {
  return list.rows[place]!;
}
