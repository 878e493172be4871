import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTelegramSimulator, type TelegramSimulator } from '#io/telegram/simulator/simulator.ts';
import { clientOf, someone } from './client.ts';

let simulator: TelegramSimulator;
let rita: number;
let call: ReturnType<typeof clientOf>;
let nowMs: number;
let offset: number;

beforeEach(async () => {
  offset = 0;
  nowMs = Date.now();
  simulator = await startTelegramSimulator({ nowMs: () => nowMs, limits: { checkoutSeconds: 1 } });
  rita = someone(simulator);
  call = clientOf(simulator);
});
afterEach(() => simulator.close());

const INVOICE = {
  ...{ title: 'Premium', description: 'Thirty days', payload: 'offer-1', provider_token: '', currency: 'XTR' },
  prices: [{ label: 'Premium', amount: 250 }],
};
const PERIOD = { subscription_period: 2_592_000 };

async function link(more: object = {}): Promise<string> {
  return (await call<string>('createInvoiceLink', { ...INVOICE, ...more })).result;
}

interface Told {
  readonly update_id: number;
  readonly pre_checkout_query?: { readonly id: string };
  readonly message?: Readonly<Record<string, unknown>>;
}

async function updates(): Promise<readonly Told[]> {
  const { result } = await call<readonly Told[]>('getUpdates', { offset, timeout: 2 });
  offset = (result.at(-1)?.update_id ?? offset - 1) + 1;
  return result;
}

/** Rita pays, and the bot answers what it is told to. */
async function pay(url: string, answer: object = { ok: true }) {
  const paying = simulator.people.pay(rita, url);
  const [query] = (await updates()).flatMap(({ pre_checkout_query: asked }) => asked ?? []);
  const answered = await call('answerPreCheckoutQuery', { pre_checkout_query_id: query!.id, ...answer });
  return { query, answered, end: await paying };
}

const messages = async () => (await updates()).flatMap(({ message }) => message ?? []);
const chargeOf = (end: { kind: string; chargeId?: string }) => end.chargeId ?? '';

test('the bot is asked before the money moves, and told after', async () => {
  const { query, end } = await pay(await link());
  expect(query).toEqual({
    id: expect.any(String),
    from: expect.objectContaining({ id: rita }),
    ...{ currency: 'XTR', total_amount: 250, invoice_payload: 'offer-1' },
  });
  expect((await messages()).at(-1)).toMatchObject({
    from: { id: rita },
    successful_payment: {
      ...{ currency: 'XTR', total_amount: 250, invoice_payload: 'offer-1' },
      telegram_payment_charge_id: chargeOf(end),
    },
  });
  expect(simulator.people.purse(rita)).toBe(9_750);
  expect((await call('getMyStarBalance')).result).toEqual({ amount: 250 });
});

test('what the bot refuses, in its words, and what it does not answer in ten seconds, costs nothing', async () => {
  const url = await link();
  expect((await pay(url, { ok: false, error_message: 'The price has changed.' })).end).toEqual({
    kind: 'refused',
    words: 'The price has changed.',
  });
  const paying = simulator.people.pay(rita, url);
  const [query] = (await updates()).flatMap(({ pre_checkout_query: asked }) => asked ?? []);
  expect(await paying).toEqual({ kind: 'unanswered' });
  const late = await call('answerPreCheckoutQuery', { pre_checkout_query_id: query!.id, ok: true });
  expect(late.description).toMatch(/query is too old/);
  simulator.people.fillPurse(rita, 249);
  expect(await simulator.people.pay(rita, url)).toEqual({ kind: 'too_poor' });
  expect(simulator.people.purse(rita)).toBe(249);
});

test.each([
  ['another currency', { currency: 'BRL' }, 'CURRENCY_INVALID'],
  ['a provider’s token', { provider_token: 'x' }, 'PAYMENT_PROVIDER_INVALID'],
  ['a long title', { title: 'x'.repeat(33) }, 'INVOICE_TITLE_INVALID'],
  ['a long description', { description: 'x'.repeat(256) }, 'INVOICE_DESCRIPTION_INVALID'],
  ['no payload', { payload: '' }, 'INVOICE_PAYLOAD_INVALID'],
  ['a long payload', { payload: 'é'.repeat(65) }, 'INVOICE_PAYLOAD_INVALID'],
  ['two prices', { prices: [...INVOICE.prices, ...INVOICE.prices] }, 'INVOICE_PRICES_INVALID'],
  ['no Stars', { prices: [{ label: 'x', amount: 0 }] }, 'STARS_INVOICE_INVALID'],
  ['half a Star', { prices: [{ label: 'x', amount: 1.5 }] }, 'STARS_INVOICE_INVALID'],
  ['a week', { subscription_period: 604_800 }, 'SUBSCRIPTION_PERIOD_INVALID'],
  ['10 001 Stars a month', { ...PERIOD, prices: [{ label: 'x', amount: 10_001 }] }, 'STARS_INVOICE_INVALID'],
])('an invoice with %s is refused', async (_what, wrong, words) => {
  expect((await call('createInvoiceLink', { ...INVOICE, ...wrong })).description).toBe(`Bad Request: ${words}`);
});

