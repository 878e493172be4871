import { type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';

/** How a field may be looked for. text: anywhere in it; exact: all of it; moment: from and to. */
export type FieldType = 'text' | 'exact' | 'number' | 'moment' | 'yes_no' | 'data';

/** A question whose rows are read page by page, by fields that are named in advance. */
export interface Sheet {
  /** One column for each field, under its own name. */
  readonly rows: RawBuilder<unknown>;
  readonly fields: Readonly<Record<string, FieldType>>;
  /** Field that names a row. */
  readonly key: string;
  /** What is worked out of a row where it is shown. */
  readonly told?: (row: SheetRow) => SheetRow;
}

export type SheetRow = Readonly<Record<string, unknown>>;

/** Shape: moments as ISO text; a moment may name one end alone. */
export type SheetFilter = string | { readonly from?: string; readonly to?: string };

export interface SheetPage {
  readonly filters: Readonly<Record<string, SheetFilter>>;
  readonly sort: { readonly field: string; readonly direction: 'asc' | 'desc' };
  readonly limit: number;
  readonly offset: number;
}

/** The rows of a page, each with the asked fields alone. The caller has checked every name against the sheet. */
export async function readSheet(
  db: Database,
  sheet: Sheet,
  { fields, page }: { fields: readonly string[]; page: SheetPage },
): Promise<SheetRow[]> {
  const { sort, filters, limit, offset } = page;
  const direction = sql.raw(sort.direction === 'asc' ? 'asc nulls first' : 'desc nulls last');
  const { rows } = await sql<SheetRow>`
    select ${columns(fields)} from (${sheet.rows}) as sheet where ${conditions(sheet, filters)}
    order by ${sql.ref(sort.field)} ${direction}, ${sql.ref(sheet.key)} desc
    limit ${limit} offset ${offset}`.execute(db);
  return told(sheet, rows);
}

const STRETCH = 1_000;

/** All rows in the order of their key, a stretch at a time: as many as there are, without holding them. */
export async function* streamSheet(
  db: Database,
  sheet: Sheet,
  { fields, filters }: { fields: readonly string[]; filters: SheetPage['filters'] },
): AsyncGenerator<SheetRow> {
  const key = sql.ref(sheet.key);
  let after: unknown = null;
  for (;;) {
    const { rows }: { rows: SheetRow[] } = await sql<SheetRow>`
      select ${columns([...new Set([sheet.key, ...fields])])} from (${sheet.rows}) as sheet
      where ${conditions(sheet, filters)} and ${after === null ? sql`true` : sql`${key} > ${after}`}
      order by ${key} limit ${STRETCH}`.execute(db);
    yield* told(sheet, rows);
    if (rows.length < STRETCH) return;
    after = rows.at(-1)?.[sheet.key];
  }
}

export async function countSheet(db: Database, sheet: Sheet, filters: SheetPage['filters']): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (${sheet.rows}) as sheet where ${conditions(sheet, filters)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Those of these rows that there are. */
export async function findInSheet(
  db: Database,
  sheet: Sheet,
  { fields, keys }: { fields: readonly string[]; keys: readonly string[] },
): Promise<SheetRow[]> {
  const { rows } = await sql<SheetRow>`
    select ${columns(fields)} from (${sheet.rows}) as sheet
    where ${sql.ref(sheet.key)}::text = any(${keys}::text[])`.execute(db);
  return told(sheet, rows);
}

function told({ told: tell }: Sheet, rows: SheetRow[]): SheetRow[] {
  return tell === undefined ? rows : rows.map(tell);
}

function columns(fields: readonly string[]): RawBuilder<unknown> {
  return sql.join(fields.map((field) => sql.ref(field)));
}

function conditions({ fields }: Sheet, filters: SheetPage['filters']): RawBuilder<unknown> {
  const each = Object.entries(filters).map(([field, filter]) => condition(sql.ref(field), fields[field], filter));
  return each.length === 0 ? sql`true` : sql.join(each, sql` and `);
}

function condition(column: RawBuilder<unknown>, type: FieldType | undefined, filter: SheetFilter): RawBuilder<unknown> {
  if (typeof filter !== 'string') {
    const { from, to } = filter;
    return sql`(${from === undefined ? sql`true` : sql`${column} >= ${from}`}
      and ${to === undefined ? sql`true` : sql`${column} <= ${to}`})`;
  }
  // What is asked for is no pattern: its own signs count as themselves.
  if (type === 'text') return sql`${column} ilike ${`%${filter.replace(/[\\%_]/g, '\\$&')}%`}`;
  if (type === 'yes_no') return sql`${column} = ${filter === 'true'}`;
  if (type === 'number') return sql`${column} = ${filter}::numeric`;
  return sql`${column} = ${filter}`;
}
