import { cleanUp, forgetTheLost } from '#io/db/clean-up.ts';
import type { RoutineParts, Tools } from '../tools.ts';

/** Once a day: what nobody needs any more goes. */
export async function cleanUpDaily({ db, nowMs, m1Days }: Tools, { log }: RoutineParts): Promise<void> {
  log.info(await cleanUp(db, { nowMs: nowMs(), m1Days }), 'cleared away');
  const people = await forgetTheLost(db, { nowMs: nowMs() });
  if (people > 0) log.info({ people }, 'will be forgotten: they gave no sign of themselves for years');
}
