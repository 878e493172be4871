import { reconcilePayments } from '#io/payments/reconcile.ts';
import { settlePayments } from '#io/payments/settle.ts';
import type { RoutineParts, Tools } from '../tools.ts';

type Till = Pick<Tools, 'db' | 'nowMs' | 'provider'>;

/** Money that is to go back goes back, and what is not to be charged again is not. */
export async function settlePaymentsNow(tools: Till, { log }: Pick<RoutineParts, 'log'>): Promise<void> {
  await settlePayments({ ...tools, log });
}

/** Once a night: what the provider's books say against what ours do. */
export async function reconcilePaymentsNow(tools: Till, { log }: Pick<RoutineParts, 'log'>): Promise<void> {
  await reconcilePayments({ ...tools, log });
}
