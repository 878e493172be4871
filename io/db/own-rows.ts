import { sql } from 'kysely';
import type { Database } from './database.ts';
import { HOLDINGS } from './personal-data.ts';

const ROWS_AT_ONCE = 500;

/**
 * A table of what is kept of a person: the names of its columns, and their rows, read anew each time it is asked, some
 * hundred at a time.
 */
export interface OwnTable {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: () => AsyncIterable<readonly Readonly<Record<string, unknown>>[]>;
}

/**
 * All that is kept of a person and theirs to have, table by table. In a transaction, which all of it is read in, so
 * that one table fits the other.
 */
export async function* ownTables(db: Database, telegramId: number): AsyncGenerator<OwnTable> {
  const { rows: all } = await sql<{ table: string; column: string }>`
    select relname as table, attname as column from pg_attribute
    join pg_class on pg_class.oid = attrelid
    where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped
      and atttypid <> 'bytea'::regtype
    order by relname, attnum`.execute(db);
  for (const { table, rows, hides = [], isInner } of HOLDINGS) {
    if (isInner) continue;
    const columns = all.filter((one) => one.table === table && !hides.includes(one.column)).map(({ column }) => column);
    const query = sql`select ${sql.join(columns.map((column) => sql.ref(column)))} from ${sql.table(table)} where ${rows(telegramId)} order by 1`;
    yield { table, columns, rows: () => read(db, query) };
  }
}

async function* read(db: Database, query: ReturnType<typeof sql>): AsyncGenerator<Record<string, unknown>[]> {
  await sql`declare own_rows no scroll cursor for ${query}`.execute(db);
  try {
    for (;;) {
      const { rows } = await sql<Record<string, unknown>>`fetch ${sql.lit(ROWS_AT_ONCE)} from own_rows`.execute(db);
      if (rows.length > 0) yield rows;
      if (rows.length < ROWS_AT_ONCE) return;
    }
  } finally {
    await sql`close own_rows`.execute(db);
  }
}
