import { keepPause } from '#io/db/care.ts';
import { erasePerson, isBeingTold, withdraw } from '#io/db/erase.ts';
import { endPrivacyRequest, type PrivacyRequest } from '#io/db/privacy-requests.ts';
import type { RoutineParts, Tools } from '../tools.ts';

/** So long the last word to somebody may take: then they are forgotten without it. */
const PATIENCE_MS = 10 * 60_000;

/**
 * Forgets a person. When they asked for it themselves, their access at the broker and their key went at once; here goes
 * all the rest. False: they are still being told so, and it is tried again.
 */
export async function forgetPerson(
  { db, seal, nowMs }: Pick<Tools, 'db' | 'seal' | 'nowMs'>,
  { request, log, buttonKey }: { request: PrivacyRequest } & RoutineParts,
): Promise<boolean> {
  const { telegramId } = request;
  await db.transaction().execute((transaction) => withdraw(transaction, { telegramId, seal, nowMs: nowMs() }));
  if (nowMs() - request.askedMs < PATIENCE_MS && (await isBeingTold(db, telegramId))) return false;
  await keepPause(db, { telegramId, key: buttonKey });
  const erased = await erasePerson(db, telegramId);
  await endPrivacyRequest(db, request);
  log.info({ requestId: request.id, erased }, 'somebody was forgotten');
  return true;
}
