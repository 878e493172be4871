import { type Kysely, sql } from 'kysely';

/**
 * What was offered to whom at which price, what was paid of it, and what goes back. Without foreign keys to the person:
 * money that moved stays on record when somebody leaves.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table payment_offer (
      id text primary key check (id ~ '^[A-Za-z0-9_-]{22}$'),
      provider text not null,
      payer_id bigint not null,
      receiver_id bigint not null,
      plan_code text not null,
      plan_version int not null,
      currency text not null,
      amount bigint not null check (amount > 0),
      days int not null check (days > 0),
      renews boolean not null,
      url text not null,
      created_at timestamptz not null default now(),
      foreign key (plan_code, plan_version) references plan,
      check (payer_id = receiver_id or not renews)
    )`.execute(db);
  // Whoever looks at a price again gets the same offer; and a person's payments are found by it.
  await sql`create index payment_offer_payer on payment_offer (payer_id, created_at)`.execute(db);
  await sql`
    create table payment (
      id bigint generated always as identity primary key,
      provider text not null,
      charge_id text not null,
      offer_id text not null references payment_offer,
      paid_at timestamptz not null,
      seen_at timestamptz,
      unique (provider, charge_id)
    )`.execute(db);
  await sql`create index payment_offer_id on payment (offer_id)`.execute(db);
  // What the provider's own books have not shown yet: asked for every night.
  await sql`create index payment_unseen on payment (paid_at) where seen_at is null`.execute(db);
  await sql`
    create table paid_subscription (
      offer_id text primary key references payment_offer,
      charge_id text not null,
      until_at timestamptz not null,
      renews boolean not null default true,
      told_renews boolean not null default true,
      attempts int not null default 0,
      not_before timestamptz,
      error text
    )`.execute(db);
  // What the provider has to be told; looked at every minute.
  await sql`create index paid_subscription_untold on paid_subscription (not_before) where renews <> told_renews`.execute(
    db,
  );
  await sql`
    create table payment_refund (
      payment_id bigint primary key references payment,
      reason text not null,
      made_by text not null,
      asked_at timestamptz not null default now(),
      done_at timestamptz,
      attempts int not null default 0,
      not_before timestamptz,
      error text
    )`.execute(db);
  // What still has to go back; looked at every minute.
  await sql`create index payment_refund_open on payment_refund (not_before) where done_at is null`.execute(db);
  await sql`
    create table reconciliation (
      provider text primary key,
      taken bigint not null,
      at timestamptz not null
    )`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['reconciliation', 'payment_refund', 'paid_subscription', 'payment', 'payment_offer']) {
    await sql`drop table ${sql.table(table)}`.execute(db);
  }
}
