import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { balance, DAY_MS, HOUR_MS } from '#engine/index.ts';
import { createCoupon, endCoupon, redeemCoupon } from '#io/db/coupons.ts';
import type { Database } from '#io/db/database.ts';
import { countedDay, entitlementOf, resetQuota } from '#io/db/entitlements.ts';
import { takeEvent } from '#io/db/event-inbox.ts';
import { type GivenTime, giveTime, takeBackTime } from '#io/db/give-time.ts';
import { grantPlan } from '#io/db/grants.ts';
import { saveLink } from '#io/db/links.ts';
import { moneyOf } from '#io/db/money-ledger.ts';
import { findPlan, latestPlans, type Plan } from '#io/db/plans.ts';
import { referralsOf, rememberReferral, settleReferrals } from '#io/db/referrals.ts';
import { settleSubscriptions, subscriptionOf } from '#io/db/subscriptions.ts';
import { startTrial } from '#io/db/trials.ts';
import { usageOf } from '#io/db/usage.ts';
import { createSeal } from '#io/seal.ts';
import { meetPerson } from '#test/support/meet-person.ts';
import { freshDatabase } from '../../support/database.ts';

const { database: db, openAnother } = await freshDatabase();
const NOW_MS = Date.UTC(2026, 10, 20, 12);
const KEY = Buffer.alloc(32, 7);
const day = (days: number) => NOW_MS + days * DAY_MS;

let ana = 1_000;
let premium: Plan;
let pro: Plan;
beforeEach(async () => {
  ana += 10;
  await meetPerson(db, { telegramId: ana, firstName: 'Ana', language: 'pt' });
  premium = (await findPlan(db, { code: 'premium' }))!;
  pro = (await findPlan(db, { code: 'pro' }))!;
});

const inOne = <Result>(work: (tx: Database) => Promise<Result>, on = db) => on.transaction().execute(work);
const codeAt = async (nowMs: number, telegramId = ana) =>
  (await inOne((tx) => entitlementOf(tx, { telegramId, nowMs }))).code;
const paid = (changes: Partial<GivenTime> = {}): GivenTime => ({
  ...{ telegramId: ana, kind: 'payment', source: 'stars', sourceId: `charge ${ana}`, plan: premium, ms: 30 * DAY_MS },
  ...{ paid: { currency: 'XTR', amount: 250 }, renews: true, reason: null, madeBy: 'stars', nowMs: NOW_MS },
  ...changes,
});

test('three plans are there from the start, and one for who runs the house', async () => {
  const plans = await latestPlans(db);
  expect(plans.map(({ code, isSold, prices }) => [code, isSold, prices.XTR?.amount ?? null])).toEqual([
    ['free', false, null],
    ['premium', true, 250],
    ['pro', true, 500],
    ['operator', false, 500],
  ]);
  for (const key of Object.keys(plans[0]!.limits) as (keyof Plan['limits'])[]) {
    const amounts = plans.map(({ limits }) => limits[key]);
    if (key !== 'priority')
      expect(
        [...amounts].sort((a, b) => Number(a) - Number(b)),
        key,
      ).toEqual(amounts);
  }
});

test('a plan is never edited: whoever has a version keeps it, and its next one is for who comes later', async () => {
  await expect(sql`update plan set is_sold = false`.execute(db)).rejects.toThrow(/written once/);
  await inOne((tx) => giveTime(tx, paid()));
  await sql`
    insert into plan (code, version, rank, limits, prices, is_sold)
    select code, 2, rank, jsonb_set(limits, '{catalogsPerDay}', '7'), prices, is_sold from plan
    where code = 'premium' and version = 1 on conflict do nothing`.execute(db);
  const limitsAt = async (nowMs: number) => (await inOne((tx) => entitlementOf(tx, { telegramId: ana, nowMs }))).limits;
  expect((await limitsAt(day(1))).catalogsPerDay).toBe(200);
  const newest = (await findPlan(db, { code: 'premium' }))!;
  await inOne((tx) => giveTime(tx, paid({ sourceId: 'later', plan: newest, nowMs: day(40) })));
  expect((await limitsAt(day(41))).catalogsPerDay).toBe(7);
});

