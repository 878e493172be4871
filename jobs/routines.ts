import type { RoutineName } from '#io/queues/jobs.ts';
import { checkNotices } from './handlers/check-notices.ts';
import { cleanUpDaily } from './handlers/clean-up.ts';
import { lookAfterPlans } from './handlers/look-after-plans.ts';
import { scoreLists } from './handlers/score-lists.ts';
import { sendDaily } from './handlers/send-daily.ts';
import { reconcilePaymentsNow, settlePaymentsNow } from './handlers/settle-payments.ts';
import { snapshotLists } from './handlers/snapshot-lists.ts';
import type { RoutineParts, Tools } from './tools.ts';

/** Work that nobody asked for: what the clock starts (io/queues/jobs.ts says when). One line a routine. */
export const routines: Readonly<Record<RoutineName, (tools: Tools, parts: RoutineParts) => Promise<void>>> = {
  daily: sendDaily,
  notices: checkNotices,
  plans: lookAfterPlans,
  payments: settlePaymentsNow,
  'reconcile-payments': reconcilePaymentsNow,
  'clean-up': cleanUpDaily,
  'snapshot-lists': snapshotLists,
  'score-lists': scoreLists,
};
