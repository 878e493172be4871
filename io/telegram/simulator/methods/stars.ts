import { type Call, flagOf, type House, listOf, numberOf, textOf } from '../house.ts';
import { badRequest } from '../refusal.ts';
import { PERIOD_SECONDS } from '../stars.ts';
import { userOf } from '../user-of.ts';

const MOST_TITLE = 32;
const MOST_DESCRIPTION = 255;
const MOST_PAYLOAD_BYTES = 128;
const MOST_LABEL = 32;
const MOST_STARS = 100_000;
const MOST_STARS_A_PERIOD = 10_000;
const PAGE = 100;

/** For Stars only: other currencies need a provider that we do not play. */
export function createInvoiceLink(house: House, call: Call): string {
  const [title = '', description = '', payload = ''] = ['title', 'description', 'payload'].map((name) =>
    textOf(call, name),
  );
  if (title === '' || title.length > MOST_TITLE) throw badRequest('INVOICE_TITLE_INVALID');
  if (description === '' || description.length > MOST_DESCRIPTION) throw badRequest('INVOICE_DESCRIPTION_INVALID');
  const bytes = Buffer.byteLength(payload);
  if (bytes < 1 || bytes > MOST_PAYLOAD_BYTES) throw badRequest('INVOICE_PAYLOAD_INVALID');
  if (textOf(call, 'currency') !== 'XTR') throw badRequest('CURRENCY_INVALID');
  if ((textOf(call, 'provider_token') ?? '') !== '') throw badRequest('PAYMENT_PROVIDER_INVALID');
  const period = numberOf(call, 'subscription_period');
  if (period !== undefined && period !== PERIOD_SECONDS) throw badRequest('SUBSCRIPTION_PERIOD_INVALID');
  const amount = amountOf(call, period === undefined ? MOST_STARS : MOST_STARS_A_PERIOD);
  return house.stars.add({ title, description, payload, amount, isSubscription: period !== undefined });
}

function amountOf(call: Call, most: number): number {
  const [price, ...more] = listOf<{ label?: unknown; amount?: unknown }>(call, 'prices') ?? [];
  if (!price || more.length > 0) throw badRequest('INVOICE_PRICES_INVALID');
  const { label, amount } = price;
  if (typeof label !== 'string' || label === '' || label.length > MOST_LABEL) throw badRequest('INVOICE_LABEL_INVALID');
  if (!Number.isSafeInteger(amount) || (amount as number) < 1 || (amount as number) > most) {
    throw badRequest('STARS_INVOICE_INVALID');
  }
  return amount as number;
}

export function answerPreCheckoutQuery(house: House, call: Call): true {
  const ok = flagOf(call, 'ok');
  const words = textOf(call, 'error_message') ?? '';
  if (!ok && words === '') throw badRequest('error message is empty');
  house.stars.answer(textOf(call, 'pre_checkout_query_id') ?? '', { ok, words });
  return true;
}

export function refundStarPayment(house: House, call: Call): true {
  house.stars.refund(personOf(house, call), textOf(call, 'telegram_payment_charge_id') ?? '');
  return true;
}

export function editUserStarSubscription(house: House, call: Call): true {
  const chargeId = textOf(call, 'telegram_payment_charge_id') ?? '';
  house.stars.editByBot(personOf(house, call), { chargeId, isCanceled: flagOf(call, 'is_canceled') });
  return true;
}

function personOf(house: House, call: Call): number {
  const id = numberOf(call, 'user_id') ?? 0;
  if (!house.state.people[id]) throw badRequest('USER_ID_INVALID');
  return id;
}

/** The oldest first. */
export function getStarTransactions(house: House, call: Call) {
  const limit = numberOf(call, 'limit') ?? PAGE;
  if (limit < 1 || limit > PAGE) throw badRequest('LIMIT_INVALID');
  const offset = Math.max(0, numberOf(call, 'offset') ?? 0);
  const lines = house.stars.entries().slice(offset, offset + limit);
  return {
    transactions: lines.map(({ id, amount, dateSeconds: date, personId, isRefund, slug }) => {
      const user = userOf(house.state.people[personId]!);
      if (slug === null) {
        // A gift without words; its kind is none of ours.
        const source = { type: 'user', transaction_type: 'business_account_transfer', user };
        return { id, amount, date, source };
      }
      const { payload: invoice_payload, isSubscription } = house.stars.invoiceAt(slug);
      const period = isSubscription ? { subscription_period: PERIOD_SECONDS } : {};
      const partner = { type: 'user', transaction_type: 'invoice_payment', user, invoice_payload, ...period };
      return { id, amount, date, ...(isRefund ? { receiver: partner } : { source: partner }) };
    }),
  };
}

export function getMyStarBalance(house: House) {
  return { amount: house.stars.balance() };
}
