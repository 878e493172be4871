import type { AdminRole } from '#io/db/admins.ts';
import type { Database } from '#io/db/database.ts';
import { isSettingKey, settingHistory } from '#io/db/settings.ts';
import { visibleFields } from './rights.ts';

const MOST = 50;

/** How a setting was changed, the latest first, as far as a role may know. null: there is none of that name. */
export async function settingChanges(db: Database, { key, role }: { key: string; role: AdminRole }) {
  if (!isSettingKey(key)) return null;
  const seen = visibleFields(role, 'settings');
  const changes = await settingHistory(db, { key, most: MOST });
  return changes.map(({ before, after, madeBy, reason, madeMs }) => ({
    ...{ changedAt: new Date(madeMs).toISOString(), before, after },
    ...(seen.includes('changedBy') ? { changedBy: madeBy } : {}),
    ...(seen.includes('reason') ? { reason } : {}),
  }));
}
