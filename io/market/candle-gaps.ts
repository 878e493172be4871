import { sql } from 'kysely';
import { DAY_MS, type EpochMs, MINUTE_MS, type TimeRange, timeframeMs, timeframeSeconds } from '#engine/index.ts';
import type { Database } from '../db/database.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { STORED_TIMEFRAME } from './candle-store.ts';
import { markChunk } from './chunk.ts';
import { maxHeadBytes } from './chunk-head.ts';

const STEP_MS = timeframeMs(STORED_TIMEFRAME);
const STEP_SECONDS = timeframeSeconds(STORED_TIMEFRAME);
/** A broker may deliver late: a hole found sooner than this after its end is looked at once more, this much later. */
const SETTLE_MS = 10 * MINUTE_MS;

/** A stretch without candles; closed: the market was, missing: the broker has none. */
export interface Gap extends TimeRange {
  readonly reason: 'closed' | 'missing';
}

export interface MissingRequest extends TimeRange {
  readonly assetId: number;
  readonly nowMs: EpochMs;
}

/** Stretches that are neither stored nor known to be gaps, ascending; what there is to ask a broker for. */
export async function missingRanges(db: Database, request: MissingRequest): Promise<TimeRange[]> {
  const fromMs = Math.ceil(request.fromMs / STEP_MS) * STEP_MS;
  const places = Math.max(0, Math.ceil((request.toMs - fromMs) / STEP_MS));
  if (places === 0) return [];
  const known = new Uint8Array(places);
  const placeOf = (ms: EpochMs) => Math.min(Math.max(Math.ceil((ms - fromMs) / STEP_MS), 0), places);
  const toMs = fromMs + places * STEP_MS;
  for (const { day, head } of await readHeads(db, { assetId: request.assetId, fromMs, toMs })) {
    markChunk(head, { present: known, at: (day * DAY_MS - fromMs) / STEP_MS });
  }
  for (const gap of await readGaps(db, { ...request, fromMs, toMs })) {
    known.fill(1, placeOf(gap.from_ms), placeOf(gap.to_ms));
  }
  return zeroRuns(known).map(([from, to]) => ({ fromMs: fromMs + from * STEP_MS, toMs: fromMs + to * STEP_MS }));
}

/** Notes stretches that were asked for and are not there, so that nobody asks again. */
export async function recordGaps(
  db: Database,
  { assetId, gaps, nowMs }: { assetId: number; gaps: readonly Gap[]; nowMs: EpochMs },
): Promise<void> {
  if (gaps.length === 0) return;
  await inTransaction(db, async (transaction) => {
    await dropCovered(transaction, { assetId, gaps });
    await insertGaps(transaction, { assetId, gaps, nowMs });
  });
}

interface GapRows {
  readonly assetId: number;
  readonly gaps: readonly Gap[];
}

/** A longer note takes the place of the shorter ones inside it, so that no minute is noted twice. */
async function dropCovered(db: Database, { assetId, gaps }: GapRows): Promise<void> {
  await sql`
    delete from candle_gap using unnest(
      ${gaps.map((gap) => gap.fromMs)}::bigint[],
      ${gaps.map((gap) => gap.toMs)}::bigint[]
    ) as noted (from_ms, to_ms)
    where asset_id = ${assetId} and timeframe_seconds = ${STEP_SECONDS}
      and candle_gap.from_ms > noted.from_ms and candle_gap.to_ms <= noted.to_ms`.execute(db);
}

async function insertGaps(db: Database, { assetId, gaps, nowMs }: GapRows & { nowMs: EpochMs }): Promise<void> {
  await sql`
    insert into candle_gap (asset_id, timeframe_seconds, from_ms, to_ms, reason, checked_at)
    select ${assetId}, ${STEP_SECONDS}, from_ms, to_ms, reason, ${new Date(nowMs)}
    from unnest(
      ${gaps.map((gap) => gap.fromMs)}::bigint[],
      ${gaps.map((gap) => gap.toMs)}::bigint[],
      ${gaps.map((gap) => gap.reason)}::text[]
    ) as gap (from_ms, to_ms, reason)
    on conflict (asset_id, timeframe_seconds, from_ms) do update
    set to_ms = greatest(candle_gap.to_ms, excluded.to_ms), reason = excluded.reason, checked_at = excluded.checked_at
  `.execute(db);
}

/** The stretches of zeros, [from, to). */
export function zeroRuns(marks: Uint8Array): [number, number][] {
  const runs: [number, number][] = [];
  for (let from = marks.indexOf(0); from >= 0; ) {
    const one = marks.indexOf(1, from);
    const to = one < 0 ? marks.length : one;
    runs.push([from, to]);
    from = one < 0 ? -1 : marks.indexOf(0, to);
  }
  return runs;
}

async function readHeads(db: Database, { assetId, fromMs, toMs }: TimeRange & { assetId: number }) {
  return await db
    .selectFrom('candle_chunk')
    .select(['day', sql<Buffer>`substring(data for ${maxHeadBytes(DAY_MS / STEP_MS)})`.as('head')])
    .where('asset_id', '=', assetId)
    .where('timeframe_seconds', '=', STEP_SECONDS)
    .where('day', '>=', Math.floor(fromMs / DAY_MS))
    .where('day', '<=', Math.floor((toMs - 1) / DAY_MS))
    .execute();
}

async function readGaps(db: Database, { assetId, fromMs, toMs, nowMs }: MissingRequest) {
  return await db
    .selectFrom('candle_gap')
    .select(['from_ms', 'to_ms'])
    .where('asset_id', '=', assetId)
    .where('timeframe_seconds', '=', STEP_SECONDS)
    .where('from_ms', '<', toMs)
    .where('to_ms', '>', fromMs)
    .where((gap) =>
      gap.or([
        gap('reason', '=', 'closed'),
        gap('checked_at', '>', new Date(nowMs - SETTLE_MS)),
        sql<boolean>`checked_at >= to_timestamp((to_ms + ${SETTLE_MS}) / 1000.0)`,
      ]),
    )
    .execute();
}
