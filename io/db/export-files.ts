import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { DAY_MS, type EpochMs, MINUTE_MS } from '#engine/index.ts';
import type { Database } from './database.ts';

/** So long its person may fetch a file. */
export const EXPORT_LIFE_MS = DAY_MS;
/** Once the link was used, the file itself can be had for so long: telephones ask for it twice. */
const TICKET_LIFE_MS = 3 * MINUTE_MS;

/** Begins a file; what an earlier worker wrote of it is gone. */
export async function beginExportFile(db: Database, requestId: string): Promise<void> {
  await db.deleteFrom('export_file').where('request_id', '=', requestId).execute();
  await db.insertInto('export_file').values({ request_id: requestId, token_hash: null, ticket_hash: null }).execute();
}

export async function addExportPart(
  db: Database,
  { requestId, seq, bytes }: { requestId: string; seq: number; bytes: Buffer },
): Promise<void> {
  await db.insertInto('export_part').values({ request_id: requestId, seq, bytes }).execute();
}

/** The file is whole. Shape: the token of its link, 32 random bytes in base64url; only its SHA-256 is stored. */
export async function finishExportFile(
  db: Database,
  { requestId, nowMs }: { requestId: string; nowMs: EpochMs },
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await db
    .updateTable('export_file')
    .set({ token_hash: hashOf(token), expires_at: new Date(nowMs + EXPORT_LIFE_MS) })
    .where('request_id', '=', requestId)
    .execute();
  return token;
}

export type ExportLink =
  | { readonly kind: 'open' | 'used'; readonly language: string | null; readonly bytes: number }
  | { readonly kind: 'gone' };

interface TokenMoment {
  readonly token: string;
  readonly nowMs: EpochMs;
}

/** What a link leads to. Looking changes nothing. A token nobody ever got is `gone`, like one that is too old. */
export async function findExport(db: Database, { token, nowMs }: TokenMoment): Promise<ExportLink> {
  const row = await db
    .selectFrom('export_file')
    .innerJoin('privacy_request', 'privacy_request.id', 'export_file.request_id')
    .innerJoin('person', 'person.telegram_id', 'privacy_request.telegram_id')
    .select(['used_at', 'language', sizeOf.as('bytes')])
    .where('token_hash', '=', hashOf(token))
    .where('expires_at', '>', new Date(nowMs))
    .executeTakeFirst();
  if (row === undefined) return { kind: 'gone' };
  return { kind: row.used_at === null ? 'open' : 'used', language: row.language, bytes: row.bytes };
}

const sizeOf = sql<number>`(
  select coalesce(sum(octet_length(bytes)), 0)::float8 from export_part
  where export_part.request_id = export_file.request_id)`;

/** Spends the link. Of any number of callers one hears a ticket, with which the file can be had for a short while. */
export async function spendExport(db: Database, { token, nowMs }: TokenMoment): Promise<string | null> {
  const ticket = randomBytes(32).toString('base64url');
  const row = await db
    .updateTable('export_file')
    .set({
      used_at: new Date(nowMs),
      ticket_hash: hashOf(ticket),
      ticket_until: new Date(nowMs + TICKET_LIFE_MS),
    })
    .where('token_hash', '=', hashOf(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', new Date(nowMs))
    .returning('request_id')
    .executeTakeFirst();
  return row === undefined ? null : ticket;
}

/** The file of a ticket that holds, as it comes; null: there is none. */
export async function openExport(
  db: Database,
  { ticket, nowMs }: { ticket: string; nowMs: EpochMs },
): Promise<{ bytes: number; parts: AsyncIterable<Buffer> } | null> {
  const row = await db
    .selectFrom('export_file')
    .select(['request_id', sizeOf.as('bytes')])
    .where('ticket_hash', '=', hashOf(ticket))
    .where('ticket_until', '>', new Date(nowMs))
    .executeTakeFirst();
  return row === undefined ? null : { bytes: row.bytes, parts: partsOf(db, row.request_id) };
}

async function* partsOf(db: Database, requestId: string): AsyncGenerator<Buffer> {
  for (let seq = 0; ; seq += 1) {
    const part = await db
      .selectFrom('export_part')
      .select('bytes')
      .where('request_id', '=', requestId)
      .where('seq', '=', seq)
      .executeTakeFirst();
    if (part === undefined) return;
    yield part.bytes;
  }
}

/** A plain hash is enough: the token has 256 bits of its own, so there is nothing to guess. */
function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
