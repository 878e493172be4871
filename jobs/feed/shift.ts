import type { EpochMs } from '#engine/index.ts';

/** Stands for the operator's own account where Telegram ids stand for people's; Telegram has no id 0. */
export const OPERATOR_ID = 0;

/** One account serves so long, then the next. */
const SHIFT_MS = 600_000;

/** Over whose account the feed asks. */
export interface Shift {
  /** null: nobody has linked an account. */
  now(nowMs: EpochMs): Promise<number | null>;
  /** The broker refused this one. */
  dismiss(accountId: number): void;
}

/** The operator's account while it works; else the linked ones in turn. */
export function createShift({
  hasOperator,
  links,
}: {
  hasOperator: boolean;
  /** Always in the same order. */
  links: () => Promise<readonly number[]>;
}): Shift {
  let isOperatorThere = hasOperator;
  let current: number | null = null;
  let endsMs = 0;

  return {
    async now(nowMs) {
      if (isOperatorThere) return OPERATOR_ID;
      const linked = await links();
      const isOnDuty = current !== null && nowMs < endsMs && linked.includes(current);
      if (!isOnDuty) {
        const last = current ?? Number.NEGATIVE_INFINITY;
        current = linked.find((accountId) => accountId > last) ?? linked[0] ?? null;
        endsMs = nowMs + SHIFT_MS;
      }
      return current;
    },
    dismiss(accountId) {
      if (accountId === OPERATOR_ID) isOperatorThere = false;
      if (accountId === current) endsMs = 0;
    },
  };
}
