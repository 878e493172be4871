import { afterEach, expect, test } from 'vitest';
import { countAudience, type Segment } from '#io/db/broadcast-audience.ts';
import { claimRecipients, finishCampaigns, postponeSleepers, startDueCampaigns } from '#io/db/broadcast-sending.ts';
import {
  abortBroadcast,
  broadcastReport,
  createBroadcast,
  listBroadcasts,
  pauseBroadcast,
  resumeBroadcast,
  scheduleBroadcast,
} from '#io/db/broadcasts.ts';
import { addDailyRecipients } from '#io/db/daily-campaign.ts';
import { markInactive } from '#io/db/people.ts';
import { NEWS } from '#test/support/broadcast.ts';
import { freshDatabase } from '#test/support/database.ts';
import { meetPerson } from '#test/support/meet-person.ts';

const { database: db } = await freshDatabase();
const HOUR_MS = 3_600_000;

afterEach(async () => {
  await db.deleteFrom('campaign').execute();
  await db.deleteFrom('person').execute();
  await db.deleteFrom('outbox').execute();
});

let nextId = 1;

async function person({ zone = 'UTC', language = 'pt' } = {}): Promise<number> {
  const telegramId = nextId++;
  await meetPerson(db, { telegramId, firstName: 'Ana', language });
  await db.updateTable('person').set({ time_zone: zone }).where('telegram_id', '=', telegramId).execute();
  return telegramId;
}

const draft = (options: { segment?: Segment; keepsQuietHours?: boolean } = {}) =>
  createBroadcast(db, { title: 'News', texts: NEWS, segment: {}, keepsQuietHours: true, ...options });

async function started(options: Parameters<typeof draft>[0] = {}, localMinute: number | null = null): Promise<number> {
  const id = await draft(options);
  await scheduleBroadcast(db, { id, sendAtMs: null, localMinute });
  expect(await startDueCampaigns(db)).toEqual([id]);
  return id;
}

const claimedPeople = async () => (await claimRecipients(db, 10)).map(({ telegramId }) => telegramId).sort();

test('a segment has who fits all that it says, and never who blocked the bot', async () => {
  const [ana, bia, tom, gone] = [await person(), await person(), await person({ language: 'en' }), await person()];
  await markInactive(db, gone);
  const old = new Date(Date.now() - 10 * 24 * HOUR_MS);
  await db.updateTable('person').set({ last_seen_at: old }).where('telegram_id', '=', bia).execute();
  const link = { broker_user_id: '1', display_name: 'Ana', sealed_token: 'x' };
  await db
    .insertInto('broker_link')
    .values([
      { telegram_id: ana, ...link, state: 'active' },
      { telegram_id: tom, ...link, state: 'over' },
    ])
    .execute();
  const daily = { minute_of_day: 540, filters: '{}', last_day: null };
  await db
    .insertInto('daily')
    .values([
      { telegram_id: bia, is_on: true, ...daily },
      { telegram_id: tom, is_on: false, ...daily },
    ])
    .execute();
  const cases: [Segment, number[]][] = [
    [{}, [ana, bia, tom]],
    [{ languages: ['en'] }, [tom]],
    [{ isLinked: true }, [ana]],
    [{ isLinked: false }, [bia, tom]],
    [{ activeDays: 9 }, [ana, tom]],
    [{ activeDays: 11 }, [ana, bia, tom]],
    [{ getsDaily: true }, [bia]],
    [{ isLinked: false, activeDays: 9 }, [tom]],
  ];
  for (const [segment, people] of cases) {
    expect(await countAudience(db, segment)).toBe(people.length);
    const id = await started({ segment, keepsQuietHours: false });
    const rows = await db
      .selectFrom('campaign_recipient')
      .select('telegram_id')
      .where('campaign_id', '=', id)
      .execute();
    expect(rows.map((row) => row.telegram_id).sort()).toEqual(people);
  }
});

test('who blocked the bot is written to again after any word of theirs', async () => {
  const ana = await person();
  await markInactive(db, ana);
  expect(await countAudience(db, {})).toBe(0);
  await meetPerson(db, { telegramId: ana, firstName: 'Ana', language: 'pt' });
  expect(await countAudience(db, {})).toBe(1);
});

test('whoever sleeps gets it when their quiet hours are over, by their own clock', async () => {
  const [asleep, awake] = [await person({ zone: 'America/Manaus' }), await person({ zone: 'America/Manaus' })];
  const hour = Number(
    new Intl.DateTimeFormat('en', { hour: '2-digit', hourCycle: 'h23', timeZone: 'America/Manaus' }).format(),
  );
  const after = (hours: number) => (hour + hours) % 24;
  await db
    .insertInto('quiet_hours')
    .values([
      { telegram_id: asleep, from_hour: hour, to_hour: after(3) },
      { telegram_id: awake, from_hour: after(3), to_hour: after(5) },
    ])
    .execute();
  const id = await started();
  expect(await claimedPeople()).toEqual([awake]);
  await postponeSleepers(db);
  const row = await db
    .selectFrom('campaign_recipient')
    .select('not_before')
    .where('campaign_id', '=', id)
    .where('telegram_id', '=', asleep)
    .executeTakeFirstOrThrow();
  const waitHours = (row.not_before.getTime() - Date.now()) / HOUR_MS;
  expect(waitHours).toBeGreaterThan(1.9);
  expect(waitHours).toBeLessThanOrEqual(3);
  expect(row.not_before.getTime() % HOUR_MS).toBe(0);
});

