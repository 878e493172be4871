import { beforeEach, expect, test } from 'vitest';
import { DAY_MS, MINUTE_MS } from '#engine/index.ts';
import { cleanUp, forgetTheLost } from '#io/db/clean-up.ts';
import { addExportPart, beginExportFile, finishExportFile } from '#io/db/export-files.ts';
import { hasPicture } from '#io/db/pictures.ts';
import { askPrivacy } from '#io/db/privacy-requests.ts';
import { countQuotaHit } from '#io/db/quota-hits.ts';
import { createPostgresLimits } from '#io/limits/postgres-limits.ts';
import { payoutAt } from '#io/market/asset-state.ts';
import { ensureAsset } from '#io/market/assets.ts';
import { recordGaps } from '#io/market/candle-gaps.ts';
import { saveCandles } from '#io/market/candle-store.ts';
import { putCall } from '#io/telegram/outbox.ts';
import { meetPerson } from '#test/support/meet-person.ts';
import { freshDatabase } from '../../support/database.ts';

const { database: db } = await freshDatabase();
const NOW_MS = Date.UTC(2026, 10, 20, 6, 23);
const ago = (days: number) => new Date(NOW_MS - days * DAY_MS);
const clean = (m1Days = 400) => cleanUp(db, { nowMs: NOW_MS, m1Days });
const NOTHING = {
  ...{ updates: 0, messages: 0, pictureBytes: 0, pictures: 0, documents: 0, linkPages: 0 },
  ...{
    requests: 0,
    results: 0,
    chunks: 0,
    gaps: 0,
    assetStates: 0,
    limits: 0,
    loginTries: 0,
    endedSessions: 0,
    exports: 0,
    privacyRequests: 0,
    quotaHits: 0,
    keptPauses: 0,
    recipients: 0,
    campaigns: 0,
  },
};

beforeEach(async () => {
  for (const table of ['request', 'outbox', 'telegram_update', 'picture', 'document', 'link_page'] as const) {
    await db.deleteFrom(table).execute();
  }
  await meetPerson(db, { telegramId: 1, firstName: 'Ana', language: 'pt' });
});

let keys = 0;
async function message({ days, state = 'sent', targetId }: { days: number; state?: string; targetId?: number }) {
  keys += 1;
  const call = { key: String(keys), chatId: 1, method: 'sendMessage', payload: {}, targetId: targetId ?? null };
  const id = await putCall(db, call);
  await db
    .updateTable('outbox')
    .set({ created_at: ago(days), state })
    .where('id', '=', id)
    .execute();
  return id;
}

async function request({ id, days, state = 'done', placeholderId = null }: NewRow): Promise<void> {
  const texts = { kind: 'catalog', query: '{}', query_hash: id, language: 'pt', time_zone: 'UTC', trace_id: id };
  const row = { ...texts, id, telegram_id: 1, chat_id: 1, state, placeholder_id: placeholderId, error: null };
  await db
    .insertInto('request')
    .values({ ...row, created_at: ago(days) })
    .execute();
}

interface NewRow {
  readonly id: string;
  readonly days: number;
  readonly state?: string;
  readonly placeholderId?: number | null;
}

async function idsOf(table: 'outbox' | 'request'): Promise<unknown[]> {
  const rows = await db.selectFrom(table).select('id').orderBy('id').execute();
  return rows.map(({ id }) => id);
}

test('updates go a week after they were handled, however many; one that was not handled stays', async () => {
  const rows = Array.from({ length: 1_203 }, (_, at) => ({ update_id: at, chat_id: 1, body: '{}' }));
  await db
    .insertInto('telegram_update')
    .values(rows.map((row) => ({ ...row, done_at: ago(8) })))
    .execute();
  await db
    .insertInto('telegram_update')
    .values([
      { update_id: 9_001, chat_id: 1, body: '{}', done_at: ago(6) },
      { update_id: 9_002, chat_id: 1, body: '{}', received_at: ago(30) },
    ])
    .execute();
  expect(await clean()).toEqual({ ...NOTHING, updates: 1_203 });
  const left = await db.selectFrom('telegram_update').select('update_id').orderBy('update_id').execute();
  expect(left.map((row) => row.update_id)).toEqual([9_001, 9_002]);
});

