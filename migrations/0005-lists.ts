import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // json, not jsonb: what was sealed is kept byte for byte. Times to the millisecond, because that is what is sealed.
  await sql`
    create table list (
      seq bigint primary key check (seq > 0),
      kind text not null,
      parameters json not null,
      candle_hash text not null,
      candles_until bigint not null,
      rows json not null,
      previous_hash text not null unique,
      hash text not null unique,
      created_at timestamptz(3) not null
    )`.execute(db);
  // The same list is not written twice; /record reads the lists of a stretch of days.
  await sql`create index list_candles_until on list (candles_until)`.execute(db);
  await sql`create index list_created on list (created_at)`.execute(db);
  await sql`
    create table list_score (
      seq bigint not null references list,
      row int not null,
      horizon text not null check (horizon in ('day', 'window')),
      state text not null check (state in ('scored', 'no_candles')),
      scored_from bigint not null,
      scored_until bigint not null,
      predicted_ratio double precision not null,
      coin_ratio double precision not null,
      break_even_ratio double precision,
      beats boolean not null,
      wins int not null,
      n int not null,
      brier double precision,
      coin_brier double precision,
      candle_hash text not null,
      hash text not null,
      created_at timestamptz(3) not null,
      primary key (seq, row, horizon)
    )`.execute(db);
  await sql`
    create function refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception 'What % holds is written once: % is refused.', tg_table_name, lower(tg_op)
          using errcode = 'insufficient_privilege';
      end
    $$`.execute(db);
  for (const table of ['list', 'list_score']) {
    await sql`
      create trigger written_once before update or delete or truncate on ${sql.table(table)}
      for each statement execute function refuse_change()`.execute(db);
  }
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['list_score', 'list']) await sql`drop table ${sql.table(table)}`.execute(db);
  await sql`drop function refuse_change`.execute(db);
}