describe('a payment', () => {
  test('acts at once, is credited once however often it is told, and ends with its time', async () => {
    expect(await codeAt(NOW_MS)).toBe('free');
    const told = await Promise.all([1, 2, 3].map(() => inOne((tx) => giveTime(tx, paid()))));
    expect(told.map((one) => (one.kind === 'given' ? 'given' : one.why)).sort()).toEqual(['given', 'there', 'there']);
    expect([await codeAt(NOW_MS), await codeAt(day(33) - 1), await codeAt(day(33))]).toEqual([
      'premium',
      'premium',
      'free',
    ]);
    expect(balance(await moneyOf(db, ana), 'XTR')).toBe(250);
  });

  test('of one person is never another’s', async () => {
    await meetPerson(db, { telegramId: ana + 1, firstName: 'Bia', language: 'pt' });
    await inOne((tx) => giveTime(tx, paid()));
    const stolen = await inOne((tx) => giveTime(tx, paid({ telegramId: ana + 1 })));
    expect(stolen).toEqual({ kind: 'refused', why: 'differs' });
    expect(await codeAt(NOW_MS, ana + 1)).toBe('free');
  });

  test('of somebody whom nobody knows is refused', async () => {
    const given = await inOne((tx) => giveTime(tx, paid({ telegramId: 77, sourceId: 'x' })));
    expect(given).toEqual({ kind: 'refused', why: 'nobody' });
  });

  test('goes back once, with the time it bought', async () => {
    await inOne((tx) => giveTime(tx, paid()));
    const back = { telegramId: ana, source: 'stars', sourceId: `charge ${ana}`, reason: 'asked', madeBy: 'support' };
    const twice = [1, 2].map(() => inOne((tx) => takeBackTime(tx, { ...back, nowMs: day(1) })));
    const ends = (await Promise.all(twice)).map((one) => (one.kind === 'given' ? 'given' : one.why));
    expect(ends.sort()).toEqual(['given', 'there']);
    expect(await codeAt(day(1))).toBe('free');
    expect(balance(await moneyOf(db, ana), 'XTR')).toBe(0);
    expect((await subscriptionOf(db, { telegramId: ana, nowMs: day(1) }))?.state).toBe('refunded');
    const again = await inOne((tx) => giveTime(tx, paid({ sourceId: `second ${ana}`, nowMs: day(2) })));
    expect(again.kind).toBe('given');
    expect(await codeAt(day(2))).toBe('premium');
  });

  test('is not to be changed or taken out of the ledger', async () => {
    await inOne((tx) => giveTime(tx, paid()));
    await expect(sql`update money_ledger set amount = 1`.execute(db)).rejects.toThrow(/written once/);
    await expect(sql`delete from money_ledger`.execute(db)).rejects.toThrow(/written once/);
  });
});

test('a lesser plan that waits begins the moment the better one ends, also while nobody looks after plans', async () => {
  await inOne((tx) => giveTime(tx, paid({ plan: pro, renews: false })));
  await inOne((tx) => giveTime(tx, paid({ sourceId: `lesser ${ana}`, renews: false })));
  expect(await codeAt(day(30) - 1)).toBe('pro');
  expect(await codeAt(day(30))).toBe('premium');
  expect(await codeAt(day(60))).toBe('free');
});

test('time alone moves what nobody asks about', async () => {
  await inOne((tx) => giveTime(tx, paid()));
  const stateAfter = async (nowMs: number) => {
    while ((await settleSubscriptions(db, { nowMs, most: 1 })) > 0) {
      const row = await db.selectFrom('subscription').select('state').where('telegram_id', '=', ana).executeTakeFirst();
      if (row?.state === 'past_due' || row?.state === 'expired') return row.state;
    }
    return 'untouched';
  };
  expect(await stateAfter(day(29))).toBe('untouched');
  expect(await stateAfter(day(31))).toBe('past_due');
  expect(await stateAfter(day(34))).toBe('expired');
});

test('a grant is made once, with its reason, and its person is told', async () => {
  const grant = { telegramId: ana, kind: 'gift', id: `g ${ana}`, plan: premium, days: 10, reason: 'sorry' } as const;
  const acts = await Promise.all([1, 2].map(() => grantPlan(db, { ...grant, madeBy: 'bia', nowMs: NOW_MS })));
  expect(acts.map(({ kind }) => kind).sort()).toEqual(['given', 'refused']);
  expect(await codeAt(day(10) - 1)).toBe('premium');
  expect(await moneyOf(db, ana)).toMatchObject([{ kind: 'gift', amount: 0, reason: 'sorry', madeBy: 'bia' }]);
  const news = await db.selectFrom('plan_notice').select('facts').where('telegram_id', '=', ana).execute();
  expect(news).toEqual([{ facts: { kind: 'gift', code: 'premium', days: 10, reason: 'sorry' } }]);
});

async function link(telegramId: number, brokerUserId: string): Promise<void> {
  await saveLink(db, {
    ...{ telegramId, brokerUserId, displayName: 'A', sessionToken: 't', nowMs: NOW_MS },
    seal: createSeal(Buffer.alloc(32, 1)),
  });
}

