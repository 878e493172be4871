import { type EpochMs, MINUTE_MS } from '#engine/index.ts';
import type { AdminSession } from '#io/db/admin-sessions.ts';

/** A code is good for so long. */
const PROOF_MS = 10 * MINUTE_MS;

/** Whether it is still the admin who sits there: what cannot be undone asks for a code of a moment ago. */
export function isProved({ provedAtMs }: Pick<AdminSession, 'provedAtMs'>, nowMs: EpochMs): boolean {
  return nowMs - provedAtMs <= PROOF_MS;
}