test('a broadcast by the local clock comes when that clock shows the time next', async () => {
  const [manaus, tokyo] = [await person({ zone: 'America/Manaus' }), await person({ zone: 'Asia/Tokyo' })];
  const inTwoHours = Date.now() + 2 * HOUR_MS;
  const at = new Date(inTwoHours - 4 * HOUR_MS);
  // Two hours from now in Manaus, four hours behind UTC; Tokyo, nine ahead, has thirteen hours more on its clock.
  const id = await started({}, at.getUTCHours() * 60 + at.getUTCMinutes());
  const rows = await db
    .selectFrom('campaign_recipient')
    .select(['telegram_id', 'not_before'])
    .where('campaign_id', '=', id)
    .execute();
  const moments = new Map(rows.map((row) => [row.telegram_id, row.not_before.getTime()]));
  const minute = Math.floor(inTwoHours / 60_000) * 60_000;
  expect(moments.get(manaus)).toBe(minute);
  expect(moments.get(tokyo)).toBe(minute + 11 * HOUR_MS);
  expect(await claimedPeople()).toEqual([]);
});

test('daily lists go before news, and who is in both gets one at a time', async () => {
  const [ana, bia] = [await person(), await person()];
  await started({ keepsQuietHours: false });
  await addDailyRecipients(db, {
    ...{ key: 'k', title: 'Daily', variant: 'pt UTC', message: { text: 'list', parseMode: 'HTML' } },
    ...{ telegramIds: [bia], expiresInMinutes: 60 },
  });
  const claimed = await claimRecipients(db, 10);
  expect(claimed.map(({ telegramId, message }) => [telegramId, message.text]).sort()).toEqual([
    [ana, NEWS.pt],
    [bia, 'list'],
  ]);
  expect(await claimRecipients(db, 10)).toEqual([]);
});

test('who is just being answered waits', async () => {
  const ana = await person();
  await started({ keepsQuietHours: false });
  const answer = { dedupe_key: 'x', chat_id: ana, method: 'sendMessage', payload: '{}', picture_hash: null };
  const nothing = { document_hash: null, target_id: null, message_id: null, after_message_id: null };
  await db
    .insertInto('outbox')
    .values({ ...answer, ...nothing, error: null, trace_id: null })
    .execute();
  expect(await claimRecipients(db, 10)).toEqual([]);
  await db.updateTable('outbox').set({ state: 'sent', message_id: 5, sent_at: new Date() }).execute();
  // Telegram lets a chat have one message a second.
  expect(await claimRecipients(db, 10)).toEqual([]);
  await db
    .updateTable('outbox')
    .set({ sent_at: new Date(Date.now() - 2_000) })
    .execute();
  expect(await claimedPeople()).toEqual([ana]);
});

test('a list that came too late is ended, and its people are counted as not sent', async () => {
  const ana = await person();
  const list = { key: 'k', title: 'Daily', variant: 'pt UTC', message: { text: 'list', parseMode: 'HTML' as const } };
  await addDailyRecipients(db, { ...list, telegramIds: [ana], expiresInMinutes: -1 });
  expect(await claimRecipients(db, 10)).toEqual([]);
  const [id = 0] = await finishCampaigns(db);
  expect(await broadcastReport(db, id)).toMatchObject({ state: 'done', people: 1, sent: 0, waiting: 1 });
});

test('each state allows what makes sense in it, and says what it is when it does not', async () => {
  await person();
  const id = await draft();
  expect(await pauseBroadcast(db, id)).toEqual({ ok: false, state: 'draft' });
  const inAnHour = { id, sendAtMs: Date.now() + HOUR_MS, localMinute: null };
  expect(await scheduleBroadcast(db, inAnHour)).toEqual({ ok: true });
  expect(await startDueCampaigns(db)).toEqual([]);
  expect(await scheduleBroadcast(db, { ...inAnHour, sendAtMs: null })).toEqual({ ok: true });
  expect(await startDueCampaigns(db)).toEqual([id]);
  expect(await scheduleBroadcast(db, inAnHour)).toEqual({ ok: false, state: 'running' });
  expect(await resumeBroadcast(db, id)).toEqual({ ok: false, state: 'running' });
  expect(await pauseBroadcast(db, id)).toEqual({ ok: true });
  expect(await finishCampaigns(db)).toEqual([]);
  expect(await abortBroadcast(db, id)).toEqual({ ok: true });
  expect(await abortBroadcast(db, id)).toEqual({ ok: false, state: 'aborted' });
  expect(await abortBroadcast(db, 999_999)).toEqual({ ok: false, state: null });
  expect((await listBroadcasts(db, { limit: 5 })).map((one) => [one.id, one.state])).toEqual([[id, 'aborted']]);
});

test('a text that is missing or too long for Telegram makes no draft', async () => {
  const news = { title: 'News', segment: {}, keepsQuietHours: true };
  await expect(createBroadcast(db, { ...news, texts: { pt: 'oi', en: 'hi' } })).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message: 'There is no text in "es".',
  });
  await expect(createBroadcast(db, { ...news, texts: { ...NEWS, en: 'x'.repeat(4097) } })).rejects.toMatchObject({
    message: expect.stringContaining('4097'),
  });
  const portuguese = { ...news, segment: { languages: ['pt'] } };
  expect(await createBroadcast(db, { ...portuguese, texts: { pt: 'x'.repeat(4096) } })).toBeGreaterThan(0);
  expect(await listBroadcasts(db, { limit: 5 })).toHaveLength(1);
});
