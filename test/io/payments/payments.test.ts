import { beforeEach, describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '#engine/index.ts';
import { pausePerson } from '#io/db/care.ts';
import type { Database } from '#io/db/database.ts';
import { entitlementOf } from '#io/db/entitlements.ts';
import { grantPlan } from '#io/db/grants.ts';
import { moneyOf } from '#io/db/money-ledger.ts';
import { clearOffers, keepOffer, newOfferId, type Offer } from '#io/db/offers.ts';
import { liveSubscriptions, wantRenewal } from '#io/db/paid-subscriptions.ts';
import { paymentsOf } from '#io/db/payments.ts';
import { takePlanNews } from '#io/db/plan-news.ts';
import { findPlan, type Plan, publishPlan } from '#io/db/plans.ts';
import { askRefund } from '#io/db/refunds.ts';
import { subscriptionOf } from '#io/db/subscriptions.ts';
import { createEvents } from '#io/events.ts';
import { createLog } from '#io/log.ts';
import { creditPayment, creditRefund } from '#io/payments/credit.ts';
import { judgeCheckout } from '#io/payments/judge-checkout.ts';
import type { BookEntry, Paid, PaymentProvider, Told } from '#io/payments/provider.ts';
import { reconcilePayments } from '#io/payments/reconcile.ts';
import { settlePayments } from '#io/payments/settle.ts';
import { watchFacts } from '#io/watch/facts.ts';
import { meetPerson } from '#test/support/meet-person.ts';
import { freshDatabase } from '../../support/database.ts';

const { database: db, openAnother } = await freshDatabase();
const log = createLog({ level: 'silent', environment: 'test', room: 'test' });
const NOW_MS = Date.now();
const inOne = <Result>(work: (tx: Database) => Promise<Result>, on = db) => on.transaction().execute(work);

let ana = 5_000;
let premium: Plan;
/** A provider of its own for each test, so that no test sees the books of another. */
let provider: string;
beforeEach(async () => {
  ana += 10;
  provider = `till${ana}`;
  for (const id of [ana, ana + 1]) await meetPerson(db, { telegramId: id, firstName: 'Ana', language: 'pt' });
  premium = (await findPlan(db, { code: 'premium' }))!;
  await inOne((tx) => takePlanNews(tx, { urgent: [], most: 1_000 }));
});

async function offered(changes: Partial<Offer> = {}): Promise<Omit<Offer, 'createdMs'>> {
  const offer = {
    ...{ id: newOfferId(), provider, payerId: ana, receiverId: ana, currency: 'XTR', amount: 250, days: 30 },
    ...{ plan: { code: 'premium', version: premium.version }, renews: false, url: 'https://t.me/$x' },
    ...changes,
  };
  await keepOffer(db, offer);
  return offer;
}

let charges = 0;
function paidFor(offer: Pick<Offer, 'id' | 'payerId' | 'amount' | 'renews'>, changes: Partial<Paid> = {}): Paid {
  charges += 1;
  return {
    ...{ kind: 'paid', chargeId: `charge${charges}`, offerId: offer.id, payerId: offer.payerId, currency: 'XTR' },
    ...{ amount: offer.amount, atMs: NOW_MS },
    period: offer.renews ? { untilMs: NOW_MS + 30 * DAY_MS, isFirst: true } : null,
    ...changes,
  };
}
const credit = (paid: Paid, on = db) => inOne((tx) => creditPayment(tx, { provider, paid, nowMs: NOW_MS }), on);
const codeOf = async (telegramId = ana) =>
  (await inOne((tx) => entitlementOf(tx, { telegramId, nowMs: NOW_MS + HOUR_MS }))).code;
const amountsOf = async (telegramId = ana) => (await moneyOf(db, telegramId)).map(({ amount }) => amount);

/** A provider that answers as it is told to, and writes down what it was asked. */
function playProvider(script: { refund?: (Told | Error)[]; renewal?: (Told | Error)[]; books?: BookEntry[] } = {}) {
  const asked: string[] = [];
  const next = (answers: (Told | Error)[] | undefined): Told => {
    const answer = answers?.shift() ?? { kind: 'done' };
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const played: PaymentProvider = {
    name: provider,
    currency: 'XTR',
    create: async () => 'https://t.me/$x',
    parse: () => null,
    fetch: async ({ skip, most }) => (script.books ?? []).slice(skip, skip + most),
    refund: async ({ payerId, chargeId }) => {
      asked.push(`refund ${payerId} ${chargeId}`);
      return next(script.refund);
    },
    setRenewal: async ({ chargeId }, { renews }) => {
      asked.push(`${renews ? 'renew' : 'stop'} ${chargeId}`);
      return next(script.renewal);
    },
  };
  return { asked, provider: played };
}

describe('a payment', () => {
  test('ten tellings at once credit it once', async () => {
    const paid = paidFor(await offered());
    const other = openAnother();
    const ends = await Promise.all(Array.from({ length: 10 }, (_, at) => credit(paid, at % 2 === 0 ? db : other)));
    expect(ends.filter(({ kind }) => kind === 'credited')).toHaveLength(1);
    expect(ends.filter(({ kind }) => kind === 'there')).toHaveLength(9);
    expect(await amountsOf()).toEqual([250]);
  });

  test.each<[string, Partial<Paid>, string]>([
    ['of another person', { payerId: 1 }, 'other_person'],
    ['of another amount', { amount: 1 }, 'other_price'],
    ['in another currency', { currency: 'BRL' }, 'other_price'],
    ['for what was never offered', { offerId: 'x'.repeat(22) }, 'no_offer'],
    ['that names no offer', { offerId: '' }, 'no_offer'],
  ])('A52: %s is refused and credits nobody', async (_what, changes, why) => {
    expect(await credit(paidFor(await offered(), changes))).toEqual({ kind: 'refused', why });
    expect(await amountsOf()).toEqual([]);
    expect(await codeOf()).toBe('free');
  });

  test('under the name of another payment is refused', async () => {
    const first = paidFor(await offered());
    await credit(first);
    const other = await offered({ payerId: ana + 1, receiverId: ana + 1 });
    const end = await credit(paidFor(other, { chargeId: first.chargeId }));
    expect(end).toEqual({ kind: 'refused', why: 'differs' });
    expect(await amountsOf(ana + 1)).toEqual([]);
  });

  test('for a friend gives the friend the time', async () => {
    await credit(paidFor(await offered({ receiverId: ana + 1 })));
    expect([await codeOf(), await codeOf(ana + 1)]).toEqual(['free', 'premium']);
  });

  test('for somebody who has left meanwhile goes back by itself', async () => {
    const offer = await offered({ receiverId: 77 });
    const paid = paidFor(offer);
    expect(await credit(paid)).toEqual({ kind: 'returned' });
    const played = playProvider();
    await settlePayments({ db, provider: played.provider, log, nowMs: () => NOW_MS });
    expect(played.asked).toEqual([`refund ${ana} ${paid.chargeId}`]);
  });

  test('of an old version of the plan renews that version', async () => {
    const offer = await offered({ renews: true });
    await credit(paidFor(offer));
    const version = await publishPlan(db, { ...premium, prices: { XTR: { amount: 999, days: 30 } } });
    await credit(paidFor(offer, { period: { untilMs: NOW_MS + 60 * DAY_MS, isFirst: false } }));
    const subscription = (await subscriptionOf(db, { telegramId: ana, nowMs: NOW_MS }))!;
    expect(subscription.plan.version).toBe(premium.version);
    expect(version).toBe(premium.version + 1);
    expect(subscription.untilMs).toBe(NOW_MS + 60 * DAY_MS);
    await publishPlan(db, premium);
  });
});

describe('the moment before paying', () => {
  const judge = (offer: Pick<Offer, 'id'>, changes: Partial<Paid> = {}) =>
    judgeCheckout(db, {
      provider,
      asked: { offerId: offer.id, payerId: ana, currency: 'XTR', amount: 250, ...changes },
      nowMs: NOW_MS,
    });

  test('what was offered to this person at this price may be paid', async () => {
    expect(await judge(await offered())).toBe('fine');
  });

  test.each<[Partial<Paid>]>([
    [{ payerId: 1 }],
    [{ amount: 249 }],
    [{ currency: 'USD' }],
    [{ offerId: 'y'.repeat(22) }],
  ])('A52: %j is forged', async (changes) => {
    expect(await judge(await offered(), changes)).toBe('forged');
  });

  test('an offer of before the price changed, or of a month ago, is refused', async () => {
    const offer = await offered();
    await publishPlan(db, { ...premium, prices: { XTR: { amount: 300, days: 30 } } });
    expect(await judge(offer)).toBe('changed');
    await publishPlan(db, premium);
    premium = (await findPlan(db, { code: 'premium' }))!;
    const old = await offered();
    const before = new Date(NOW_MS - 29 * DAY_MS - 1);
    await db.updateTable('payment_offer').set({ created_at: before }).where('id', '=', old.id).execute();
    expect(await judge(old)).toBe('changed');
  });

  test('whoever asked for a break buys nothing, and what they pay already goes on', async () => {
    const running = await offered({ renews: true });
    await credit(paidFor(running));
    await pausePerson(db, { telegramId: ana, untilMs: NOW_MS + DAY_MS });
    expect(await judge(await offered())).toBe('paused');
    await wantRenewal(db, { offerIds: [running.id], renews: false });
    expect(await judge(running)).toBe('fine');
  });

  test('what renews already is not sold to renew again; stopped, it may be', async () => {
    const first = await offered({ renews: true });
    const second = await offered({ renews: true });
    await credit(paidFor(first));
    expect(await judge(second)).toBe('renewed');
    expect(await judge(await offered())).toBe('fine');
    await wantRenewal(db, { offerIds: [first.id], renews: false });
    expect(await judge(second)).toBe('fine');
  });

  test('a present for somebody who has left is refused', async () => {
    expect(await judge(await offered({ receiverId: 78 }))).toBe('gone');
  });
});

describe('a refund', () => {
  test('F36: asked twice, not answered, then told to be done already: the ledger shows exactly one', async () => {
    const paid = paidFor(await offered({ renews: true }));
    await credit(paid);
    const byPayer = { id: ana, nowMs: NOW_MS, withinMs: 7 * DAY_MS };
    const ask = () =>
      askRefund(db, { payment: { chargeId: paid.chargeId }, reason: 'test', madeBy: 'person', byPayer });
    expect(await Promise.all([ask(), ask()]).then((ends) => ends.sort())).toEqual(['asked', 'there']);
    const played = playProvider({ refund: [new Error('no answer'), { kind: 'done' }] });
    let atMs = NOW_MS;
    const settle = () => settlePayments({ db, provider: played.provider, log, nowMs: () => atMs });
    expect(await settle()).toMatchObject({ refunded: 0 });
    // Not before its pause is over.
    expect(await settle()).toMatchObject({ refunded: 0 });
    expect(played.asked).toHaveLength(1);
    atMs += HOUR_MS;
    expect(await settle()).toMatchObject({ refunded: 1 });
    atMs += HOUR_MS;
    expect(await settle()).toMatchObject({ refunded: 0 });
    expect(await amountsOf()).toEqual([250, -250]);
    expect(await codeOf()).toBe('free');
    // Telegram tells of it too.
    const refunded = { kind: 'refunded', chargeId: paid.chargeId, atMs } as const;
    await inOne((tx) => creditRefund(tx, { provider, refunded, nowMs: atMs }));
    expect(await amountsOf()).toEqual([250, -250]);
    expect(await ask()).toBe('done');
    const news = await inOne((tx) => takePlanNews(tx, { urgent: [], most: 100 }));
    expect(news.filter(({ telegramId }) => telegramId === ana)).toHaveLength(1);
  });

  test('that is refused is reported once to those who run the house, and tried on', async () => {
    const operator = (await findPlan(db, { code: 'operator' }))!;
    await grantPlan(db, {
      ...{ telegramId: ana + 1, kind: 'grant', id: `op ${ana}`, plan: operator, days: 1, reason: 'x', madeBy: 'test' },
      nowMs: NOW_MS,
    });
    await inOne((tx) => takePlanNews(tx, { urgent: [], most: 100 }));
    const paid = paidFor(await offered());
    await credit(paid);
    await askRefund(db, { payment: { chargeId: paid.chargeId }, reason: 'test', madeBy: 'terminal' });
    const no: Told = { kind: 'refused', why: 'Bad Request: BALANCE_TOO_LOW' };
    const played = playProvider({ refund: [no, no, { kind: 'done' }] });
    let atMs = NOW_MS;
    const settle = () => settlePayments({ db, provider: played.provider, log, nowMs: () => atMs });
    for (let hours = 0; hours < 2; hours += 1, atMs += HOUR_MS) await settle();
    expect(await codeOf()).toBe('premium');
    const news = await inOne((tx) => takePlanNews(tx, { urgent: [], most: 100 }));
    expect(news.filter(({ telegramId }) => telegramId === ana + 1).map(({ facts }) => facts)).toEqual([
      { kind: 'trouble', what: 'refund_refused', chargeId: paid.chargeId },
    ]);
    await settle();
    expect(await amountsOf()).toEqual([250, -250]);
  });

  test('by who paid is open for seven days and to nobody else; by who runs the house always', async () => {
    const paid = paidFor(await offered(), { atMs: NOW_MS - 7 * DAY_MS });
    await credit(paid);
    const payment = { chargeId: paid.chargeId };
    const asking = { payment, reason: 'x', madeBy: 'person' };
    const withinMs = 7 * DAY_MS;
    expect(await askRefund(db, { ...asking, byPayer: { id: ana, nowMs: NOW_MS, withinMs } })).toBe('late');
    expect(await askRefund(db, { ...asking, byPayer: { id: ana + 1, nowMs: NOW_MS, withinMs } })).toBe('unknown');
    expect(await askRefund(db, { payment: { chargeId: 'nothing' }, reason: 'x', madeBy: 'terminal' })).toBe('unknown');
    expect(await askRefund(db, { payment, reason: 'x', madeBy: 'terminal' })).toBe('asked');
  });

  test('A53: by oneself one goes back in half a year, however many are asked for at once; more go back by others', async () => {
    const [first, second, third] = [paidFor(await offered()), paidFor(await offered()), paidFor(await offered())];
    for (const paid of [first, second, third]) await credit(paid);
    const ask = ({ chargeId }: Paid, nowMs = NOW_MS) =>
      inOne((tx) =>
        askRefund(tx, {
          ...{ payment: { chargeId }, reason: 'x', madeBy: 'person' },
          byPayer: { id: ana, nowMs, withinMs: 365 * DAY_MS },
        }),
      );
    expect((await Promise.all([ask(first), ask(second)])).sort()).toEqual(['again', 'asked']);
    expect(await ask(third, NOW_MS + 179 * DAY_MS)).toBe('again');
    expect(await askRefund(db, { payment: third, reason: 'x', madeBy: 'terminal' })).toBe('asked');
    const later = paidFor(await offered(), { atMs: NOW_MS + 180 * DAY_MS });
    await credit(later);
    expect(await ask(later, NOW_MS + 181 * DAY_MS)).toBe('asked');
  });

  test('of a present is told to whoever had it, and to whoever paid', async () => {
    const leo = ana + 1;
    const paid = paidFor(await offered({ receiverId: leo }));
    await credit(paid);
    expect(await codeOf(leo)).toBe('premium');
    const refunded = { kind: 'refunded', chargeId: paid.chargeId, atMs: NOW_MS } as const;
    for (const _again of [1, 2]) await inOne((tx) => creditRefund(tx, { provider, refunded, nowMs: NOW_MS }));
    expect(await codeOf(leo)).toBe('free');
    const news = await inOne((tx) => takePlanNews(tx, { urgent: [], most: 100 }));
    expect(news.map(({ telegramId, facts }) => ({ telegramId, facts }))).toEqual([
      { telegramId: ana, facts: { kind: 'refunded', code: 'premium', amount: 250 } },
      { telegramId: leo, facts: { kind: 'present_back', code: 'premium', days: 30 } },
    ]);
  });

  test('A53: whoever pays, gets it back and pays again has what they paid last', async () => {
    const first = paidFor(await offered());
    await credit(first);
    const refunded = { kind: 'refunded', chargeId: first.chargeId, atMs: NOW_MS } as const;
    await inOne((tx) => creditRefund(tx, { provider, refunded, nowMs: NOW_MS }));
    await credit(paidFor(await offered()));
    // The first refund is told once more, late.
    await inOne((tx) => creditRefund(tx, { provider, refunded, nowMs: NOW_MS }));
    expect(await amountsOf()).toEqual([250, -250, 250]);
    expect(await codeOf()).toBe('premium');
  });
});

describe('what renews', () => {
  test('is stopped and taken up again; the provider hears the last word only, until it agrees', async () => {
    const offer = await offered({ renews: true });
    const paid = paidFor(offer);
    await credit(paid);
    const played = playProvider({ renewal: [new Error('no answer')] });
    let atMs = NOW_MS;
    const settle = () => settlePayments({ db, provider: played.provider, log, nowMs: () => atMs });
    await wantRenewal(db, { offerIds: [offer.id], renews: false });
    expect(await settle()).toMatchObject({ told: 0 });
    atMs += HOUR_MS;
    expect(await settle()).toMatchObject({ told: 1 });
    expect(await settle()).toMatchObject({ told: 0 });
    await wantRenewal(db, { offerIds: [offer.id], renews: true });
    expect(await settle()).toMatchObject({ told: 1 });
    expect(played.asked).toEqual([`stop ${paid.chargeId}`, `stop ${paid.chargeId}`, `renew ${paid.chargeId}`]);
  });

  test('and was charged once more before the provider heard of the stop gives its month, and is still stopped', async () => {
    const offer = await offered({ renews: true });
    await credit(paidFor(offer));
    await wantRenewal(db, { offerIds: [offer.id], renews: false });
    const renewal = paidFor(offer, { period: { untilMs: NOW_MS + 60 * DAY_MS, isFirst: false } });
    await credit(renewal);
    const [live] = await liveSubscriptions(db, { payerId: ana, nowMs: NOW_MS });
    expect(live).toMatchObject({ renews: false, untilMs: NOW_MS + 60 * DAY_MS });
  });
});

describe('every night', () => {
  const settled = { atMs: NOW_MS - HOUR_MS };
  const reconcile = (books: BookEntry[]) =>
    reconcilePayments({ db, provider: playProvider({ books }).provider, log, nowMs: () => NOW_MS });

  test('a payment that was never told is credited, and its person hears of it', async () => {
    const paid = paidFor(await offered({ renews: true }), settled);
    const unsure: Paid = { ...paid, period: { untilMs: NOW_MS + 30 * DAY_MS, isFirst: null } };
    expect(await reconcile([unsure])).toEqual({ looked: 1, lost: 1, returned: 0, reported: 0 });
    expect(await amountsOf()).toEqual([250]);
    expect(await liveSubscriptions(db, { payerId: ana, nowMs: NOW_MS })).toMatchObject([{ renews: true }]);
    const news = await inOne((tx) => takePlanNews(tx, { urgent: [], most: 100 }));
    expect(news.map(({ facts }) => facts)).toContainEqual(expect.objectContaining({ kind: 'late', days: 30 }));
    // The message comes after all.
    expect(await credit(paid)).toEqual({ kind: 'there' });
    expect(await reconcile([unsure])).toMatchObject({ lost: 0 });
    // Of all nights together.
    const found = db.selectFrom('reconciliation').select(['lost', 'returned', 'reported']);
    expect(await found.where('provider', '=', provider).execute()).toEqual([{ lost: 1, returned: 0, reported: 0 }]);
    const { measures } = createEvents(log);
    watchFacts({ db, measures });
    expect(await measures.registry.metrics()).toMatch(/^catalogador_payment_differences\{state="lost"\} [1-9]/m);
  });

  test('a refund that was never told is taken back', async () => {
    const paid = paidFor(await offered(), settled);
    await credit(paid);
    const refunded = { kind: 'refunded', chargeId: paid.chargeId, ...settled } as const;
    expect(await reconcile([paid, refunded])).toMatchObject({ looked: 2, returned: 1, reported: 0 });
    expect(await amountsOf()).toEqual([250, -250]);
    expect(await reconcile([paid, refunded])).toMatchObject({ returned: 0 });
  });

  test('a foreign payment, an income of another kind, and a credit that the books do not show are reported', async () => {
    const foreign = paidFor(await offered(), { offerId: 'somebody else’s bot', ...settled });
    const gift: BookEntry = { kind: 'other', id: 'gift1', isIncome: true, ...settled };
    const withdrawal: BookEntry = { kind: 'other', id: 'out1', isIncome: false, ...settled };
    const forged = paidFor(await offered(), { atMs: NOW_MS - 2 * HOUR_MS });
    await credit(forged);
    expect(await reconcile([foreign, gift, withdrawal])).toEqual({ looked: 3, lost: 0, returned: 0, reported: 3 });
    expect(await amountsOf()).toEqual([250]);
  });

  test('what is a moment old is left to its own message', async () => {
    const paid = paidFor(await offered(), { atMs: NOW_MS - 1_000 });
    expect(await reconcile([paid])).toMatchObject({ looked: 0, lost: 0 });
    expect(await amountsOf()).toEqual([]);
  });

  test('books of many pages are read to their end, and from there the next night', async () => {
    const others = (count: number): BookEntry[] =>
      Array.from({ length: count }, (_, at) => ({ kind: 'other', id: `x${at}`, isIncome: false, ...settled }));
    expect(await reconcile(others(250))).toMatchObject({ looked: 250 });
    const paid = paidFor(await offered(), settled);
    const books = [...others(600), paid];
    expect(await reconcile(books)).toMatchObject({ looked: 601 - 50, lost: 1 });
  });
});

test('offers that nobody paid are cleared away after a month; what was paid stays', async () => {
  const [unpaid, paid] = [await offered(), await offered()];
  await credit(paidFor(paid));
  const before = new Date(NOW_MS - 31 * DAY_MS);
  await db.updateTable('payment_offer').set({ created_at: before }).where('provider', '=', provider).execute();
  expect(await clearOffers(db, { nowMs: NOW_MS, most: 500 })).toBe(1);
  const left = await db.selectFrom('payment_offer').select('id').where('provider', '=', provider).execute();
  expect(left).toEqual([{ id: paid.id }]);
  expect(unpaid.id).not.toBe(paid.id);
  expect(await paymentsOf(db, { payerId: ana, fromMs: NOW_MS - DAY_MS, most: 10 })).toHaveLength(1);
});
