import { sql } from 'kysely';
import type { Database } from '#io/db/database.ts';

/**
 * Every row of every table, ours and the queue's, as text; bytes as the letters they may be: among the hex digits of
 * packed candles any short number is found by chance.
 */
export async function everyRow(db: Database): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema') order by 1`.execute(db);
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows: bytes } = await sql<{ column: string }>`
      select attname as column from pg_attribute
      where attrelid = ${name}::regclass and atttypid = 'bytea'::regtype and not attisdropped`.execute(db);
    const { rows } = await sql<{ row: string }>`
      select (to_jsonb(each) - ${bytes.map(({ column }) => column)}::text[])::text as row
      from ${sql.raw(name)} as each`.execute(db);
    texts.push(...rows.map(({ row }) => `${name} ${row}`));
    for (const { column } of bytes) {
      const { rows: letters } = await sql<{ text: string }>`
        select encode(${sql.ref(column)}, 'escape') as text from ${sql.raw(name)}`.execute(db);
      texts.push(...letters.map(({ text }) => `${name}.${column} ${text}`));
    }
  }
  return texts.join('\n');
}
