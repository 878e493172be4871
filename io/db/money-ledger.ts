import { type Entering, type EntryKind, judgeEntry, type MoneyEntry } from '#engine/index.ts';
import type { Database } from './database.ts';

/** An entry with what it gave, and why. */
export interface LedgerEntry extends MoneyEntry {
  readonly telegramId: number;
  readonly plan: { readonly code: string; readonly version: number };
  /** Time of that plan; above 0, a refund takes so much away. */
  readonly ms: number;
  readonly reason: string | null;
  readonly madeBy: string;
}

/** Writes it if it may be written; in a transaction that has the person to itself. */
export async function enterMoney(db: Database, entry: LedgerEntry): Promise<Entering> {
  const verdict = judgeEntry(entry, await moneyOf(db, entry.telegramId));
  if (verdict !== 'new') return verdict;
  const { kind, source, sourceId, currency, amount, telegramId, plan, ms, reason, madeBy } = entry;
  const written = await db
    .insertInto('money_ledger')
    .values({
      ...{ telegram_id: telegramId, kind, source, source_id: sourceId, currency, amount },
      ...{ plan_code: plan.code, plan_version: plan.version, ms, reason, made_by: madeBy },
    })
    // The same event of somebody else: nobody is credited for it.
    .onConflict((conflict) => conflict.columns(['source', 'source_id']).doNothing())
    .executeTakeFirst();
  return written.numInsertedOrUpdatedRows === 0n ? 'differs' : 'new';
}

/** A person's whole ledger, the oldest first. */
export async function moneyOf(db: Database, telegramId: number): Promise<LedgerEntry[]> {
  const rows = await db
    .selectFrom('money_ledger')
    .selectAll()
    .where('telegram_id', '=', telegramId)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    ...{ kind: row.kind as EntryKind, source: row.source, sourceId: row.source_id },
    ...{ currency: row.currency, amount: row.amount, telegramId, reason: row.reason, madeBy: row.made_by },
    ...{ plan: { code: row.plan_code, version: row.plan_version }, ms: row.ms },
  }));
}
