import { sql } from 'kysely';
import {
  type CatalogQuery,
  DEFAULT_LADDER,
  type EpochMs,
  type LineSide,
  type PersonalLadder,
  type Ratio,
} from '#engine/index.ts';
import { MAY_BE_TOLD } from './care.ts';
import type { Database } from './database.ts';

/** A line that the figure of somebody's preset may cross. */
export interface Notice {
  readonly id: number;
  readonly telegramId: number;
  readonly presetId: number;
  readonly presetName: string;
  readonly query: CatalogQuery;
  readonly side: LineSide;
  readonly lineRatio: Ratio;
}

/** One that is looked at now, with what has to be known of its person. */
export interface WatchedNotice extends Notice {
  readonly queryKey: string;
  readonly isBeyond: boolean;
  /** Candles that open before this were looked at. */
  readonly checkedUntilMs: EpochMs;
  readonly lastSentMs: EpochMs | null;
  readonly language: string | null;
  readonly zone: string;
  readonly ladder: PersonalLadder;
  readonly quiet: QuietHours;
}

/** Hours of the day, 0–23, without notices, from one to the other; equal: none. */
export interface QuietHours {
  readonly fromHour: number;
  readonly toHour: number;
}

export const USUAL_QUIET_HOURS: QuietHours = { fromHour: 22, toHour: 7 };

export async function noticesOf(db: Database, telegramId: number): Promise<Notice[]> {
  const rows = await notices(db).where('preset.telegram_id', '=', telegramId).orderBy('notice.id').execute();
  return rows.map(toNotice);
}

/** there: the same line was there already. full: the person has as many as there may be. */
export async function addNotice(
  db: Database,
  notice: {
    readonly telegramId: number;
    readonly presetId: number;
    readonly side: LineSide;
    readonly lineRatio: Ratio;
    readonly isBeyond: boolean;
    readonly checkedUntilMs: EpochMs;
    /** As many as they may have. */
    readonly most: number;
  },
): Promise<'added' | 'there' | 'full'> {
  const there = await noticesOf(db, notice.telegramId);
  const isSame = ({ presetId, side, lineRatio }: Notice) =>
    presetId === notice.presetId && side === notice.side && lineRatio === notice.lineRatio;
  if (there.some(isSame)) return 'there';
  if (there.length >= notice.most) return 'full';
  await db
    .insertInto('notice')
    .values({
      preset_id: notice.presetId,
      side: notice.side,
      line_ratio: notice.lineRatio,
      is_beyond: notice.isBeyond,
      checked_until: notice.checkedUntilMs,
    })
    .execute();
  return 'added';
}

