import { beforeEach, describe, expect, test } from 'vitest';
import { localMinute } from '#bot/views/local-minute.ts';
import { DAY_MS, FIRST_TOP, HOUR_MS, MINUTE_MS } from '#engine/index.ts';
import { saveDaily } from '#io/db/daily.ts';
import { createLog } from '#io/log.ts';
import { sendDaily } from '#jobs/handlers/send-daily.ts';
import { freshDatabase } from '../support/database.ts';
import { meetPerson } from '../support/meet-person.ts';

/** What clocks on the wall do, where it is hard. */
const CHANGES = [
  ['New York skips an hour at two', 'America/New_York', '2026-03-08T07:00Z'],
  ['New York has an hour twice', 'America/New_York', '2026-11-01T06:00Z'],
  ['Asunción skips midnight', 'America/Asuncion', '2023-10-01T04:00Z'],
  ['Asunción has the last hour of a day twice', 'America/Asuncion', '2024-03-24T03:00Z'],
  ['Lord Howe has half an hour twice', 'Australia/Lord_Howe', '2026-04-04T15:00Z'],
  ['a year ends with a leap second', 'UTC', '2017-01-01T00:00Z'],
  ['a month ends with a leap second in the evening', 'America/Sao_Paulo', '2015-07-01T00:00Z'],
  ['February has 29 days', 'America/Sao_Paulo', '2028-03-01T03:00Z'],
] as const;

/** What an operator, or a machine that slept, does to our own clock meanwhile. */
const CLOCKS = [
  ['the clock is right', () => 0],
  [
    'the clock goes an hour ahead and back before it, an hour back and ahead after it',
    (sinceMs: number) =>
      sinceMs >= -2 * HOUR_MS && sinceMs < -HOUR_MS ? HOUR_MS : sinceMs >= 0 && sinceMs < HOUR_MS ? -HOUR_MS : 0,
  ],
] as const;

/** Days before and after it are looked at whole. */
const AROUND_MS = 37 * HOUR_MS;
const LOOK_EVERY_MS = 30 * MINUTE_MS;
/** Somebody for each half hour, and for the last minute of the day. */
const WISHES = [...Array.from({ length: 48 }, (_, half) => half * 30), 1_439];

const { database: db } = await freshDatabase();
const parts = { log: createLog({ level: 'silent', environment: 'test', room: 'test' }) };
// There are no candles, and so nothing to draw: it says so, as often as it would send a list.
const draw = async () => expect.unreachable();

beforeEach(async () => {
  await db.deleteFrom('campaign').execute();
  await db.deleteFrom('person').execute();
});

describe.each(CLOCKS)('while %s', (_, jumpMs) => {
  test.each(CHANGES)('%s: everybody gets the list of each day once', async (_what, zone, at) => {
    const changeMs = Date.parse(at);
    for (const [number, minuteOfDay] of WISHES.entries()) {
      await meetPerson(db, { telegramId: number + 1, firstName: 'Ana', language: 'pt' });
      await saveDaily(db, number + 1, { isOn: true, minuteOfDay, question: FIRST_TOP, lastDay: null });
    }
    await db.updateTable('person').set({ time_zone: zone }).execute();

    for (const atMs of looksAround(changeMs)) {
      await sendDaily({ db, draw, nowMs: () => atMs + jumpMs(atMs - changeMs) }, parts);
    }
    const days = new Set([-DAY_MS / 2, DAY_MS / 2].map((ms) => localMinute(zone, changeMs + ms).day));
    const lists = await listsSent();
    const wanted = WISHES.flatMap((_wish, number) => [...days].map((day) => `${day} to ${number + 1}`));
    expect(lists.filter((list) => days.has(list.slice(0, 10))).toSorted()).toEqual(wanted.toSorted());
  });
});

/** In the order of a clock that shows the last second twice. */
function looksAround(changeMs: number): number[] {
  const looks: number[] = [];
  for (let ms = -AROUND_MS; ms <= AROUND_MS; ms += LOOK_EVERY_MS) looks.push(ms + 12_000);
  const before = looks.findLastIndex((ms) => ms < 0) + 1;
  return looks.toSpliced(before, 0, -900, -1, -900, -1, 0, 1).map((ms) => changeMs + ms);
}

/** `2026-03-08 to 7`, as often as it was sent. */
async function listsSent(): Promise<string[]> {
  const rows = await db
    .selectFrom('campaign_recipient')
    .innerJoin('campaign', 'campaign.id', 'campaign_id')
    .select(['title', 'telegram_id'])
    .execute();
  return rows.map(({ title, telegram_id: id }) => `${/^Daily list of (\S+):/.exec(title)?.[1]} to ${id}`);
}
