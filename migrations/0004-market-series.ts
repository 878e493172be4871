import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table asset_state (
      asset_id int not null references asset on delete cascade,
      at timestamptz not null,
      is_open boolean not null,
      payout_ratio double precision,
      primary key (asset_id, at)
    )`.execute(db);
  // json, not jsonb: it is only ever read whole, and as text it is handed over as it lies there.
  await sql`
    create table ranking_snapshot (
      key text primary key,
      candles_until bigint not null,
      computed_at timestamptz not null,
      rows json not null
    )`.execute(db);
  // What people asked for in the last day, and which requests are old enough to go.
  await sql`create index request_created on request (created_at)`.execute(db);
  // Without it each outbox row that is cleared away looks through all requests.
  await sql`create index request_placeholder on request (placeholder_id) where placeholder_id is not null`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const index of ['request_placeholder', 'request_created']) await sql`drop index ${sql.ref(index)}`.execute(db);
  for (const table of ['ranking_snapshot', 'asset_state']) await sql`drop table ${sql.table(table)}`.execute(db);
}
