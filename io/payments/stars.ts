import { type Api, GrammyError } from 'grammy';
import type { StarTransaction, SuccessfulPayment } from 'grammy/types';
import { z } from 'zod';
import type { BookEntry, MoneyEvent, Paid, PaymentProvider, Told } from './provider.ts';

/** The only period that Telegram knows. */
const PERIOD_SECONDS = 2_592_000;

/**
 * Telegram Stars (`XTR`). The fee is Telegram's, there is no key and no page of ours.
 *
 * @see https://core.telegram.org/bots/payments-stars
 */
export function createStars(api: Api): PaymentProvider {
  return {
    name: 'stars',
    currency: 'XTR',
    create: ({ offerId, title, description, amount, renews }) =>
      api.createInvoiceLink(title, description, offerId, '', 'XTR', [{ label: title, amount }], {
        ...(renews ? { subscription_period: PERIOD_SECONDS } : {}),
      }),
    parse: readStars,
    async fetch({ skip, most }) {
      const { transactions } = await api.getStarTransactions({ offset: skip, limit: most });
      return transactions.map(toEntry);
    },
    refund: ({ payerId, chargeId }) => tell(() => api.refundStarPayment(payerId, chargeId), /CHARGE_ALREADY_REFUNDED/),
    setRenewal: ({ payerId, chargeId }, { renews }) =>
      // Telegram says so of one that its person has stopped or resumed there.
      tell(() => api.editUserStarSubscription(payerId, chargeId, !renews), /SUBSCRIPTION_NOT_MODIFIED/),
  };
}

const MESSAGE = z.object({
  date: z.int(),
  chat: z.object({ id: z.int() }),
  successful_payment: z
    .object({
      currency: z.string(),
      total_amount: z.int().positive(),
      invoice_payload: z.string(),
      telegram_payment_charge_id: z.string().min(1).max(256),
      subscription_expiration_date: z.int().optional(),
      is_first_recurring: z.boolean().optional(),
    })
    .optional(),
  refunded_payment: z.object({ telegram_payment_charge_id: z.string().min(1).max(256) }).optional(),
});

/** What a message in a private chat says of Stars; whoever pays is its person. */
export function readStars(message: unknown): MoneyEvent | null {
  const { data } = MESSAGE.safeParse(message);
  if (data === undefined) return null;
  const { chat, successful_payment: paid, refunded_payment: refunded } = data;
  const atMs = data.date * 1_000;
  if (paid !== undefined) return { ...toPaid(paid), payerId: chat.id, atMs };
  return refunded === undefined ? null : { kind: 'refunded', chargeId: refunded.telegram_payment_charge_id, atMs };
}

type Wire = Pick<SuccessfulPayment, 'currency' | 'total_amount' | 'invoice_payload' | 'telegram_payment_charge_id'> & {
  subscription_expiration_date?: number | undefined;
  is_first_recurring?: boolean | undefined;
};

function toPaid(paid: Wire): Omit<Paid, 'payerId' | 'atMs'> {
  const { subscription_expiration_date: until, is_first_recurring: isFirst = false } = paid;
  return {
    kind: 'paid',
    chargeId: paid.telegram_payment_charge_id,
    offerId: paid.invoice_payload,
    currency: paid.currency,
    amount: paid.total_amount,
    period: until === undefined ? null : { untilMs: until * 1_000, isFirst },
  };
}

/** A refund has the id of its payment, and goes to a user as a payment comes from one. */
function toEntry({ id, amount, date, source, receiver }: StarTransaction): BookEntry {
  const atMs = date * 1_000;
  if (receiver?.type === 'user' && receiver.transaction_type === 'invoice_payment') {
    return { kind: 'refunded', chargeId: id, atMs };
  }
  if (source?.type !== 'user' || source.transaction_type !== 'invoice_payment') {
    return { kind: 'other', id, isIncome: source !== undefined, atMs };
  }
  const { user, invoice_payload: offerId = '', subscription_period: seconds } = source;
  const period = seconds === undefined ? null : { untilMs: atMs + seconds * 1_000, isFirst: null };
  return { kind: 'paid', chargeId: id, offerId, payerId: user.id, currency: 'XTR', amount, atMs, period };
}

/** Telegram's no is an answer; anything else leaves open whether it was done. */
async function tell(call: () => Promise<unknown>, isDoneWhen: RegExp): Promise<Told> {
  try {
    await call();
    return { kind: 'done' };
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code === 429 || error.error_code >= 500) throw error;
    return isDoneWhen.test(error.description) ? { kind: 'done' } : { kind: 'refused', why: error.description };
  }
}
