import { readdir } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Database } from './database.ts';

const MIGRATIONS_FOLDER = new URL('../../migrations/', import.meta.url);

/** Migrations that the database lacks, and those it has that this version does not know; none of either: they fit. */
export async function compareSchema(db: Database): Promise<{ missing: string[]; newer: string[] }> {
  const ours = (await readdir(MIGRATIONS_FOLDER))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -3));
  const { rows: known } = await sql<{ exists: boolean }>`
    select to_regclass('kysely_migration') is not null as exists`.execute(db);
  const { rows } = known[0]?.exists
    ? await sql<{ name: string }>`select name from kysely_migration`.execute(db)
    : { rows: [] };
  const theirs = new Set(rows.map(({ name }) => name));
  return {
    missing: ours.filter((name) => !theirs.has(name)),
    newer: [...theirs].filter((name) => !ours.includes(name)),
  };
}
