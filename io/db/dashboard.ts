import { sql } from 'kysely';
import { DAY_MS, type EpochMs } from '#engine/index.ts';
import type { Database } from './database.ts';
import { readLine } from './line.ts';
import { type QuotaHits, readQuotaHits } from './quota-hits.ts';
import { type Renewals, readRenewals } from './renewals.ts';

/** One day, by its UTC date, and what was counted on it. */
export interface DayCount {
  readonly day: string;
  readonly count: number;
}

/** How the house does, for whoever runs it. */
export interface Dashboard {
  readonly people: {
    readonly all: number;
    readonly today: number;
    readonly week: number;
    readonly month: number;
    readonly linked: number;
    readonly cannotBeReached: number;
    readonly blocked: number;
  };
  readonly newPeople: readonly DayCount[];
  readonly requests: readonly DayCount[];
  readonly failedRequests: readonly DayCount[];
  /** Telegram Stars, refunds taken off. */
  readonly stars: readonly DayCount[];
  readonly plans: readonly { readonly plan: string; readonly people: number; readonly endsSoon: number }[];
  /** How often a limit of a plan refused. */
  readonly quotaHits: readonly QuotaHits[];
  readonly renewals: Renewals;
  readonly queue: { readonly waiting: number; readonly running: number; readonly oldestMs: number };
  readonly market: { readonly assets: number; readonly open: number; readonly refreshedAt: string | null };
  readonly candles: { readonly today: number; readonly lastAt: string | null };
}

const DAYS = 14;

export async function dashboardOf(db: Database, { nowMs }: { nowMs: EpochMs }): Promise<Dashboard> {
  const since = new Date(Math.floor(nowMs / DAY_MS) * DAY_MS - (DAYS - 1) * DAY_MS);
  const perDay = async (from: ReturnType<typeof sql>): Promise<DayCount[]> => {
    const { rows } = await sql<DayCount>`
      select to_char(d, 'YYYY-MM-DD') as day, coalesce(c.count, 0)::float8 as count
      from generate_series(${since}::timestamptz at time zone 'UTC', ${new Date(nowMs)}::timestamptz at time zone 'UTC',
        interval '1 day') d
        left join (${from}) c on c.day = d::date
      order by d`.execute(db);
    return rows;
  };
  const day = (column: string) => sql`(${sql.ref(column)} at time zone 'UTC')::date as day`;
  const [people, newPeople, requests, failedRequests, stars, plans, line, market, candles, quotaHits, renewals] =
    await Promise.all([
      countPeople(db, nowMs),
      perDay(sql`select ${day('created_at')}, count(*) as count from person where created_at >= ${since} group by 1`),
      perDay(sql`select ${day('created_at')}, count(*) as count from request where created_at >= ${since} group by 1`),
      perDay(sql`
      select ${day('created_at')}, count(*) as count from request
      where created_at >= ${since} and state in ('failed', 'quarantined') group by 1`),
      perDay(sql`
      select ${day('created_at')}, sum(amount) as count from money_ledger
      where created_at >= ${since} and currency = 'XTR' group by 1`),
      countPlans(db, nowMs),
      readLine(db),
      readMarket(db),
      readCandles(db, nowMs),
      readQuotaHits(db, { days: DAYS, nowMs }),
      readRenewals(db, { nowMs }),
    ]);
  const queue = { waiting: line.waiting, running: line.running, oldestMs: Math.round(line.oldestMs) };
  return { people, newPeople, requests, failedRequests, stars, plans, queue, market, candles, quotaHits, renewals };
}

async function countPeople(db: Database, nowMs: EpochMs): Promise<Dashboard['people']> {
  const seen = (days: number) => sql`count(*) filter (where last_seen_at > ${new Date(nowMs - days * DAY_MS)})`;
  const { rows } = await sql<Dashboard['people']>`
    select count(*) as all, ${seen(1)} as today, ${seen(7)} as week, ${seen(30)} as month,
      (select count(distinct telegram_id) from broker_link where state = 'active') as linked,
      count(*) filter (where inactive_since is not null) as "cannotBeReached",
      count(*) filter (where blocked_at is not null) as blocked
    from person`.execute(db);
  return rows[0]!;
}

async function countPlans(db: Database, nowMs: EpochMs): Promise<Dashboard['plans']> {
  const [now, soon] = [new Date(nowMs), new Date(nowMs + 7 * DAY_MS)];
  const { rows } = await sql<Dashboard['plans'][number]>`
    select plan_code as plan, count(*) as people, count(*) filter (where until_at <= ${soon}) as "endsSoon"
    from subscription where until_at > ${now} and state not in ('expired', 'refunded')
    group by plan_code order by plan_code`.execute(db);
  return rows;
}

async function readMarket(db: Database): Promise<Dashboard['market']> {
  const { rows } = await sql<{ assets: number; open: number; at: Date | null }>`
    select count(*) as assets, count(*) filter (where is_open) as open, max(refreshed_at) as at from asset`.execute(db);
  const { assets = 0, open = 0, at = null } = rows[0] ?? {};
  return { assets, open, refreshedAt: at?.toISOString() ?? null };
}

async function readCandles(db: Database, nowMs: EpochMs): Promise<Dashboard['candles']> {
  const { rows } = await sql<{ today: number; at: Date | null }>`
    select coalesce(sum(candle_count), 0)::float8 as today, max(updated_at) as at
    from candle_chunk where timeframe_seconds = 60 and day = ${Math.floor(nowMs / DAY_MS)}`.execute(db);
  const { today = 0, at = null } = rows[0] ?? {};
  return { today, lastAt: at?.toISOString() ?? null };
}
