import { Api } from 'grammy';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStars, readStars } from '#io/payments/stars.ts';
import { startTelegramSimulator, type TelegramSimulator } from '#io/telegram/simulator/simulator.ts';

let telegram: TelegramSimulator;
let stars: ReturnType<typeof createStars>;
let person: number;
beforeAll(async () => {
  telegram = await startTelegramSimulator();
  const api = new Api(telegram.token, { apiRoot: telegram.apiRoot });
  stars = createStars(api);
  person = telegram.people.create({ firstName: 'Rita', hasStarted: true }).id;
});
afterAll(() => telegram.close());

const invoice = { title: 'Premium · 30 days', description: 'More a day', amount: 250, renews: true };

/** Pays while somebody says yes to everything, and gives the message that told of it. */
async function pay(url: string): Promise<unknown> {
  const api = new Api(telegram.token, { apiRoot: telegram.apiRoot });
  const paying = telegram.people.pay(person, url);
  for (let offset = 0; ; ) {
    for (const update of await api.getUpdates({ offset, timeout: 2 })) {
      offset = update.update_id + 1;
      const { pre_checkout_query: asked, message } = update;
      if (asked) await api.answerPreCheckoutQuery(asked.id, true);
      if (message?.successful_payment) return paying.then(() => message);
    }
  }
}

test('what is made payable, paid, told, given back and in the books is one and the same', async () => {
  const url = await stars.create({ ...invoice, offerId: 'offer-1' });
  expect(telegram.people.invoice(url)).toMatchObject({ amount: 250, payload: 'offer-1', isSubscription: true });
  const paid = stars.parse(await pay(url));
  if (paid?.kind !== 'paid') throw new Error('No payment was told.');
  const { chargeId } = paid;
  const facts = { chargeId, offerId: 'offer-1', payerId: person, currency: 'XTR', amount: 250 };
  expect(paid).toMatchObject({ ...facts, period: { isFirst: true, untilMs: paid.atMs + 30 * 86_400_000 } });

  const subscription = { payerId: person, chargeId };
  expect(await stars.setRenewal(subscription, { renews: false })).toEqual({ kind: 'done' });
  // Told twice, it is done all the same.
  expect(await stars.setRenewal(subscription, { renews: false })).toEqual({ kind: 'done' });
  expect(await stars.refund(subscription)).toEqual({ kind: 'done' });
  expect(await stars.refund(subscription)).toEqual({ kind: 'done' });
  expect(await stars.refund({ ...subscription, chargeId: 'nothing' })).toEqual({
    kind: 'refused',
    why: expect.stringContaining('CHARGE_NOT_FOUND'),
  });
  telegram.people.giveStars(person, 5);
  expect(await stars.fetch({ skip: 0, most: 100 })).toMatchObject([
    { kind: 'paid', ...facts, period: { isFirst: null } },
    { kind: 'refunded', chargeId },
    { kind: 'other', isIncome: true },
  ]);
});

test('an answer that is lost, and one that asks to wait, leave it open', async () => {
  const charge = { payerId: person, chargeId: 'x' };
  telegram.faults.add({ kind: 'lost_request', methods: ['refundStarPayment'], count: 1 });
  await expect(stars.refund(charge)).rejects.toThrow();
  telegram.faults.add({ kind: 'too_many_requests', methods: ['editUserStarSubscription'], count: 1 });
  await expect(stars.setRenewal(charge, { renews: false })).rejects.toThrow(/429/);
});

const MESSAGE = { message_id: 1, date: 1_800_000_000, chat: { id: 7, type: 'private' } };
const PAID = { currency: 'XTR', total_amount: 250, invoice_payload: 'x', telegram_payment_charge_id: 'c' };

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['a text', 'paid'],
  ['a message about something else', { ...MESSAGE, text: 'paid' }],
  ['a payment of nothing', { ...MESSAGE, successful_payment: { ...PAID, total_amount: 0 } }],
  ['less than nothing', { ...MESSAGE, successful_payment: { ...PAID, total_amount: -1 } }],
  ['an amount in words', { ...MESSAGE, successful_payment: { ...PAID, total_amount: '250' } }],
  ['a payment without a name', { ...MESSAGE, successful_payment: { ...PAID, telegram_payment_charge_id: '' } }],
  [
    'a name of a megabyte',
    { ...MESSAGE, successful_payment: { ...PAID, telegram_payment_charge_id: 'x'.repeat(1e6) } },
  ],
  ['a payment of no chat', { date: 1, successful_payment: PAID }],
])('A52: %s tells of no money', (_what, message) => {
  expect(readStars(message)).toBeNull();
});
