import { sql } from 'kysely';
import type { EpochMs, PlanLimits, UsedQuota } from '#engine/index.ts';
import type { Database } from './database.ts';
import { planOf, toEntitlement } from './entitlements.ts';
import { usageOf } from './usage.ts';

type Row = Readonly<Record<string, unknown>>;

/** What the house knows of one person, for whoever helps them: no message of theirs, and nothing that opens anything. */
export interface PersonFile {
  /** Accounts at the broker, and the session that we have there for each. */
  readonly links: readonly Row[];
  readonly requests: readonly Row[];
  readonly payments: readonly Row[];
  readonly money: readonly Row[];
  readonly messages: readonly Row[];
  readonly notes: readonly Row[];
  readonly quota: PersonQuota;
}

/** What a person may do, and what they have used of it. */
export interface PersonQuota {
  readonly plan: string;
  readonly version: number;
  readonly limits: PlanLimits;
  /** Since their day began; pictures of the last hour. */
  readonly used: UsedQuota;
  /** When the day is over that is counted; null: they asked for nothing in it yet. */
  readonly dayUntil: Date | null;
}

const LATEST = 12;

export async function personFile(
  db: Database,
  { telegramId, nowMs }: { telegramId: number; nowMs: EpochMs },
): Promise<PersonFile> {
  const latest = async (rows: ReturnType<typeof sql<Row>>): Promise<Row[]> => (await rows.execute(db)).rows;
  const [links, requests, payments, money, messages, notes, quota] = await Promise.all([
    latest(sql`
      select broker_user_id as "brokerUserId", display_name as "brokerName",
        case when unlink_asked_at is not null then 'ending' else state end as "linkState", is_current as "isCurrent",
        linked_at as "linkedAt", last_used_at as "lastUsedAt", linked_by as "linkedBy", linked_device as "device",
        linked_address as "network"
      from broker_link where telegram_id = ${telegramId} order by is_current desc, linked_at desc`),
    latest(sql`
      select id, kind, query, state, created_at as "createdAt", finished_at as "finishedAt", error
      from request where telegram_id = ${telegramId} order by created_at desc limit ${LATEST}`),
    latest(sql`
      select p.id, p.paid_at as "paidAt", p.charge_id as "chargeId", o.amount, o.currency, o.plan_code as plan, o.days,
        o.renews, r.asked_at as "refundAskedAt", r.done_at as "refundedAt"
      from payment p join payment_offer o on o.id = p.offer_id left join payment_refund r on r.payment_id = p.id
      where o.payer_id = ${telegramId} order by p.id desc limit ${LATEST}`),
    latest(sql`
      select id, kind, plan_code as plan, amount, currency, round(ms / 86400000.0, 1)::float8 as days, reason,
        created_at as "createdAt"
      from money_ledger where telegram_id = ${telegramId} order by id desc limit ${LATEST}`),
    latest(sql`
      select method, state, created_at as "createdAt", sent_at as "sentAt", error
      from outbox where chat_id = ${telegramId} order by id desc limit ${LATEST}`),
    latest(sql`
      select text, made_by as "madeBy", created_at as "createdAt"
      from person_note where telegram_id = ${telegramId} order by id desc limit ${LATEST}`),
    readQuota(db, { telegramId, nowMs }),
  ]);
  return { links, requests, payments, money, messages, notes, quota };
}

/** As the bot would count it for the next question; nothing is written down. */
export async function readQuota(
  db: Database,
  { telegramId, nowMs }: { telegramId: number; nowMs: EpochMs },
): Promise<PersonQuota> {
  const day = await db
    .selectFrom('entitlement')
    .select(['day_from', 'day_until'])
    .where('telegram_id', '=', telegramId)
    .where('day_until', '>', new Date(nowMs))
    .executeTakeFirst();
  const { rows } = await planOf(sql`${telegramId}::bigint`, nowMs).execute(db);
  const { code: plan, version, limits } = toEntitlement(rows[0]!);
  // Without a day that goes on there is nothing that could be used up in it.
  const dayFromMs = day?.day_from?.getTime() ?? nowMs;
  const { catalogs, tops, tickers, pictures } = await usageOf(db, { telegramId, dayFromMs, nowMs });
  const used = { catalogs, tops, assets: tickers.size, pictures };
  return { plan, version, limits, used, dayUntil: day?.day_until ?? null };
}
