import { type RawBuilder, sql } from 'kysely';
import { DAY_MS, type EpochMs, timeframeSeconds } from '#engine/index.ts';
import type { Database } from './database.ts';
import { askPrivacy } from './privacy-requests.ts';

/** How long things are kept beyond the moment they are done with. */
const KEPT_MS = {
  /** Long enough that Telegram never sends one of them again. */
  updates: 7 * DAY_MS,
  messages: 30 * DAY_MS,
  /** Once Telegram has a picture it needs our bytes only if it loses it, and then it is drawn again. */
  pictures: 7 * DAY_MS,
  linkPages: DAY_MS,
  /** By then the broker has ended the session by itself. */
  endedSessions: 30 * DAY_MS,
  /** Of people who are forgotten: the broker has been told all day long. */
  namelessSessions: DAY_MS,
  requests: 400 * DAY_MS,
  /** So long it is told that somebody asked for their data or was forgotten. */
  privacyRequests: 400 * DAY_MS,
  quotaHits: 400 * DAY_MS,
  /** Whoever gives no sign of themselves for so long is forgotten. */
  people: 730 * DAY_MS,
  /** So long a report tells who got a broadcast. */
  campaigns: 90 * DAY_MS,
} as const;

/** Few enough that nobody waits long for a row. */
const ROWS_AT_ONCE = 500;

export interface CleanUp {
  readonly nowMs: EpochMs;
  /** One-minute candles older than so many days go. */
  readonly m1Days: number;
}

/** Rows cleared away, by what they were. */
export type Cleared = Readonly<
  Record<
    | 'updates'
    | 'messages'
    | 'pictureBytes'
    | 'pictures'
    | 'documents'
    | 'linkPages'
    | 'requests'
    | 'results'
    | 'chunks'
    | 'gaps'
    | 'assetStates'
    | 'limits'
    | 'loginTries'
    | 'endedSessions'
    | 'exports'
    | 'privacyRequests'
    | 'quotaHits'
    | 'keptPauses'
    | 'recipients'
    | 'campaigns',
    number
  >
>;

/** Clears away what nobody needs any more, a batch at a time. Safe to run twice, also at once. */
export async function cleanUp(db: Database, { nowMs, m1Days }: CleanUp): Promise<Cleared> {
  const before = (keptMs: number) => new Date(nowMs - keptMs);
  const candlesFromMs = Math.floor((nowMs - m1Days * DAY_MS) / DAY_MS) * DAY_MS;
  const seconds = timeframeSeconds('M1');
  return {
    updates: await inBatches(
      db,
      sql`
      delete from telegram_update where update_id in (
        select update_id from telegram_update where done_at < ${before(KEPT_MS.updates)} limit ${ROWS_AT_ONCE})`,
    ),
    messages: await clearMessages(db, before(KEPT_MS.messages)),
    pictureBytes: await inBatches(
      db,
      sql`
      update picture set png = null where hash in (
        select hash from picture
        where png is not null and file_id is not null and created_at < ${before(KEPT_MS.pictures)}
        limit ${ROWS_AT_ONCE})`,
    ),
    // By then no answer is left that could be shown again with it.
    pictures: await inBatches(
      db,
      sql`
      delete from picture where hash in (
        select hash from picture
        where created_at < ${before(KEPT_MS.requests)}
          and not exists (select 1 from outbox where outbox.picture_hash = picture.hash)
          and not exists (select 1 from result where result.picture_hash = picture.hash)
          and not exists (select 1 from campaign_content where campaign_content.picture_hash = picture.hash)
        limit ${ROWS_AT_ONCE})`,
    ),
    // After the messages: whoever asks for the same again gets a new one.
    documents: await inBatches(
      db,
      sql`
      delete from document where hash in (
        select hash from document
        where created_at < ${before(KEPT_MS.messages)}
          and not exists (select 1 from outbox where outbox.document_hash = document.hash)
        limit ${ROWS_AT_ONCE})`,
    ),
    linkPages: await inBatches(
      db,
      sql`
      delete from link_page where token_hash in (
        select token_hash from link_page where expires_at < ${before(KEPT_MS.linkPages)} limit ${ROWS_AT_ONCE})`,
    ),
    requests: await inBatches(
      db,
      sql`
      delete from request where id in (
        select id from request
        where created_at < ${before(KEPT_MS.requests)} and state not in ('accepted', 'running')
        limit ${ROWS_AT_ONCE})`,
    ),
    // Nobody's history shows it any more, and its candles go about then too.
    results: await inBatches(
      db,
      sql`
      delete from result where id in (
        select id from result where created_at < ${before(KEPT_MS.requests)} limit ${ROWS_AT_ONCE})`,
    ),
    chunks: await inBatches(
      db,
      sql`
      delete from candle_chunk where (asset_id, timeframe_seconds, day) in (
        select asset_id, timeframe_seconds, day from candle_chunk
        where timeframe_seconds = ${seconds} and day < ${candlesFromMs / DAY_MS}
        limit ${ROWS_AT_ONCE})`,
    ),
    gaps: await inBatches(
      db,
      sql`
      delete from candle_gap where (asset_id, timeframe_seconds, from_ms) in (
        select asset_id, timeframe_seconds, from_ms from candle_gap
        where timeframe_seconds = ${seconds} and to_ms <= ${candlesFromMs}
        limit ${ROWS_AT_ONCE})`,
    ),
    // The one that held at the first candle that is kept stays.
    assetStates: await inBatches(
      db,
      sql`
      delete from asset_state where (asset_id, at) in (
        select old.asset_id, old.at from asset_state as old
        where old.at < ${new Date(candlesFromMs)} and exists (
          select 1 from asset_state as later
          where later.asset_id = old.asset_id and later.at > old.at and later.at <= ${new Date(candlesFromMs)})
        limit ${ROWS_AT_ONCE})`,
    ),
    // Whoever has the whole burst again is like one who never came.
    limits: await inBatches(
      db,
      sql`
      delete from rate_limit where key in (
        select key from rate_limit where free_at_ms < ${nowMs} limit ${ROWS_AT_ONCE})`,
    ),
    endedSessions: await inBatches(
      db,
      sql`
      delete from ended_session where id in (
        select id from ended_session
        where ended_at < case when telegram_id is null
          then ${before(KEPT_MS.namelessSessions)}::timestamptz else ${before(KEPT_MS.endedSessions)}::timestamptz end
        limit ${ROWS_AT_ONCE})`,
    ),
    loginTries: await inBatches(
      db,
      sql`
      delete from login_try where account in (
        select account from login_try where free_at < ${new Date(nowMs)} limit ${ROWS_AT_ONCE})`,
    ),
    exports: await inBatches(
      db,
      sql`
      delete from export_file where request_id in (
        select request_id from export_file where expires_at < ${new Date(nowMs)} limit ${ROWS_AT_ONCE})`,
    ),
    privacyRequests: await inBatches(
      db,
      sql`
      delete from privacy_request where id in (
        select id from privacy_request where done_at < ${before(KEPT_MS.privacyRequests)} limit ${ROWS_AT_ONCE})`,
    ),
    quotaHits: await inBatches(
      db,
      sql`
      delete from quota_hit where (day, plan_code, limit_name) in (
        select day, plan_code, limit_name from quota_hit where day < ${before(KEPT_MS.quotaHits)}::timestamptz::date
        limit ${ROWS_AT_ONCE})`,
    ),
    keptPauses: await inBatches(
      db,
      sql`
      delete from kept_pause where hash in (
        select hash from kept_pause where until_at < ${new Date(nowMs)} limit ${ROWS_AT_ONCE})`,
    ),
    recipients: await inBatches(
      db,
      sql`
      delete from campaign_recipient where (campaign_id, telegram_id) in (
        select campaign_id, telegram_id from campaign_recipient
        where campaign_id = any(array(select id from campaign where finished_at < ${before(KEPT_MS.campaigns)}))
        order by campaign_id, telegram_id limit ${ROWS_AT_ONCE})`,
    ),
    campaigns: await inBatches(
      db,
      sql`
      delete from campaign where id in (
        select id from campaign where finished_at < ${before(KEPT_MS.campaigns)} limit ${ROWS_AT_ONCE})`,
    ),
  };
}

