import { sql } from 'kysely';
import { type EpochMs, HOUR_MS, type Usage } from '#engine/index.ts';
import type { Database } from './database.ts';

/** Kinds of questions (io/queues/jobs.ts) by what they take. */
const CATALOGS = ['catalog', 'hours', 'entries', 'times', 'check'];
const PICTURES = ['catalog', 'top', 'hours', 'stakes', 'result', 'record'];

/** Whoever got no answer gets back what it took: these count for nothing. */
const NOT_ANSWERED = sql`('failed', 'quarantined', 'canceled')`;

/** How a kind of question counts. */
export function chargeOf(kind: string): { kind: 'catalog' | 'top' | null; isPicture: boolean } {
  return {
    kind: kind === 'top' ? 'top' : CATALOGS.includes(kind) ? 'catalog' : null,
    isPicture: PICTURES.includes(kind),
  };
}

/**
 * What a person used since their day began and within the last hour. It is counted from the questions themselves, so
 * it holds exactly when they do: a question that was not accepted, or that we failed to answer, took nothing.
 */
export async function usageOf(
  db: Database,
  { telegramId, dayFromMs, nowMs }: { telegramId: number; dayFromMs: EpochMs; nowMs: EpochMs },
): Promise<Usage> {
  const dayFrom = new Date(dayFromMs);
  const hourFrom = new Date(nowMs - HOUR_MS);
  const { rows } = await sql<{
    catalogs: number;
    tops: number;
    tickers: string[] | null;
    pictures: number;
    oldest: Date | null;
  }>`
    select
      count(*) filter (where created_at >= ${dayFrom} and kind = any(${CATALOGS})) as catalogs,
      count(*) filter (where created_at >= ${dayFrom} and kind = 'top') as tops,
      array_agg(distinct query ->> 'ticker')
        filter (where created_at >= ${dayFrom} and query ->> 'ticker' is not null) as tickers,
      count(*) filter (where created_at > ${hourFrom} and kind = any(${PICTURES})) as pictures,
      min(created_at) filter (where created_at > ${hourFrom} and kind = any(${PICTURES})) as oldest
    from request
    where telegram_id = ${telegramId} and created_at >= ${new Date(Math.min(dayFrom.getTime(), hourFrom.getTime()))}
      and state not in ${NOT_ANSWERED}`.execute(db);
  const row = rows[0]!;
  return {
    catalogs: row.catalogs,
    tops: row.tops,
    tickers: new Set(row.tickers ?? []),
    pictures: row.pictures,
    oldestPictureMs: row.oldest?.getTime() ?? null,
  };
}
