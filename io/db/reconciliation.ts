import type { EpochMs } from '#engine/index.ts';
import type { Database } from './database.ts';

/** How many entries of this provider's books have been looked at. */
export async function takenSoFar(db: Database, provider: string): Promise<number> {
  const row = await db.selectFrom('reconciliation').select('taken').where('provider', '=', provider).executeTakeFirst();
  return row?.taken ?? 0;
}

/** What a comparison found, added to what was found before. */
export async function keepFound(
  db: Database,
  { provider, lost, returned, reported }: { provider: string; lost: number; returned: number; reported: number },
): Promise<void> {
  await db
    .updateTable('reconciliation')
    .set((is) => ({
      lost: is('lost', '+', lost),
      returned: is('returned', '+', returned),
      reported: is('reported', '+', reported),
    }))
    .where('provider', '=', provider)
    .execute();
}

export async function keepTaken(
  db: Database,
  { provider, taken, nowMs }: { provider: string; taken: number; nowMs: EpochMs },
): Promise<void> {
  const row = { taken, at: new Date(nowMs) };
  await db
    .insertInto('reconciliation')
    .values({ provider, ...row })
    .onConflict((conflict) => conflict.column('provider').doUpdateSet(row))
    .execute();
}