/**
 * Has those forgotten who gave no sign of themselves for years and have no plan that goes on: a worker does it, as if
 * they had asked. Shape: how many.
 */
export async function forgetTheLost(db: Database, { nowMs }: Pick<CleanUp, 'nowMs'>): Promise<number> {
  const rows = await db
    .selectFrom('person')
    .select('telegram_id')
    .where('last_seen_at', '<', new Date(nowMs - KEPT_MS.people))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('entitlement')
            .select('entitlement.telegram_id')
            .whereRef('entitlement.telegram_id', '=', 'person.telegram_id')
            .where('entitlement.until_at', '>', new Date(nowMs)),
        ),
      ),
    )
    .limit(ROWS_AT_ONCE)
    .execute();
  for (const { telegram_id: telegramId } of rows) {
    await askPrivacy(db, { telegramId, kind: 'erasure', askedBy: 'retention', nowMs });
  }
  return rows.length;
}

/**
 * Messages that went out long ago. A request lets go of its placeholder; one that something still on its way refers to
 * stays until that is out.
 */
async function clearMessages(db: Database, before: Date): Promise<number> {
  const endings = ['sent', 'failed', 'dropped'];
  let cleared = 0;
  for (;;) {
    const old = await db
      .selectFrom('outbox')
      .select('id')
      .where('created_at', '<', before)
      .where('state', 'in', endings)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('outbox as later')
              .select('later.id')
              .whereRef('later.target_id', '=', 'outbox.id')
              .where('later.state', 'not in', endings),
          ),
        ),
      )
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('request')
              .select('request.id')
              .whereRef('request.placeholder_id', '=', 'outbox.id')
              .where('request.state', 'in', ['accepted', 'running']),
          ),
        ),
      )
      .orderBy('id')
      .limit(ROWS_AT_ONCE)
      .execute();
    if (old.length === 0) return cleared;
    const ids = old.map(({ id }) => id);
    await db.transaction().execute(async (transaction) => {
      await transaction
        .updateTable('request')
        .set({ placeholder_id: null })
        .where('placeholder_id', 'in', ids)
        .execute();
      const gone = await transaction.deleteFrom('outbox').where('id', 'in', ids).executeTakeFirst();
      cleared += Number(gone.numDeletedRows);
    });
  }
}

async function inBatches(db: Database, statement: RawBuilder<unknown>): Promise<number> {
  let cleared = 0;
  for (;;) {
    const { numAffectedRows = 0n } = await statement.execute(db);
    cleared += Number(numAffectedRows);
    if (numAffectedRows < BigInt(ROWS_AT_ONCE)) return cleared;
  }
}
