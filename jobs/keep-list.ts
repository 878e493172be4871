import type { EpochMs } from '#engine/index.ts';
import type { Database } from '#io/db/database.ts';
import { inTransaction } from '#io/db/in-transaction.ts';
import { type KeptList, type ListKind, type ListParameters, type ListRow, recordList } from '#io/db/lists.ts';
import { listRow, type Shown } from '#io/market/list-row.ts';

export { SETTLED_AFTER_MS } from '#io/market/list-row.ts';

/** A list that several people see. */
export interface ShownList {
  readonly kind: ListKind;
  readonly parameters: ListParameters;
  /**
   * Candles that open before this were counted; a whole minute. Younger than SETTLED_AFTER_MS they may still change, and
   * the list is sealed but cannot be counted again.
   */
  readonly candlesUntilMs: EpochMs;
  /** As they are shown, best first. */
  readonly rows: readonly Shown[];
  readonly nowMs: EpochMs;
}

/**
 * Enters a list into the ledger, with its figures counted from the store; null when no row has a result. The same list
 * enters once. Within a transaction it is part of it, and nobody else can enter one until that ends: do it last.
 */
export async function keepList(db: Database, { rows: shown, ...list }: ShownList): Promise<KeptList | null> {
  const { candlesUntilMs, parameters } = list;
  const rows: ListRow[] = [];
  for (const one of shown) {
    const row = await listRow(db, { shown: one, question: parameters.question, candlesUntilMs, nowMs: list.nowMs });
    if (row !== null) rows.push(row);
  }
  if (rows.length === 0) return null;
  return inTransaction(db, (tx) => recordList(tx, { ...list, rows }));
}
