import type { Database } from '#io/db/database.ts';
import { assetsAgeMs, saveAssets } from '#io/market/assets.ts';
import type { Tools } from './tools.ts';

/** Older than this, the list is fetched again while the old one is still used. */
const STALE_MS = 60_000;
/** Older than this, nobody is answered from it. */
const USELESS_MS = 900_000;

const refreshing = new WeakMap<Database, Promise<void>>();

/** Makes sure that payouts and the open state are fresh enough; one fetch for everybody who asks meanwhile. */
export async function refreshAssets(tools: Tools, telegramId: number): Promise<void> {
  const ageMs = await assetsAgeMs(tools.db, tools.nowMs());
  if (ageMs < STALE_MS) return;
  const refresh = refreshing.get(tools.db) ?? startRefresh(tools, telegramId);
  if (ageMs >= USELESS_MS) return refresh;
  // The old list does for now; if the new one fails, the next question tries again.
  refresh.catch(() => undefined);
}

function startRefresh({ db, sessions }: Tools, telegramId: number): Promise<void> {
  const refresh = sessions
    .use(telegramId, async (session) => saveAssets(db, await session.assets()))
    .finally(() => refreshing.delete(db));
  refreshing.set(db, refresh);
  return refresh;
}