/** False: it was not there, or is another person's. */
export async function dropNotice(
  db: Database,
  { telegramId, id }: { telegramId: number; id: number },
): Promise<boolean> {
  const result = await db
    .deleteFrom('notice')
    .where('id', '=', id)
    .where('preset_id', 'in', (of) => of.selectFrom('preset').select('id').where('telegram_id', '=', telegramId))
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

/**
 * Every notice of those who want to hear of us now, those of one question one after the other. Whoever has more than
 * their plan watches goes on with the oldest ones; the others wait until there is room for them.
 */
export async function watchedNotices(db: Database): Promise<WatchedNotice[]> {
  const rows = await notices(db)
    .innerJoin('person', 'person.telegram_id', 'preset.telegram_id')
    .leftJoin('quiet_hours', 'quiet_hours.telegram_id', 'preset.telegram_id')
    .select([
      'preset.query_key',
      'notice.is_beyond',
      'notice.checked_until',
      'notice.last_sent_at',
      'person.language',
      'person.time_zone',
      'person.ladder',
      'quiet_hours.from_hour',
      'quiet_hours.to_hour',
    ])
    .where(MAY_BE_TOLD)
    .where(IS_WITHIN_PLAN)
    .orderBy('preset.query_key')
    .orderBy('notice.id')
    .execute();
  return rows.map((row) => ({
    ...toNotice(row),
    queryKey: row.query_key,
    isBeyond: row.is_beyond,
    checkedUntilMs: row.checked_until,
    lastSentMs: row.last_sent_at?.getTime() ?? null,
    language: row.language,
    zone: row.time_zone,
    ladder: (row.ladder as PersonalLadder | null) ?? DEFAULT_LADDER,
    quiet:
      row.from_hour === null || row.to_hour === null
        ? USUAL_QUIET_HOURS
        : { fromHour: row.from_hour, toHour: row.to_hour },
  }));
}

const IS_WITHIN_PLAN = sql<boolean>`(
  select count(*) from notice older join preset theirs on theirs.id = older.preset_id
  where theirs.telegram_id = preset.telegram_id and older.id <= notice.id
) <= coalesce(
  (select (plan.limits->>'notices')::int from entitlement
    join plan on plan.code = entitlement.plan_code and plan.version = entitlement.plan_version
    where entitlement.telegram_id = preset.telegram_id
      and (entitlement.until_at is null or entitlement.until_at > now())),
  (select (limits->>'notices')::int from plan where code = 'free' order by version desc limit 1))`;

/** Tickers that somebody who may be told has a notice on. */
export async function noticedTickers(db: Database): Promise<string[]> {
  const rows = await db
    .selectFrom('notice')
    .innerJoin('preset', 'preset.id', 'notice.preset_id')
    .innerJoin('person', 'person.telegram_id', 'preset.telegram_id')
    .select(sql<string>`preset.query ->> 'ticker'`.as('ticker'))
    .where(MAY_BE_TOLD)
    .distinct()
    .execute();
  return rows.map(({ ticker }) => ticker);
}

export async function markChecked(db: Database, ids: readonly number[], untilMs: EpochMs): Promise<void> {
  if (ids.length === 0) return;
  await db.updateTable('notice').set({ checked_until: untilMs }).where('id', 'in', ids).execute();
}

/** The figure came back over the line: the next crossing is one. */
export async function settleBack(db: Database, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await db
    .updateTable('notice')
    .set({ is_beyond: false })
    .where('id', 'in', ids)
    .where('is_beyond', '=', true)
    .execute();
}

/** The crossing is being told, in the caller's transaction. False: another worker tells it, or it is gone. */
export async function claimCrossing(db: Database, id: number, nowMs: EpochMs): Promise<boolean> {
  const result = await db
    .updateTable('notice')
    .set({ is_beyond: true, last_sent_at: new Date(nowMs) })
    .where('id', '=', id)
    .where('is_beyond', '=', false)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function quietHoursOf(db: Database, telegramId: number): Promise<QuietHours> {
  const row = await db
    .selectFrom('quiet_hours')
    .select(['from_hour', 'to_hour'])
    .where('telegram_id', '=', telegramId)
    .executeTakeFirst();
  return row === undefined ? USUAL_QUIET_HOURS : { fromHour: row.from_hour, toHour: row.to_hour };
}

export async function setQuietHours(db: Database, telegramId: number, quiet: QuietHours): Promise<void> {
  const row = { from_hour: quiet.fromHour, to_hour: quiet.toHour };
  await db
    .insertInto('quiet_hours')
    .values({ telegram_id: telegramId, ...row })
    .onConflict((conflict) => conflict.column('telegram_id').doUpdateSet(row))
    .execute();
}

function notices(db: Database) {
  return db
    .selectFrom('notice')
    .innerJoin('preset', 'preset.id', 'notice.preset_id')
    .select([
      'notice.id',
      'notice.preset_id',
      'notice.side',
      'notice.line_ratio',
      'preset.telegram_id',
      'preset.name',
      'preset.query',
    ]);
}

type NoticeRow = Awaited<ReturnType<ReturnType<typeof notices>['executeTakeFirstOrThrow']>>;

function toNotice(row: NoticeRow): Notice {
  return {
    id: row.id,
    telegramId: row.telegram_id,
    presetId: row.preset_id,
    presetName: row.name,
    query: row.query as CatalogQuery,
    side: row.side as LineSide,
    lineRatio: row.line_ratio,
  };
}
