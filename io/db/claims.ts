import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from './database.ts';

/**
 * Takes what may be had once by each of these accounts; false when one of them had it. What is kept are hashes under
 * the house's key, so that it outlives the accounts without naming them.
 */
export async function claimOnce(
  db: Database,
  { what, accounts, key }: { what: string; accounts: readonly string[]; key: Uint8Array },
): Promise<boolean> {
  const hashes = accounts.map((account) => createHmac('sha256', key).update(`once ${what} ${account}`).digest());
  // Two at once that share an account: one of them meets the other's row, fails, and is refused when it is tried again.
  const { numAffectedRows } = await sql`
    insert into claim (hash) select hash from unnest(${hashes}::bytea[]) as hash
    where not exists (select 1 from claim where claim.hash = any(${hashes}::bytea[]))`.execute(db);
  return numAffectedRows === BigInt(accounts.length);
}