describe('the trial', () => {
  const OFFER = { code: 'premium', days: 7 };
  const begin = (telegramId: number, on = db) =>
    inOne((tx) => startTrial(tx, { telegramId, offer: OFFER, key: KEY, nowMs: NOW_MS }), on).then(({ kind }) => kind);

  test('is one for each person, also after it is over', async () => {
    expect(await begin(ana)).toBe('link_first');
    await link(ana, `b${ana}`);
    expect(await begin(ana)).toBe('begun');
    expect(await begin(ana)).toBe('has_plan');
    const later = await inOne((tx) => startTrial(tx, { telegramId: ana, offer: OFFER, key: KEY, nowMs: day(8) }));
    expect(later.kind).toBe('taken');
    expect([await codeAt(day(7) - 1), await codeAt(day(7))]).toEqual(['premium', 'free']);
  });

  test('is one for each account at the broker, whoever comes with it, even at the same moment', async () => {
    await meetPerson(db, { telegramId: ana + 1, firstName: 'Bia', language: 'pt' });
    for (const one of [ana, ana + 1]) await link(one, `shared ${ana}`);
    const another = openAnother();
    const ends = await Promise.allSettled([begin(ana), begin(ana + 1, another)]);
    const begun = ends.filter((end) => end.status === 'fulfilled' && end.value === 'begun');
    expect(begun).toHaveLength(1);
    expect((await Promise.all([begin(ana), begin(ana + 1)])).sort()).toEqual(['has_plan', 'taken']);
  });

  test('leaves no account behind by which one could be found', async () => {
    await link(ana, `b${ana}`);
    await begin(ana);
    const { rows } = await sql<{ hash: string }>`select encode(hash, 'escape') as hash from claim`.execute(db);
    expect(rows.filter(({ hash }) => hash.includes(String(ana)))).toEqual([]);
  });
});

describe('a coupon', () => {
  const create = (code: string, changes: { mostUses?: number; expiresMs?: number } = {}) =>
    createCoupon(db, {
      ...{ code, plan: premium, days: 7, mostUses: 2, expiresMs: null, campaign: 'test', madeBy: 'bia' },
      ...changes,
    });
  const redeem = (telegramId: number, code: string, nowMs = NOW_MS) =>
    inOne((tx) => redeemCoupon(tx, { telegramId, code, nowMs })).then(({ kind }) => kind);

  test('gives its days once to each person, in any capitals, and not to more than it is for', async () => {
    const code = `CUP-${ana}`;
    expect([await create(code), await create(code)]).toEqual([true, false]);
    const people = [ana, ana + 1, ana + 2, ana + 3];
    for (const telegramId of people) await meetPerson(db, { telegramId, firstName: 'P', language: 'pt' });
    const ends = await Promise.all(people.map((one) => redeem(one, code.toLowerCase())));
    expect(ends.sort()).toEqual(['given', 'given', 'over', 'over']);
    expect(await Promise.all(people.map((one) => redeem(one, code)))).toEqual(
      expect.arrayContaining(['used', 'used', 'over', 'over']),
    );
  });

  test('that is too old, put off or unknown gives nothing', async () => {
    await create(`OLD-${ana}`, { expiresMs: NOW_MS });
    await create(`OFF-${ana}`);
    await endCoupon(db, `OFF-${ana}`);
    const ends = await Promise.all([`OLD-${ana}`, `OFF-${ana}`, 'NO-SUCH'].map((code) => redeem(ana, code)));
    expect(ends).toEqual(['over', 'over', 'unknown']);
    expect(await codeAt(NOW_MS)).toBe('free');
  });
});

describe('who brings a friend', () => {
  const settle = () => settleReferrals(db, { days: 7, key: KEY, nowMs: NOW_MS, most: 100 });

  test('is thanked when the friend has linked an account, once, and so is the friend', async () => {
    const friend = ana + 1;
    await meetPerson(db, { telegramId: friend, firstName: 'Bia', language: 'pt' });
    expect(await rememberReferral(db, { invitedId: friend, referrerId: ana })).toBe(true);
    expect(await rememberReferral(db, { invitedId: friend, referrerId: ana + 2 })).toBe(false);
    await settle();
    expect(await codeAt(NOW_MS)).toBe('free');
    await link(friend, `f${friend}`);
    await Promise.all([settle(), settle()]);
    await settle();
    expect([await codeAt(day(7) - 1), await codeAt(day(7))]).toEqual(['premium', 'free']);
    expect([await codeAt(day(7) - 1, friend), await codeAt(day(7), friend)]).toEqual(['premium', 'free']);
    expect(await referralsOf(db, ana)).toEqual({ brought: 1, rewarded: 1 });
  });

  test('cannot bring themselves, nor the same account at the broker again, nor somebody for a stranger', async () => {
    expect(await rememberReferral(db, { invitedId: ana, referrerId: ana })).toBe(false);
    expect(await rememberReferral(db, { invitedId: ana, referrerId: 99 })).toBe(false);
    await link(ana, `own ${ana}`);
    for (const friend of [ana + 1, ana + 2, ana + 3]) {
      await meetPerson(db, { telegramId: friend, firstName: 'F', language: 'pt' });
      await rememberReferral(db, { invitedId: friend, referrerId: ana });
      await link(friend, friend === ana + 1 ? `own ${ana}` : `second ${ana}`);
    }
    await settle();
    expect(await referralsOf(db, ana)).toEqual({ brought: 3, rewarded: 1 });
  });
});

