import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // Without a foreign key to the person: what was paid stays on record when somebody leaves.
  await sql`
    create table money_ledger (
      id bigint generated always as identity primary key,
      telegram_id bigint not null,
      kind text not null
        check (kind in ('payment', 'refund', 'grant', 'gift', 'coupon', 'referral', 'trial')),
      source text not null,
      source_id text not null,
      currency text,
      amount bigint not null,
      plan_code text not null,
      plan_version int not null,
      ms bigint not null check (ms > 0),
      reason text,
      made_by text not null,
      created_at timestamptz not null default now(),
      unique (source, source_id),
      foreign key (plan_code, plan_version) references plan,
      check (case kind when 'payment' then amount > 0 when 'refund' then amount < 0 else amount = 0 end),
      check ((currency is null) = (amount = 0))
    )`.execute(db);
  // A person's lines are read before each new one.
  await sql`create index money_ledger_person on money_ledger (telegram_id, id)`.execute(db);
  await sql`
    create trigger written_once before update or delete or truncate on money_ledger
    for each statement execute function refuse_change()`.execute(db);
  await sql`
    create table event_inbox (
      provider text not null,
      event_id text not null,
      body jsonb not null,
      received_at timestamptz not null default now(),
      done_at timestamptz,
      primary key (provider, event_id)
    )`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['event_inbox', 'money_ledger']) await sql`drop table ${sql.table(table)}`.execute(db);
}
