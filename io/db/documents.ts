import { createHash } from 'node:crypto';
import type { Database } from './database.ts';

/** A file for a person, by what is in it. */
export interface Document {
  /** As it is saved on their device: `entradas-EURUSD-OTC.csv`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Keeps a document, once for equal ones, and returns its hash. */
export async function saveDocument(db: Database, { name, bytes }: Document): Promise<string> {
  const hash = createHash('sha256').update(name).update('\0').update(bytes).digest('base64url');
  await db
    .insertInto('document')
    .values({ hash, name, bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), file_id: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return hash;
}
