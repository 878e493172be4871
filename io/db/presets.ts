import { type Selectable, sql } from 'kysely';
import { type CatalogQuery, queryKey } from '#engine/index.ts';
import type { Database } from './database.ts';
import { cleanText, toJsonb } from './json.ts';
import type { PresetTable } from './tables.ts';

/** A question kept under a name. */
export interface Preset {
  readonly id: number;
  readonly telegramId: number;
  readonly name: string;
  readonly query: CatalogQuery;
}

export type Keeping =
  | { readonly kind: 'kept'; readonly preset: Preset }
  /** Another one of theirs has this name. */
  | { readonly kind: 'name_taken'; readonly preset: Preset }
  | { readonly kind: 'full'; readonly most: number };

export interface NewPreset {
  readonly telegramId: number;
  readonly name: string;
  readonly query: CatalogQuery;
  /** As many as they may keep. */
  readonly most: number;
}

/** In the order they were made; plans that still wait for their person's word are not among them. */
export async function presetsOf(db: Database, telegramId: number): Promise<Preset[]> {
  const rows = await confirmed(db).where('telegram_id', '=', telegramId).orderBy('id').execute();
  return rows.map(toPreset);
}

/** One of this person's own. */
export async function findPreset(
  db: Database,
  { telegramId, id }: { telegramId: number; id: number },
): Promise<Preset | null> {
  const row = await confirmed(db).where('telegram_id', '=', telegramId).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toPreset(row);
}

/** By its name, whatever the capitals. */
export async function findPresetNamed(
  db: Database,
  { telegramId, name }: { telegramId: number; name: string },
): Promise<Preset | null> {
  const row = await confirmed(db)
    .where('telegram_id', '=', telegramId)
    .where(sql`lower(name)`, '=', sql`lower(${cleanText(name)})`)
    .executeTakeFirst();
  return row === undefined ? null : toPreset(row);
}

/** Anybody's: for whoever comes with a signed link to it. null: its owner deleted it. */
export async function sharedPreset(db: Database, id: number): Promise<Preset | null> {
  const row = await confirmed(db).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toPreset(row);
}

export async function keepPreset(db: Database, preset: NewPreset): Promise<Keeping> {
  const refusal = await refusalOf(db, preset);
  if (refusal !== null) return refusal;
  return { kind: 'kept', preset: await insert(db, { ...preset, isConfirmed: true }) };
}

/** The same, but it counts only once it is confirmed; a plan that waited before is forgotten. */
export async function draftPreset(db: Database, preset: NewPreset): Promise<Keeping> {
  const refusal = await refusalOf(db, preset);
  if (refusal !== null) return refusal;
  await dropDrafts(db, preset.telegramId);
  return { kind: 'kept', preset: await insert(db, { ...preset, isConfirmed: false }) };
}

/** The person has read what the plan may cost and wants it all the same. null: it does not wait any more. */
export async function confirmPreset(
  db: Database,
  { telegramId, id, most }: { telegramId: number; id: number; most: number },
): Promise<Keeping | null> {
  const row = await db
    .selectFrom('preset')
    .selectAll()
    .where('id', '=', id)
    .where('telegram_id', '=', telegramId)
    .where('is_confirmed', '=', false)
    .executeTakeFirst();
  if (row === undefined) return null;
  const preset = toPreset(row);
  const refusal = await refusalOf(db, { ...preset, most });
  if (refusal !== null) return refusal;
  await db.updateTable('preset').set({ is_confirmed: true }).where('id', '=', id).execute();
  return { kind: 'kept', preset };
}

export async function dropDrafts(db: Database, telegramId: number): Promise<void> {
  await db.deleteFrom('preset').where('telegram_id', '=', telegramId).where('is_confirmed', '=', false).execute();
}

export async function renamePreset(db: Database, preset: Preset, name: string): Promise<Keeping> {
  const taken = await findPresetNamed(db, { telegramId: preset.telegramId, name });
  if (taken !== null && taken.id !== preset.id) return { kind: 'name_taken', preset: taken };
  await db
    .updateTable('preset')
    .set({ name: cleanText(name) })
    .where('id', '=', preset.id)
    .execute();
  return { kind: 'kept', preset: { ...preset, name } };
}

/** Its notices go with it. False: it was not there. */
export async function dropPreset(
  db: Database,
  { telegramId, id }: { telegramId: number; id: number },
): Promise<boolean> {
  const result = await db
    .deleteFrom('preset')
    .where('telegram_id', '=', telegramId)
    .where('id', '=', id)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

/** They opened a link before their first steps; the last one counts. */
export async function rememberVisit(
  db: Database,
  { telegramId, presetId }: { telegramId: number; presetId: number },
): Promise<void> {
  await db
    .insertInto('shared_visit')
    .values({ telegram_id: telegramId, preset_id: presetId })
    .onConflict((conflict) => conflict.column('telegram_id').doUpdateSet({ preset_id: presetId }))
    .execute();
}

/** What they came for, once. */
export async function takeVisit(db: Database, telegramId: number): Promise<Preset | null> {
  const visit = await db
    .deleteFrom('shared_visit')
    .where('telegram_id', '=', telegramId)
    .returning('preset_id')
    .executeTakeFirst();
  return visit === undefined ? null : sharedPreset(db, visit.preset_id);
}

async function refusalOf(db: Database, { telegramId, name, most }: NewPreset): Promise<Keeping | null> {
  const taken = await findPresetNamed(db, { telegramId, name });
  if (taken !== null) return { kind: 'name_taken', preset: taken };
  const { count } = await db
    .selectFrom('preset')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('telegram_id', '=', telegramId)
    .where('is_confirmed', '=', true)
    .executeTakeFirstOrThrow();
  return count >= most ? { kind: 'full', most } : null;
}

async function insert(db: Database, preset: NewPreset & { isConfirmed: boolean }): Promise<Preset> {
  const row = await db
    .insertInto('preset')
    .values({
      telegram_id: preset.telegramId,
      name: cleanText(preset.name),
      query: toJsonb(preset.query),
      query_key: queryKey(preset.query),
      is_confirmed: preset.isConfirmed,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return toPreset(row);
}

function confirmed(db: Database) {
  return db.selectFrom('preset').selectAll().where('is_confirmed', '=', true);
}

function toPreset(row: Selectable<PresetTable>): Preset {
  return { id: row.id, telegramId: row.telegram_id, name: row.name, query: row.query as CatalogQuery };
}
