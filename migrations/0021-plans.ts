import { type Kysely, sql } from 'kysely';

/** What can be had at first. Change none of it here: a plan is changed by its next version, which is another row. */
const SEEDS = [
  {
    ...{ code: 'free', rank: 0, isSold: false, stars: 0 },
    limits: {
      ...{ catalogsPerDay: 30, topsPerDay: 15, assetsPerDay: 10, picturesPerHour: 30 },
      ...{ depth: 2, windowBlocks: 300, windowDays: 30, historyDays: 30, notices: 3, presets: 5, priority: 'free' },
    },
  },
  {
    ...{ code: 'premium', rank: 1, isSold: true, stars: 250 },
    limits: {
      ...{ catalogsPerDay: 200, topsPerDay: 100, assetsPerDay: 60, picturesPerHour: 120 },
      ...{ depth: 5, windowBlocks: 1_000, windowDays: 60, historyDays: 90, notices: 10, presets: 15, priority: 'paid' },
    },
  },
  {
    ...{ code: 'pro', rank: 2, isSold: true, stars: 500 },
    limits: {
      ...{ catalogsPerDay: 1_000, topsPerDay: 500, assetsPerDay: 500, picturesPerHour: 600 },
      ...{ depth: 9, windowBlocks: 2_000, windowDays: 60, historyDays: 365, notices: 20, presets: 20 },
      priority: 'paid',
    },
  },
  {
    // For who runs the house; given, never sold.
    ...{ code: 'operator', rank: 3, isSold: false, stars: 500 },
    limits: {
      ...{ catalogsPerDay: 5_000, topsPerDay: 5_000, assetsPerDay: 1_000, picturesPerHour: 2_000 },
      ...{ depth: 9, windowBlocks: 2_000, windowDays: 60, historyDays: 365, notices: 20, presets: 20 },
      priority: 'admin',
    },
  },
];

/**
 * Plans, who has which, and what they did with it. `person.plan` is read by the version before this one and goes with
 * a later migration.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table plan (
      code text not null check (code ~ '^[a-z]{1,20}$'),
      version int not null check (version > 0),
      rank int not null,
      limits jsonb not null,
      prices jsonb not null,
      is_sold boolean not null,
      created_at timestamptz not null default now(),
      primary key (code, version)
    )`.execute(db);
  for (const { code, rank, isSold, stars, limits } of SEEDS) {
    const prices = JSON.stringify(stars === 0 ? {} : { XTR: { amount: stars, days: 30 } });
    await sql`
      insert into plan (code, version, rank, limits, prices, is_sold)
      values (${code}, 1, ${rank}, ${JSON.stringify(limits)}::jsonb, ${prices}::jsonb, ${isSold})`.execute(db);
  }
  await sql`
    create trigger written_once before update or delete or truncate on plan
    for each statement execute function refuse_change()`.execute(db);
  await sql`
    create table subscription (
      telegram_id bigint primary key references person on delete cascade,
      state text not null
        check (state in ('trialing', 'active', 'past_due', 'canceled', 'expired', 'refunded')),
      plan_code text not null,
      plan_version int not null,
      from_at timestamptz not null,
      until_at timestamptz not null,
      renews boolean not null,
      source text not null,
      next_plan_code text,
      next_plan_version int,
      next_ms bigint check (next_ms > 0),
      next_renews boolean,
      updated_at timestamptz not null default now(),
      foreign key (plan_code, plan_version) references plan,
      foreign key (next_plan_code, next_plan_version) references plan,
      check (num_nulls(next_plan_code, next_plan_version, next_ms, next_renews) in (0, 4))
    )`.execute(db);
  // What ends soon or has just ended: looked at every minute.
  await sql`create index subscription_until on subscription (until_at)`.execute(db);
  await sql`
    create table entitlement (
      telegram_id bigint primary key references person on delete cascade,
      plan_code text,
      plan_version int,
      until_at timestamptz,
      day_from timestamptz,
      day_until timestamptz,
      foreign key (plan_code, plan_version) references plan,
      check (num_nulls(plan_code, plan_version) in (0, 2))
    )`.execute(db);
  await sql`
    create table coupon (
      code text primary key check (code ~ '^[A-Z0-9-]{3,32}$'),
      plan_code text not null,
      plan_version int not null,
      days int not null check (days between 1 and 3660),
      most_uses int not null check (most_uses > 0),
      used int not null default 0 check (used between 0 and most_uses),
      expires_at timestamptz,
      campaign text not null,
      is_on boolean not null default true,
      made_by text not null,
      created_at timestamptz not null default now(),
      foreign key (plan_code, plan_version) references plan
    )`.execute(db);
  // Keyed hashes of accounts that had what there is once, so that no account stands here.
  await sql`create table claim (hash bytea primary key, claimed_at timestamptz not null default now())`.execute(db);
  await sql`
    create table referral (
      invited_id bigint primary key references person on delete cascade,
      referrer_id bigint not null references person on delete cascade,
      created_at timestamptz not null default now(),
      settled_at timestamptz,
      is_rewarded boolean not null default false,
      check (invited_id <> referrer_id)
    )`.execute(db);
  await sql`create index referral_referrer on referral (referrer_id)`.execute(db);
  await sql`create index referral_open on referral (created_at) where settled_at is null`.execute(db);
  await sql`
    create table plan_notice (
      id bigint generated always as identity primary key,
      telegram_id bigint not null references person on delete cascade,
      dedupe_key text not null unique,
      facts jsonb not null,
      created_at timestamptz not null default now(),
      told_at timestamptz
    )`.execute(db);
  await sql`create index plan_notice_untold on plan_notice (id) where told_at is null`.execute(db);
  await sql`create index plan_notice_person on plan_notice (telegram_id)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['plan_notice', 'referral', 'claim', 'coupon', 'entitlement', 'subscription', 'plan']) {
    await sql`drop table ${sql.table(table)}`.execute(db);
  }
}
