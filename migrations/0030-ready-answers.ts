import { type Kysely, sql } from 'kysely';

/**
 * Answers that stand ready for whoever asks the same before the next candle. Losing them costs work only, so they are
 * spared the log: after a crash the table is empty.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create unlogged table ready_answer (
      key text primary key,
      asset_id int not null,
      until_at timestamptz not null,
      answer jsonb not null
    )`.execute(db);
  // News of an asset's candles ends all of its answers.
  await sql`create index ready_answer_asset on ready_answer (asset_id)`.execute(db);
  // What is over goes as others come.
  await sql`create index ready_answer_until on ready_answer (until_at)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table ready_answer`.execute(db);
}
