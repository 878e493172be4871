import { sql } from 'kysely';
import { AppError, type Candle, DAY_MS, SECOND_MS } from '#engine/index.ts';
import type { Database } from '../db/database.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { tellOthers, tellUs } from './candle-news.ts';
import { type MergedDay, mergeDay } from './merge-day.ts';
import { shrinkGaps } from './shrink-gaps.ts';

export interface CandlesToSave {
  readonly assetId: number;
  readonly timeframeSeconds: number;
  /** Closed ones only, in any order; of two with one time the first stays. */
  readonly candles: readonly Candle[];
  /**
   * A stored candle stays as it is unless this is above its day's; `next` always is, for who knows that nobody has a
   * newer answer. Default: 1.
   */
  readonly revision?: number | 'next';
}

export interface SavedCandles {
  /** Candles for places that had none. */
  readonly added: number;
  /** Candles that took the place of an older revision. */
  readonly revised: number;
}

/** Days written in one transaction: few enough that nobody waits long for a row. */
const DAYS_AT_ONCE = 32;

/**
 * Puts closed candles into their days. Savers of the same day, in any process, wait for each other and lose nothing.
 *
 * Errors: BAD_INPUT for a time that is no multiple of the timeframe or a price that is no number; then nothing is saved.
 */
export async function saveCandles(db: Database, request: CandlesToSave): Promise<SavedCandles> {
  for (const candle of request.candles) refuseBroken(candle, request.timeframeSeconds * SECOND_MS);
  const days = [...Map.groupBy(request.candles, ({ openMs }) => Math.floor(openMs / DAY_MS))];
  days.sort(([left], [right]) => left - right);
  const isOurs = !db.isTransaction;
  const saved = { added: 0, revised: 0 };
  for (let from = 0; from < days.length; from += DAYS_AT_ONCE) {
    const part = new Map(days.slice(from, from + DAYS_AT_ONCE));
    const merged = await inTransaction(db, (transaction) => saveDays(transaction, { ...request, days: part, isOurs }));
    if (merged.length > 0 && isOurs) tellUs(db, request.assetId);
    for (const { added, revised } of merged) {
      saved.added += added;
      saved.revised += revised;
    }
  }
  return saved;
}

interface DaysToSave extends Omit<CandlesToSave, 'candles'> {
  /** Candles by day, days ascending. */
  readonly days: ReadonlyMap<number, readonly Candle[]>;
  /** The transaction is ours and is over when we return. */
  readonly isOurs: boolean;
}

async function saveDays(db: Database, request: DaysToSave): Promise<MergedDay[]> {
  const { assetId, timeframeSeconds, days, revision = 1 } = request;
  const stored = await lockDays(db, request);
  const merged = stored.map(({ day, data, revision: before }) => {
    const now = revision === 'next' ? before + 1 : revision;
    const laid = mergeDay({ stored: data, candles: days.get(day) ?? [], timeframeSeconds, isNewer: now > before });
    return { ...laid, day, revision: Math.max(now, before) };
  });
  const changed = merged.filter(({ added, revised }) => added + revised > 0);
  if (changed.length === 0) return [];
  await sql`
    update candle_chunk
    set data = changed.data, candle_count = changed.candle_count, updated_at = now(),
        revision = changed.revision
    from unnest(
      ${changed.map(({ day }) => day)}::int[],
      ${changed.map(({ data }) => data)}::bytea[],
      ${changed.map(({ candleCount }) => candleCount)}::int[],
      ${changed.map((one) => one.revision)}::int[]
    ) as changed (day, data, candle_count, revision)
    where asset_id = ${assetId} and timeframe_seconds = ${timeframeSeconds} and candle_chunk.day = changed.day`.execute(
    db,
  );
  await shrinkGaps(db, {
    assetId,
    timeframeSeconds,
    candles: changed.flatMap(({ day }) => days.get(day) ?? []),
  });
  await tellOthers(db, { assetId, isOurs: request.isOurs });
  return changed;
}

/**
 * Holds the rows of the days until the transaction ends, making them where there are none. Everybody takes them in the
 * order of the days, so two savers never wait for each other in a circle.
 */
async function lockDays(db: Database, { assetId, timeframeSeconds, days, revision = 1 }: DaysToSave) {
  const wanted = [...days.keys()];
  await sql`
    insert into candle_chunk (asset_id, timeframe_seconds, day, candle_count, revision, data)
    select ${assetId}, ${timeframeSeconds}, day, 0, ${revision === 'next' ? 1 : revision}, ''
    from unnest(${wanted}::int[]) as day
    order by day
    on conflict do nothing`.execute(db);
  return await db
    .selectFrom('candle_chunk')
    .select(['day', 'data', 'revision'])
    .where('asset_id', '=', assetId)
    .where('timeframe_seconds', '=', timeframeSeconds)
    .where('day', 'in', wanted)
    .orderBy('day')
    .forUpdate()
    .execute();
}

function refuseBroken({ openMs, open, high, low, close }: Candle, stepMs: number): void {
  const isWhole = Number.isFinite(open + high + low + close);
  if (Number.isSafeInteger(openMs) && openMs >= 0 && openMs % stepMs === 0 && isWhole) return;
  throw new AppError('BAD_INPUT', {
    message: `Candle "${openMs}" with open "${open}", high "${high}", low "${low}", close "${close}" is broken.`,
  });
}
