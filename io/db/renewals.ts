import { sql } from 'kysely';
import { DAY_MS, type EpochMs, PATIENCE_MS } from '#engine/index.ts';
import type { Database } from './database.ts';

/** Subscriptions that come to the end of a paid period on one day, by its UTC date. */
export interface RenewalDay {
  readonly day: string;
  readonly people: number;
  /** In Stars, if all of them are paid. */
  readonly stars: number;
}

/** How the periods ended that were due on one day. awaited: not paid yet, and the plan still holds. */
export interface EndedPeriods {
  readonly day: string;
  readonly renewed: number;
  readonly awaited: number;
  readonly failed: number;
  readonly canceled: number;
}

export interface Renewals {
  readonly coming: readonly RenewalDay[];
  readonly ended: readonly EndedPeriods[];
}

const DAYS = 30;

/** What is to be renewed within the next 30 days, and what became of what was due in the last 30. */
export async function readRenewals(db: Database, { nowMs }: { nowMs: EpochMs }): Promise<Renewals> {
  const now = new Date(nowMs);
  const [first, last] = [new Date(nowMs - DAYS * DAY_MS), new Date(nowMs + DAYS * DAY_MS)];
  const days = (from: Date, to: Date) => sql`
    generate_series((${from}::timestamptz at time zone 'UTC')::date, (${to}::timestamptz at time zone 'UTC')::date,
      interval '1 day')`;
  const coming = await sql<RenewalDay>`
    select to_char(d, 'YYYY-MM-DD') as day, count(due.at)::int as people, coalesce(sum(due.amount), 0)::int as stars
    from ${days(now, last)} d left join (
      select (s.until_at at time zone 'UTC')::date as at, o.amount
      from paid_subscription s join payment_offer o on o.id = s.offer_id
      where s.renews and s.until_at > ${now} and s.until_at <= ${last}) due on due.at = d::date
    group by d order by d`.execute(db);
  const ended = await sql<EndedPeriods>`
    with periods as (
      select p.paid_at + make_interval(days => o.days) as due_at, case
          when exists (select from payment next where next.offer_id = p.offer_id and next.id > p.id) then 'renewed'
          when s.renews is not true then 'canceled'
          when p.paid_at + make_interval(days => o.days) > ${new Date(nowMs - PATIENCE_MS)} then 'awaited'
          else 'failed' end as became
      from payment p join payment_offer o on o.id = p.offer_id
        left join paid_subscription s on s.offer_id = p.offer_id
        left join payment_refund r on r.payment_id = p.id
      where o.renews and r.done_at is null
        and p.paid_at + make_interval(days => o.days) between ${first} and ${now})
    select to_char(d, 'YYYY-MM-DD') as day, count(*) filter (where became = 'renewed')::int as renewed,
      count(*) filter (where became = 'awaited')::int as awaited,
      count(*) filter (where became = 'failed')::int as failed,
      count(*) filter (where became = 'canceled')::int as canceled
    from ${days(first, now)} d left join periods on (due_at at time zone 'UTC')::date = d::date
    group by d order by d`.execute(db);
  return { coming: coming.rows, ended: ended.rows };
}
