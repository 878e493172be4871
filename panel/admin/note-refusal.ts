import type { EpochMs } from '#engine/index.ts';
import type { AdminSession } from '#io/db/admin-sessions.ts';
import { recordActAlone } from '#io/db/audit.ts';
import type { Database } from '#io/db/database.ts';
import { actorOf } from './actor.ts';
import type { Visit } from './visit.ts';

/** Somebody asked for what their role does not allow; no page of ours would have. */
export async function noteRefusal(
  db: Database,
  refusal: {
    readonly visit: Visit;
    readonly session: AdminSession;
    readonly asked: { readonly resource: string; readonly act: string; readonly recordId?: string };
    readonly nowMs: EpochMs;
  },
): Promise<void> {
  const { visit, session, asked, nowMs } = refusal;
  const { resource, act, recordId = '' } = asked;
  const { address, requestId } = visit;
  await recordActAlone(
    db,
    {
      ...{ actor: actorOf(session.admin), act: `refused ${act}`, resource, address, requestId },
      ...(recordId === '' ? {} : { subject: recordId.slice(0, 80) }),
    },
    { nowMs },
  );
}