test('a subscription is charged again until the bot or the person stops it', async () => {
  const first = chargeOf((await pay(await link(PERIOD))).end);
  expect((await messages()).at(-1)).toMatchObject({
    successful_payment: {
      ...{ is_recurring: true, is_first_recurring: true },
      subscription_expiration_date: Math.floor(nowMs / 1_000) + 2_592_000,
    },
  });
  nowMs += 2_592_000_000;
  const second = simulator.people.renewSubscription(first);
  const renewal = ((await messages()).at(-1) as { successful_payment?: object } | undefined)?.successful_payment;
  expect(renewal).toMatchObject({ is_recurring: true, telegram_payment_charge_id: second });
  expect(renewal).not.toHaveProperty('is_first_recurring');
  const stop = { user_id: rita, telegram_payment_charge_id: first, is_canceled: true };
  // Its name is its first payment: that of a renewal is none, though it can be given back.
  expect((await call('editUserStarSubscription', { ...stop, telegram_payment_charge_id: second })).description).toBe(
    'Bad Request: CHARGE_ID_INVALID',
  );
  expect((await call('editUserStarSubscription', stop)).ok).toBe(true);
  expect((await call('editUserStarSubscription', stop)).description).toMatch(/SUBSCRIPTION_NOT_MODIFIED/);
  expect((await call('editUserStarSubscription', { ...stop, user_id: 1 })).ok).toBe(false);
  expect(() => simulator.people.setSubscriptionCanceled(first, false)).toThrow(/bot/);
  expect(simulator.people.renewSubscription(first)).toBeNull();
  expect((await call('editUserStarSubscription', { ...stop, is_canceled: false })).description).toMatch(/NOT_ACTIVE/);
});

test('a purse that is too empty ends a subscription, and the bot is not told', async () => {
  const first = chargeOf((await pay(await link(PERIOD))).end);
  await messages();
  simulator.people.fillPurse(rita, 249);
  expect(simulator.people.renewSubscription(first)).toBeNull();
  expect(simulator.people.subscription(first)).toMatchObject({ isOver: true });
  expect(await updates()).toEqual([]);
});

test('a payment goes back once; after that Telegram says so, and the bot hears of the one', async () => {
  const charge = chargeOf((await pay(await link())).end);
  await messages();
  const refund = { user_id: rita, telegram_payment_charge_id: charge };
  expect((await call('refundStarPayment', { ...refund, telegram_payment_charge_id: 'x' })).description).toMatch(
    /CHARGE_NOT_FOUND/,
  );
  expect((await call('refundStarPayment', refund)).result).toBe(true);
  expect((await call('refundStarPayment', refund)).description).toBe('Bad Request: CHARGE_ALREADY_REFUNDED');
  expect(simulator.people.purse(rita)).toBe(10_000);
  expect(await messages()).toMatchObject([{ refunded_payment: { telegram_payment_charge_id: charge } }]);
});

test('the books have everything, the oldest first, a page at a time', async () => {
  const url = await link(PERIOD);
  const charge = chargeOf((await pay(url)).end);
  await messages();
  simulator.people.giveStars(rita, 15);
  await call('refundStarPayment', { user_id: rita, telegram_payment_charge_id: charge });
  const { result } = await call<{ transactions: object[] }>('getStarTransactions');
  const partner = { type: 'user', transaction_type: 'invoice_payment', user: { id: rita }, invoice_payload: 'offer-1' };
  expect(result.transactions).toMatchObject([
    { id: charge, amount: 250, source: { ...partner, ...PERIOD } },
    { amount: 15, source: { type: 'user', user: { id: rita } } },
    { id: charge, amount: 250, receiver: partner },
  ]);
  const page = await call<{ transactions: object[] }>('getStarTransactions', { offset: 1, limit: 1 });
  expect(page.result.transactions).toMatchObject([{ amount: 15 }]);
  expect((await call('getStarTransactions', { limit: 101 })).ok).toBe(false);
});

test('a refund can be refused on purpose, and its answer lost after it was made', async () => {
  const charge = chargeOf((await pay(await link())).end);
  const refund = { user_id: rita, telegram_payment_charge_id: charge };
  simulator.faults.add({ kind: 'refused', methods: ['refundStarPayment'], count: 1, description: 'BALANCE_TOO_LOW' });
  expect((await call('refundStarPayment', refund)).description).toBe('Bad Request: BALANCE_TOO_LOW');
  simulator.faults.add({ kind: 'lost_reply', methods: ['refundStarPayment'], count: 1 });
  await expect(call('refundStarPayment', refund)).rejects.toThrow();
  expect((await call('refundStarPayment', refund)).description).toMatch(/ALREADY/);
});
