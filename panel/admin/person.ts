import type { EpochMs } from '#engine/index.ts';
import type { AdminRole } from '#io/db/admins.ts';
import type { Database } from '#io/db/database.ts';
import { type PersonFile, personFile } from '#io/db/person-file.ts';
import { type ResourceId, visibleFields } from './rights.ts';

/** Everything about one person on one page, each part as far as this role sees it where it lives. */
export async function readPerson(
  db: Database,
  { telegramId, role, nowMs }: { telegramId: number; role: AdminRole; nowMs: EpochMs },
): Promise<PersonFile> {
  const file = await personFile(db, { telegramId, nowMs });
  const helps = visibleFields(role, 'people').includes('firstName');
  return {
    ...file,
    links: file.links.map((row) => (helps ? row : seen(row, { role, of: 'people' }))),
    requests: file.requests.map((row) => seen(row, { role, of: 'requests' })),
    payments: file.payments.map((row) => seen(row, { role, of: 'payments' })),
    money: file.money.map((row) => seen(row, { role, of: 'money' })),
    notes: helps ? file.notes : [],
    messages: helps ? file.messages : [],
  };
}

const OF_NOBODY = ['isCurrent', 'lastUsedAt', 'linkedBy'];

function seen(row: Readonly<Record<string, unknown>>, { role, of }: { role: AdminRole; of: ResourceId }) {
  const fields = visibleFields(role, of);
  return Object.fromEntries(Object.entries(row).filter(([name]) => fields.includes(name) || OF_NOBODY.includes(name)));
}