describe('what was used of a day', () => {
  let asked = 0;
  const ask = async (kind: string, state: string, { at = NOW_MS, ticker = 'EURUSD-OTC' } = {}) => {
    asked += 1;
    const texts = { query_hash: `${asked}`, language: 'pt', time_zone: 'UTC', trace_id: 't', error: null };
    await db
      .insertInto('request')
      .values({
        ...{ id: `q${asked}`, telegram_id: ana, chat_id: ana, kind, state, placeholder_id: null, ...texts },
        ...{ query: JSON.stringify({ ticker }), created_at: new Date(at) },
      })
      .execute();
  };
  const used = (dayFromMs = NOW_MS - 6 * HOUR_MS) => usageOf(db, { telegramId: ana, dayFromMs, nowMs: NOW_MS });

  test('is what was asked and not what we failed to answer, or what was canceled', async () => {
    for (const state of ['accepted', 'running', 'done', 'failed', 'canceled', 'quarantined'])
      await ask('catalog', state);
    for (const kind of ['hours', 'entries', 'times', 'check']) await ask(kind, 'done', { ticker: 'AUDUSD-OTC' });
    for (const kind of ['stakes', 'record', 'result', 'notify']) await ask(kind, 'done');
    for (const state of ['done', 'failed']) await ask('top', state);
    expect(await used()).toEqual({
      ...{ catalogs: 3 + 4, tops: 1, tickers: new Set(['AUDUSD-OTC', 'EURUSD-OTC']) },
      ...{ pictures: 3 + 1 + 3 + 1, oldestPictureMs: NOW_MS },
    });
  });

  test('begins with the day, and pictures go with their hour', async () => {
    await ask('catalog', 'done', { at: NOW_MS - 7 * HOUR_MS });
    await ask('catalog', 'done', { at: NOW_MS - 2 * HOUR_MS, ticker: 'GBPUSD-OTC' });
    await ask('catalog', 'done', { at: NOW_MS - HOUR_MS / 2, ticker: 'GBPUSD-OTC' });
    expect(await used()).toEqual({
      ...{ catalogs: 2, tops: 0, tickers: new Set(['GBPUSD-OTC']), pictures: 1 },
      oldestPictureMs: NOW_MS - HOUR_MS / 2,
    });
  });

  test('is of a day that a change of the time zone does not begin anew', async () => {
    const counted = (nowMs: number, fromMs: number) =>
      countedDay(db, { telegramId: ana, nowMs, day: { fromMs, untilMs: fromMs + DAY_MS } });
    const first = { fromMs: NOW_MS, untilMs: day(1) };
    expect(await counted(NOW_MS + 1, NOW_MS)).toEqual(first);
    expect(await counted(NOW_MS + 9 * HOUR_MS, NOW_MS + 8 * HOUR_MS)).toEqual(first);
    expect(await counted(day(1), day(1))).toEqual({ fromMs: day(1), untilMs: day(2) });
  });

  test('is forgotten when somebody who runs the house says so', async () => {
    expect(await resetQuota(db, { telegramId: ana, nowMs: NOW_MS })).toBe(false);
    const ours = { fromMs: NOW_MS - HOUR_MS, untilMs: NOW_MS + HOUR_MS };
    await countedDay(db, { telegramId: ana, nowMs: NOW_MS, day: ours });
    expect(await resetQuota(db, { telegramId: ana, nowMs: NOW_MS })).toBe(true);
    const counted = await countedDay(db, { telegramId: ana, nowMs: NOW_MS + 1, day: ours });
    expect(counted).toEqual({ fromMs: NOW_MS, untilMs: ours.untilMs });
  });
});

test('an event that a provider tells three times at once is taken by one of them', async () => {
  const event = { provider: 'stars', eventId: `e${ana}`, body: { amount: 250 } };
  const taken = await Promise.all([1, 2, 3].map(() => inOne((tx) => takeEvent(tx, event))));
  expect(taken.sort()).toEqual([false, false, true]);
});
