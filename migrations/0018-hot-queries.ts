import { type Kysely, sql } from 'kysely';

const DATED = ['outbox', 'picture', 'document', 'result'];

export async function up(db: Kysely<unknown>): Promise<void> {
  // Each picture that is cleared away is looked for in all messages, by us and by its foreign key.
  await sql`create index outbox_picture on outbox (picture_hash) where picture_hash is not null`.execute(db);
  // What is old enough to be cleared away; without these each night reads a month of messages from end to end.
  for (const table of DATED) {
    await sql`create index ${sql.ref(`${table}_created`)} on ${sql.table(table)} (created_at)`.execute(db);
  }
  await sql`create index picture_bytes on picture (created_at) where png is not null`.execute(db);
  await sql`create index link_page_expires on link_page (expires_at)`.execute(db);
  // A person's presets, drafts among them; the unique ones lead with the person too, but hold a part of them each.
  await sql`create index preset_person on preset (telegram_id)`.execute(db);
  // Each preset that is dropped is looked for here by its foreign key.
  await sql`create index shared_visit_preset on shared_visit (preset_id)`.execute(db);
  // Gaps of the last day, counted at each look at the house, and those that go with the oldest candles.
  await sql`create index candle_gap_until on candle_gap (to_ms)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  const dated = DATED.map((table) => `${table}_created`);
  for (const index of [
    ...dated,
    'picture_bytes',
    'link_page_expires',
    'candle_gap_until',
    'shared_visit_preset',
    'preset_person',
    'outbox_picture',
  ]) {
    await sql`drop index ${sql.ref(index)}`.execute(db);
  }
}
