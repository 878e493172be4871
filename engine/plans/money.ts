/** What moved, and for what: money that came or went back, or time that was given. */
export const ENTRY_KINDS = ['payment', 'refund', 'grant', 'gift', 'coupon', 'referral', 'trial'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** One line of a person's ledger. It is never changed: what was wrong is put right by another line. */
export interface MoneyEntry {
  readonly kind: EntryKind;
  /** Who says that it happened, and their name for it: the same happens once, however often it is told. */
  readonly source: string;
  readonly sourceId: string;
  /** null: nothing was paid. */
  readonly currency: string | null;
  /** In the smallest unit; came in: above 0, went back: below. */
  readonly amount: number;
}

/** there: it is written already. The others: it cannot be true. */
export type Entering = 'new' | 'there' | 'not_money' | 'no_payment' | 'differs';

/**
 * Whether an entry may be written after these of the same person. A refund bears the sourceId of its payment with a
 * source of its own (`stars refund`), and is the whole of it: so there is one at most.
 */
export function judgeEntry(entry: MoneyEntry, earlier: readonly MoneyEntry[]): Entering {
  const same = earlier.find(({ source, sourceId }) => source === entry.source && sourceId === entry.sourceId);
  if (same !== undefined) return isEqual(same, entry) ? 'there' : 'differs';
  switch (entry.kind) {
    case 'payment':
      return entry.currency !== null && entry.amount > 0 ? 'new' : 'not_money';
    case 'refund': {
      const paid = earlier.find(({ kind, sourceId }) => kind === 'payment' && sourceId === entry.sourceId);
      if (paid === undefined) return 'no_payment';
      const isWhole = paid.currency === entry.currency && paid.amount === -entry.amount;
      const isFirst = !earlier.some(({ kind, sourceId }) => kind === 'refund' && sourceId === entry.sourceId);
      return isWhole && isFirst ? 'new' : 'differs';
    }
    default:
      return entry.currency === null && entry.amount === 0 ? 'new' : 'not_money';
  }
}

/** What we hold of a person's money: the sum of all entries, never below 0. */
export function balance(entries: readonly MoneyEntry[], currency: string): number {
  return entries.reduce((sum, entry) => (entry.currency === currency ? sum + entry.amount : sum), 0);
}

function isEqual(a: MoneyEntry, b: MoneyEntry): boolean {
  return a.kind === b.kind && a.currency === b.currency && a.amount === b.amount;
}