test('messages go after a month; one on its way stays, and what it will become', async () => {
  const young = await message({ days: 29 });
  await message({ days: 31 });
  await message({ days: 31, state: 'failed' });
  const waiting = await message({ days: 31, state: 'unknown' });
  const target = await message({ days: 40 });
  const edit = await message({ days: 1, state: 'queued', targetId: target });
  expect(await clean()).toEqual({ ...NOTHING, messages: 2 });
  expect(await idsOf('outbox')).toEqual([young, waiting, target, edit].sort((left, right) => left - right));
});

test('an answered request lets go of its placeholder, one at work does not', async () => {
  const [answered, working] = [await message({ days: 31 }), await message({ days: 31 })];
  await request({ id: 'answered', days: 31, placeholderId: answered });
  await request({ id: 'working', days: 31, state: 'running', placeholderId: working });
  expect(await clean()).toEqual({ ...NOTHING, messages: 1 });
  expect(await idsOf('outbox')).toEqual([working]);
  const rows = await db.selectFrom('request').select(['id', 'placeholder_id']).orderBy('id').execute();
  expect(rows).toEqual([
    { id: 'answered', placeholder_id: null },
    { id: 'working', placeholder_id: working },
  ]);
});

test('requests go after four hundred days, unless they are at work', async () => {
  await request({ id: 'old', days: 401 });
  await request({ id: 'stuck', days: 401, state: 'accepted' });
  await request({ id: 'young', days: 399 });
  expect(await clean()).toEqual({ ...NOTHING, requests: 1 });
  expect(await idsOf('request')).toEqual(['stuck', 'young']);
});

test('how often plans refused is kept for four hundred days', async () => {
  for (const days of [399, 402]) {
    await countQuotaHit(db, { plan: 'free', limit: 'catalogs', nowMs: ago(days).getTime() });
  }
  expect(await clean()).toEqual({ ...NOTHING, quotaHits: 1 });
});

test('our bytes of a picture go a week after Telegram has it', async () => {
  const png = Buffer.from('png');
  await db
    .insertInto('picture')
    .values([
      { hash: 'known', png, file_id: 'A', created_at: ago(8) },
      { hash: 'young', png, file_id: 'B', created_at: ago(6) },
      { hash: 'never sent', png, file_id: null, created_at: ago(8) },
    ])
    .execute();
  expect(await clean()).toEqual({ ...NOTHING, pictureBytes: 1 });
  const left = await db.selectFrom('picture').select('hash').where('png', 'is not', null).orderBy('hash').execute();
  expect(left.map(({ hash }) => hash)).toEqual(['never sent', 'young']);
});

test('a picture goes with the last answer that showed it; one that is drawn again counts as new', async () => {
  const picture = (hash: string) => ({ hash, png: null, file_id: hash, created_at: ago(401) });
  await db.insertInto('picture').values(['lone', 'sent', 'again'].map(picture)).execute();
  await putCall(db, { key: 'picture', chatId: 1, method: 'sendPhoto', payload: {}, pictureHash: 'sent' });
  expect(await hasPicture(db, 'again')).toBe(true);
  expect(await clean()).toEqual({ ...NOTHING, pictures: 1 });
  const left = await db.selectFrom('picture').select('hash').orderBy('hash').execute();
  expect(left.map(({ hash }) => hash)).toEqual(['again', 'sent']);
});

test('what an asset paid is known for as long as there are candles', async () => {
  const { id: assetId } = await ensureAsset(db, { ticker: 'PAYS', category: 'forex' });
  const stateAt = (days: number) => ({ asset_id: assetId, at: ago(days), is_open: true, payout_ratio: days / 100 });
  await db.insertInto('asset_state').values([50, 40, 30, 5].map(stateAt)).execute();
  expect(await clean(10)).toEqual({ ...NOTHING, assetStates: 2 });
  const atMs = NOW_MS - 10 * DAY_MS;
  expect(await payoutAt(db, { assetId, atMs })).toMatchObject({ payoutRatio: 0.3 });
  await db.deleteFrom('asset_state').execute();
});

