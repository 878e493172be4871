import { DAY_MS, type EpochMs, rateOf } from '#engine/index.ts';
import type { AdminRole } from '#io/db/admins.ts';
import { broadcastContents } from '#io/db/broadcast-contents.ts';
import { broadcastReport } from '#io/db/broadcasts.ts';
import type { Database } from '#io/db/database.ts';
import { readScores } from '#io/db/list-scores.ts';
import { statesSince } from '#io/market/asset-state.ts';
import { asShown } from '#io/telegram/as-shown.ts';
import { readPerson } from './person.ts';
import { type ResourceId, rightTo } from './rights.ts';
import { settingChanges } from './setting-changes.ts';

interface Asked {
  readonly recordId: string;
  readonly role: AdminRole;
  readonly nowMs: EpochMs;
}

type About = (db: Database, asked: Asked) => Promise<unknown>;

const HISTORY_DAYS = 30;

/** What the page of one row shows beside its own fields. The key has been looked at; null: there is no such row. */
const ABOUT: { readonly [Id in ResourceId]?: About } = {
  people: async (db, { recordId, role, nowMs }) => readPerson(db, { telegramId: Number(recordId), role, nowMs }),
  async broadcasts(db, { recordId }) {
    const report = await broadcastReport(db, Number(recordId));
    if (report === null) return null;
    const contents = await broadcastContents(db, report.id);
    const shown = contents.map(({ variant, message, hasPicture }) => ({
      ...{ variant, hasPicture, shown: asShown(message), buttons: message.buttons },
    }));
    return { ...report, contents: shown };
  },
  /** The figures of its rows stand in the list itself (io/db/panel-sheets.ts). */
  async lists(db, { recordId }) {
    const seq = Number(recordId);
    const scores = await readScores(db, { fromSeq: seq, toSeq: seq });
    return scores.map(({ wins, n, candleHash: _candles, ...score }) => ({ ...score, rate: rateOf({ wins, n }) }));
  },
  settings: (db, { recordId, role }) => settingChanges(db, { key: recordId, role }),
  async assets(db, { recordId, nowMs }) {
    const fromMs = nowMs - HISTORY_DAYS * DAY_MS;
    return { fromMs, toMs: nowMs, states: await statesSince(db, { assetId: Number(recordId), fromMs }) };
  },
};

/** How to read that, for a role that may see the row. */
export function aboutOf(resource: string, role: AdminRole): About | null {
  if (rightTo(role, { resource, act: 'show' }) !== 'yes') return null;
  return ABOUT[resource as ResourceId] ?? null;
}
