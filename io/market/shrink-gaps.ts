import { sql } from 'kysely';
import { type Candle, type EpochMs, SECOND_MS, type TimeRange } from '#engine/index.ts';
import type { Database } from '../db/database.ts';

export interface Filling {
  readonly assetId: number;
  readonly timeframeSeconds: number;
  /** Stored now; any order. */
  readonly candles: readonly Candle[];
}

/** Candles came for stretches noted as empty: each note shrinks to what is empty still, falls in two, or goes. */
export async function shrinkGaps(db: Database, { assetId, timeframeSeconds, candles }: Filling): Promise<void> {
  const opens = candles.map(({ openMs }) => openMs).sort((left, right) => left - right);
  const [firstMs, lastMs] = [opens[0], opens.at(-1)];
  if (firstMs === undefined || lastMs === undefined) return;
  const touched = await db
    .selectFrom('candle_gap')
    .selectAll()
    .where('asset_id', '=', assetId)
    .where('timeframe_seconds', '=', timeframeSeconds)
    .where('from_ms', '<=', lastMs)
    .where('to_ms', '>', firstMs)
    .forUpdate()
    .execute();
  for (const gap of touched) {
    const range = { fromMs: gap.from_ms, toMs: gap.to_ms };
    const filled = opens.filter((openMs) => openMs >= range.fromMs && openMs < range.toMs);
    if (filled.length === 0) continue;
    const left = withoutCandles(range, { opens: filled, stepMs: timeframeSeconds * SECOND_MS });
    await sql`
      delete from candle_gap
      where asset_id = ${assetId} and timeframe_seconds = ${timeframeSeconds} and from_ms = ${gap.from_ms}`.execute(db);
    if (left.length === 0) continue;
    const rows = left.map(({ fromMs, toMs }) => ({ ...gap, from_ms: fromMs, to_ms: toMs }));
    await db
      .insertInto('candle_gap')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** What is left of a stretch when these candles, ascending, are taken out of it. */
function withoutCandles(
  { fromMs, toMs }: TimeRange,
  { opens, stepMs }: { opens: readonly EpochMs[]; stepMs: number },
): TimeRange[] {
  const left: TimeRange[] = [];
  let nextMs = fromMs;
  for (const openMs of [...opens, toMs]) {
    if (openMs > nextMs) left.push({ fromMs: nextMs, toMs: openMs });
    nextMs = openMs + stepMs;
  }
  return left;
}
