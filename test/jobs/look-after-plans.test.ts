import { beforeEach, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#engine/index.ts';
import { giveTime } from '#io/db/give-time.ts';
import { grantPlan } from '#io/db/grants.ts';
import { setQuietHours } from '#io/db/notices.ts';
import { changePerson, markInactive } from '#io/db/people.ts';
import { findPlan, type Plan } from '#io/db/plans.ts';
import { createSettings } from '#io/db/settings.ts';
import { createLog } from '#io/log.ts';
import { lookAfterPlans } from '#jobs/handlers/look-after-plans.ts';
import { meetPerson } from '#test/support/meet-person.ts';
import { freshDatabase } from '../support/database.ts';

const { database: db } = await freshDatabase();
const parts = {
  buttonKey: Buffer.alloc(32, 7),
  log: createLog({ level: 'silent', environment: 'test', room: 'test' }),
};
/** 12:00 in São Paulo. */
const NOON_MS = Date.UTC(2026, 10, 20, 15);
const day = (days: number) => NOON_MS + days * DAY_MS;

let ana = 5_000;
let premium: Plan;
beforeEach(async () => {
  ana += 1;
  await meetPerson(db, { telegramId: ana, firstName: 'Ana', language: 'pt' });
  premium = (await findPlan(db, { code: 'premium' }))!;
});

const look = (nowMs: number) => lookAfterPlans({ db, nowMs: () => nowMs, settings: createSettings() }, parts);

async function told(telegramId = ana): Promise<string[]> {
  const rows = await db
    .selectFrom('outbox')
    .select('payload')
    .where('chat_id', '=', telegramId)
    .orderBy('id')
    .execute();
  return rows.map(({ payload }) => (payload as { text: string }).text);
}

async function pay({ renews }: { renews: boolean }): Promise<void> {
  await db.transaction().execute((tx) =>
    giveTime(tx, {
      ...{
        telegramId: ana,
        kind: 'payment',
        source: 'test',
        sourceId: `${ana}`,
        plan: premium,
        ms: 30 * DAY_MS,
        renews,
      },
      ...{ paid: { currency: 'XTR', amount: 250 }, reason: null, madeBy: 'test', nowMs: NOON_MS },
    }),
  );
}

test('who does not renew is told 7, 3 and 1 days before and after the end, each once', async () => {
  await pay({ renews: false });
  for (let hour = 22 * 24; hour <= 42 * 24; hour += 1) await look(NOON_MS + hour * HOUR_MS);
  expect(await told()).toEqual([
    expect.stringMatching(/Premium acaba em 7 dias, em 20\/12 12:00/),
    expect.stringMatching(/Premium acaba em 3 dias/),
    expect.stringMatching(/Premium acaba em um dia/),
    expect.stringMatching(/Premium acabou há um dia\. Você está no Grátis/),
    expect.stringMatching(/Premium acabou há 3 dias/),
    expect.stringMatching(/Premium acabou há 7 dias/),
  ]);
});

test('who renews is told of the renewal, and of a payment that is late', async () => {
  await pay({ renews: true });
  await look(day(29));
  await look(day(31));
  await look(day(33));
  expect(await told()).toEqual([
    expect.stringMatching(/Premium renova em um dia/),
    expect.stringMatching(/pagamento do Premium não entrou há um dia/),
    expect.stringMatching(/Premium acabou há 3 dias/),
  ]);
});

test('nobody is woken for it: it comes when their own clock allows', async () => {
  await pay({ renews: false });
  await setQuietHours(db, ana, { fromHour: 11, toHour: 14 });
  await look(day(23));
  await look(day(23) + HOUR_MS + 59 * MINUTE_MS);
  expect(await told()).toEqual([]);
  await look(day(23) + 2 * HOUR_MS);
  expect(await told()).toHaveLength(1);
});

test('it is said in their language and by their clock', async () => {
  await pay({ renews: false });
  await changePerson(db, ana, { language: 'en', timeZone: 'Europe/Madrid' });
  await look(day(27));
  expect(await told()).toEqual([expect.stringMatching(/Your Premium ends in 3 days, on 12\/20 16:00/)]);
});

test('who blocked the bot, or has paid again, is told nothing', async () => {
  await pay({ renews: false });
  await markInactive(db, ana);
  await look(day(27));
  expect(await told()).toEqual([]);
  await meetPerson(db, { telegramId: ana, firstName: 'Ana', language: 'pt' });
  await db.transaction().execute((tx) =>
    giveTime(tx, {
      ...{ telegramId: ana, kind: 'grant', source: 'test', sourceId: `more ${ana}`, plan: premium, ms: 30 * DAY_MS },
      ...{ reason: null, madeBy: 'test', nowMs: day(27) },
    }),
  );
  await look(day(28));
  expect(await told()).toEqual([]);
});

test('a gift and its reason are told once, however many look at the same time', async () => {
  const gift = {
    telegramId: ana,
    kind: 'gift',
    id: `g ${ana}`,
    plan: premium,
    days: 10,
    reason: 'a <b>bug</b>',
  } as const;
  await grantPlan(db, { ...gift, madeBy: 'bia', nowMs: NOON_MS });
  await Promise.all([look(NOON_MS), look(NOON_MS), look(NOON_MS)]);
  expect(await told()).toEqual(['🎁 Um presente para você: 10 dias de Premium.\nMotivo: a &lt;b&gt;bug&lt;/b&gt;']);
});