test('a document goes a month later, once no message refers to it', async () => {
  const bytes = Buffer.from('csv');
  await db
    .insertInto('document')
    .values(
      [31, 29].flatMap((days) =>
        ['lone', 'sent'].map((name) => ({
          hash: `${name} ${days}`,
          name,
          bytes,
          file_id: null,
          created_at: ago(days),
        })),
      ),
    )
    .execute();
  const call = { key: 'document', chatId: 1, method: 'sendDocument', payload: {}, documentHash: 'sent 31' };
  await putCall(db, call);
  expect(await clean()).toEqual({ ...NOTHING, documents: 1 });
  const left = await db.selectFrom('document').select('hash').orderBy('hash').execute();
  expect(left.map(({ hash }) => hash)).toEqual(['lone 29', 'sent 29', 'sent 31']);
});

test('pages for linking go a day after they expired', async () => {
  const page = (token: string, days: number) => ({
    token_hash: Buffer.from(token),
    telegram_id: 1,
    expires_at: ago(days),
  });
  await db
    .insertInto('link_page')
    .values([page('old', 2), page('new', 0.5)])
    .execute();
  expect(await clean()).toEqual({ ...NOTHING, linkPages: 1 });
});

test('candles and notes of gaps go when they are older than the operator wants', async () => {
  const { id: assetId } = await ensureAsset(db, { ticker: 'OLD', category: 'forex' });
  const midnightMs = Math.floor(NOW_MS / DAY_MS) * DAY_MS;
  const days = [0, 9, 10, 11, 12];
  const candles = days.map((day) => ({ openMs: midnightMs - day * DAY_MS, open: 1, high: 1, low: 1, close: 1 }));
  await saveCandles(db, { assetId, timeframeSeconds: 60, candles });
  const gapAt = (day: number) => {
    const fromMs = midnightMs - day * DAY_MS + 5 * MINUTE_MS;
    return { fromMs, toMs: fromMs + MINUTE_MS, reason: 'missing' as const };
  };
  await recordGaps(db, { assetId, gaps: days.map(gapAt), nowMs: NOW_MS });
  expect(await clean(10)).toEqual({ ...NOTHING, chunks: 2, gaps: 2 });
  const left = await db
    .selectFrom('candle_chunk')
    .select('day')
    .where('asset_id', '=', assetId)
    .orderBy('day')
    .execute();
  expect(left.map(({ day }) => midnightMs / DAY_MS - day)).toEqual([10, 9, 0]);
  expect(await clean(10)).toEqual(NOTHING);
});

test('results go with the requests that are 400 days old', async () => {
  const row = { content_hash: 'h', query: '{}', from_ms: 0, to_ms: 0, reading: '{}', facts: '{}' };
  const resultOf = (id: string, days: number) => ({
    ...row,
    ...{ id, strategy_version: 1, candle_hash: 'c', picture_hash: null, created_at: ago(days) },
  });
  await db
    .insertInto('result')
    .values([resultOf('old', 401), resultOf('new', 399)])
    .execute();
  expect(await clean()).toEqual({ ...NOTHING, results: 1 });
  expect(await db.selectFrom('result').select('id').execute()).toEqual([{ id: 'new' }]);
});

test('whoever has the whole burst again is forgotten', async () => {
  const limits = createPostgresLimits(db, { nowMs: () => NOW_MS - 1_000 });
  await limits.take('short', { intervalMs: 900, burst: 1 });
  await limits.take('long', { intervalMs: 2_000, burst: 1 });
  expect(await clean()).toEqual({ ...NOTHING, limits: 1 });
  expect((await limits.take('long', { intervalMs: 2_000, burst: 1 })).ok).toBe(false);
});

