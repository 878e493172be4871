import { sql } from 'kysely';
import {
  afterEvent,
  asOf,
  type EntryKind,
  type EpochMs,
  holdsUntilMs,
  isLive,
  type Subscription,
  type SubscriptionEvent,
  type SubscriptionState,
} from '#engine/index.ts';
import { MAY_BE_TOLD } from './care.ts';
import type { Database } from './database.ts';
import { toTerms } from './plans.ts';

/** How it stands with a person's plan at this moment. null: they never had one. */
export async function subscriptionOf(
  db: Database,
  { telegramId, nowMs }: { telegramId: number; nowMs: EpochMs },
): Promise<Subscription | null> {
  const stored = await read(db, telegramId);
  return stored && asOf(stored, nowMs);
}

/**
 * What an event makes of a person's plan, and of what they may do from their next message on. In a transaction of the
 * caller's, who has the person to themselves (holdPerson).
 */
export async function changeSubscription(
  db: Database,
  change: { telegramId: number; event: SubscriptionEvent; source: EntryKind | 'cancel' | 'resume'; nowMs: EpochMs },
): Promise<Subscription | null> {
  const { telegramId, event, source, nowMs } = change;
  const after = afterEvent(await read(db, telegramId), { event, nowMs });
  if (after !== null) await write(db, { telegramId, subscription: after, source });
  return after;
}

/** Nobody else changes this person's plan before the caller's transaction ends. False: nobody knows them. */
export async function holdPerson(db: Database, telegramId: number): Promise<boolean> {
  const row = await db
    .selectFrom('person')
    .select('telegram_id')
    .where('telegram_id', '=', telegramId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

/** Moves on what time alone has changed, for so many people at most. Returns how many. */
export async function settleSubscriptions(
  db: Database,
  { nowMs, most }: { nowMs: EpochMs; most: number },
): Promise<number> {
  const due = await db
    .selectFrom('subscription')
    .select('telegram_id')
    .where('until_at', '<=', new Date(nowMs))
    .where('state', 'in', ['trialing', 'active', 'past_due', 'canceled'])
    .orderBy('until_at')
    .limit(most)
    .execute();
  for (const { telegram_id: telegramId } of due) await settleSubscription(db, { telegramId, nowMs });
  return due.length;
}

/** The same for one person. */
export async function settleSubscription(
  db: Database,
  { telegramId, nowMs }: { telegramId: number; nowMs: EpochMs },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await holdPerson(tx, telegramId);
    await settleHeld(tx, { telegramId, nowMs });
  });
}

/** The same within a transaction that has the person to itself. */
export async function settleHeld(
  db: Database,
  { telegramId, nowMs }: { telegramId: number; nowMs: EpochMs },
): Promise<void> {
  const before = await read(db, telegramId);
  const after = before && asOf(before, nowMs);
  if (after !== null && after !== before) await write(db, { telegramId, subscription: after });
}

/** People whose period ends or ended between these moments, with what has to be known to tell them. */
export async function endingSubscriptions(
  db: Database,
  { fromMs, toMs }: { fromMs: EpochMs; toMs: EpochMs },
): Promise<{ telegramId: number; subscription: Subscription; mayBeTold: boolean }[]> {
  const rows = await subscriptions(db)
    .innerJoin('person', 'person.telegram_id', 'subscription.telegram_id')
    .select(MAY_BE_TOLD.as('may_be_told'))
    .where('subscription.until_at', '>', new Date(fromMs))
    .where('subscription.until_at', '<=', new Date(toMs))
    .where('person.inactive_since', 'is', null)
    .orderBy('subscription.until_at')
    .execute();
  return rows.map((row) => ({
    telegramId: row.telegram_id,
    subscription: toSubscription(row),
    mayBeTold: row.may_be_told,
  }));
}

async function read(db: Database, telegramId: number): Promise<Subscription | null> {
  const row = await subscriptions(db).where('subscription.telegram_id', '=', telegramId).executeTakeFirst();
  return row === undefined ? null : toSubscription(row);
}

async function write(
  db: Database,
  { telegramId, subscription, source }: { telegramId: number; subscription: Subscription; source?: string },
): Promise<void> {
  const { state, plan, fromMs, untilMs, renews, next } = subscription;
  const row = {
    ...{ state, plan_code: plan.code, plan_version: plan.version, renews },
    ...{ from_at: new Date(fromMs), until_at: new Date(untilMs), updated_at: sql<Date>`now()` },
    ...{ next_plan_code: next?.plan.code ?? null, next_plan_version: next?.plan.version ?? null },
    ...{ next_ms: next?.ms ?? null, next_renews: next?.renews ?? null },
  };
  const changed = source === undefined ? row : { ...row, source };
  await db
    .insertInto('subscription')
    .values({ telegram_id: telegramId, source: '', ...changed })
    .onConflict((conflict) => conflict.column('telegram_id').doUpdateSet(changed))
    .execute();
  const holdsMs = holdsUntilMs(subscription);
  const entitled = {
    plan_code: isLive(subscription) ? plan.code : null,
    plan_version: isLive(subscription) ? plan.version : null,
    until_at: holdsMs === null ? null : new Date(holdsMs),
  };
  await db
    .insertInto('entitlement')
    .values({ telegram_id: telegramId, ...entitled })
    .onConflict((conflict) => conflict.column('telegram_id').doUpdateSet(entitled))
    .execute();
}

/** With the worth of both plans, which the row only names. */
function subscriptions(db: Database) {
  return db
    .selectFrom('subscription')
    .innerJoin('plan', (join) => join.onRef('plan.code', '=', 'plan_code').onRef('plan.version', '=', 'plan_version'))
    .leftJoin('plan as later', (join) =>
      join.onRef('later.code', '=', 'next_plan_code').onRef('later.version', '=', 'next_plan_version'),
    )
    .selectAll('subscription')
    .select(['plan.rank', 'plan.prices', 'later.rank as later_rank', 'later.prices as later_prices']);
}

type SubscriptionRow = Awaited<ReturnType<ReturnType<typeof subscriptions>['executeTakeFirstOrThrow']>>;

function toSubscription(row: SubscriptionRow): Subscription {
  const { rank, prices, later_rank: laterRank, later_prices: laterPrices } = row;
  return {
    state: row.state as SubscriptionState,
    plan: toTerms({ code: row.plan_code, version: row.plan_version, rank, prices }),
    fromMs: row.from_at.getTime(),
    untilMs: row.until_at.getTime(),
    renews: row.renews,
    next:
      row.next_plan_code === null || laterRank === null
        ? null
        : {
            plan: toTerms({
              ...{ code: row.next_plan_code, version: row.next_plan_version ?? 0 },
              ...{ rank: laterRank, prices: laterPrices },
            }),
            ms: row.next_ms ?? 0,
            renews: row.next_renews ?? false,
          },
  };
}
