import { forgetEndedSession, takeEndedSession } from '#io/db/ended-sessions.ts';
import type { Tools } from '../tools.ts';

/**
 * Ends a session at the broker whose link was dropped. When the broker does not take it, the row stays and comes round
 * again (jobs/rehydrate.ts).
 */
export async function endSession({ db, seal, logout }: Tools, id: number): Promise<void> {
  const sessionToken = await takeEndedSession(db, { id, seal });
  if (sessionToken === null) return;
  await logout(sessionToken);
  await forgetEndedSession(db, id);
}