test('a broadcast goes three months after its end, with all its people; a draft stays', async () => {
  const campaign = { kind: 'news', title: 'News', dedupe_key: null, local_minute: null, keeps_quiet_hours: true };
  const rows = [
    { ...campaign, segment: '{}', state: 'done', finished_at: ago(91) },
    { ...campaign, segment: '{}', state: 'done', finished_at: ago(89) },
    { ...campaign, segment: '{}', state: 'draft', created_at: ago(300) },
  ];
  const ids = (await db.insertInto('campaign').values(rows).returning('id').execute()).map(({ id }) => id);
  for (const id of ids.slice(0, 2)) {
    const content = { campaign_id: id, variant: 'pt', message: '{}', picture_hash: null };
    const { id: contentId } = await db
      .insertInto('campaign_content')
      .values(content)
      .returning('id')
      .executeTakeFirstOrThrow();
    const recipient = { campaign_id: id, telegram_id: 1, content_id: contentId, state: 'sent', error: null };
    await db.insertInto('campaign_recipient').values(recipient).execute();
  }
  expect(await clean()).toEqual({ ...NOTHING, recipients: 1, campaigns: 1 });
  const left = await db.selectFrom('campaign').select('id').orderBy('id').execute();
  expect(left.map(({ id }) => id)).toEqual(ids.slice(1));
});

test('who gave no sign of themselves for two years is to be forgotten, unless a plan of theirs goes on', async () => {
  const people = [
    { telegramId: 21, days: 729 },
    { telegramId: 22, days: 731 },
    { telegramId: 23, days: 800 },
  ];
  for (const { telegramId, days } of people) {
    await meetPerson(db, { telegramId, firstName: 'Ana', language: 'pt' });
    await db
      .updateTable('person')
      .set({ last_seen_at: ago(days) })
      .where('telegram_id', '=', telegramId)
      .execute();
  }
  await db
    .insertInto('entitlement')
    .values({ telegram_id: 23, plan_code: 'premium', plan_version: 1, until_at: ago(-5) })
    .execute();
  expect(await forgetTheLost(db, { nowMs: NOW_MS })).toBe(1);
  expect(await forgetTheLost(db, { nowMs: NOW_MS })).toBe(1);
  const requests = await db
    .selectFrom('privacy_request')
    .select(['telegram_id', 'kind', 'asked_by'])
    .where('kind', '=', 'erasure')
    .execute();
  expect(requests).toEqual([{ telegram_id: 22, kind: 'erasure', asked_by: 'retention' }]);
});

test('a file of somebody’s data goes when its time is over, with all its parts; a pause that is over, too', async () => {
  const id = await askPrivacy(db, { telegramId: 1, kind: 'export', askedBy: 'person', nowMs: NOW_MS });
  await beginExportFile(db, id);
  await addExportPart(db, { requestId: id, seq: 0, bytes: Buffer.from('x') });
  await finishExportFile(db, { requestId: id, nowMs: NOW_MS - 25 * 3_600_000 });
  await db
    .insertInto('kept_pause')
    .values({ hash: Buffer.alloc(32), until_at: ago(1) })
    .execute();
  expect(await clean()).toEqual({ ...NOTHING, exports: 1, keptPauses: 1 });
  expect(await db.selectFrom('export_part').selectAll().execute()).toEqual([]);
});

test('a session that the broker never heard to be over goes when it has ended by itself', async () => {
  for (const days of [31, 29]) {
    const row = { telegram_id: 1, sealed_token: 'v1', ended_at: ago(days) };
    await db.insertInto('ended_session').values(row).execute();
  }
  // Of people who are forgotten a day is enough.
  for (const days of [2, 0.5]) {
    await db
      .insertInto('ended_session')
      .values({ telegram_id: null, sealed_token: 'v1', ended_at: ago(days) })
      .execute();
  }
  expect(await clean()).toEqual({ ...NOTHING, endedSessions: 2 });
  expect(await db.selectFrom('ended_session').select('ended_at').orderBy('ended_at').execute()).toEqual([
    { ended_at: ago(29) },
    { ended_at: ago(0.5) },
  ]);
});
