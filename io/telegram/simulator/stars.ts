import { randomBytes } from 'node:crypto';
import type { Changes } from './changes.ts';
import type { Chats } from './chats.ts';
import type { Limits } from './limits.ts';
import { badRequest, queryTooOld } from './refusal.ts';
import type { Invoice, Subscription } from './star-books.ts';
import type { State } from './state.ts';
import type { Updates } from './updates.ts';
import { userOf } from './user-of.ts';
import type { Message } from './wire.ts';

/** Telegram's only period of a subscription. */
export const PERIOD_SECONDS = 2_592_000;
/** What everybody has in their purse at first. */
const PURSE = 10_000;

/** How the sheet of a person who pays ended. */
export type Payment =
  | { readonly kind: 'paid'; readonly chargeId: string }
  /** The bot said no, in these words. */
  | { readonly kind: 'refused'; readonly words: string }
  /** The bot did not answer in time: nothing was charged. */
  | { readonly kind: 'unanswered' }
  | { readonly kind: 'too_poor' };

interface Checkout {
  readonly bornMs: number;
  readonly answer: (answer: { ok: boolean; words: string }) => void;
}

/** Stars: invoices, purses, the moment before paying, subscriptions, refunds, and the books of the bot. */
export function createStars(options: {
  state: State;
  chats: Chats;
  updates: Updates;
  changes: Changes;
  limits: Limits;
  nowMs: () => number;
}) {
  const { state, chats, updates, changes, limits, nowMs } = options;
  const books = state.stars;
  const checkouts = new Map<string, Checkout>();
  const nowSeconds = () => Math.floor(nowMs() / 1_000);
  // Ids must not repeat after a restart, when old questions may still be pending.
  let nextQueryId = BigInt(Date.now()) * 1_000_000n;

  const purseOf = (personId: number) => books.purses[personId] ?? PURSE;
  const fill = (personId: number, stars: number) => {
    books.purses[personId] = stars;
    changes.emit({ kind: 'people' });
  };

  const invoiceAt = (slug: string): Invoice => {
    const invoice = books.invoices[slug];
    if (!invoice) throw new Error(`There is no invoice "${slug}".`);
    return invoice;
  };

  const subscriptionWith = (chargeId: string): Subscription => {
    const slug = books.charges[chargeId]?.slug;
    const found = Object.values(books.subscriptions).find(
      (one) => one.firstChargeId === chargeId || (one.slug === slug && !one.isOver),
    );
    if (!found) throw new Error(`There is no subscription with a charge "${chargeId}".`);
    return found;
  };

  /** The bot is asked, and has ten seconds. */
  const ask = (personId: number, invoice: Invoice) =>
    new Promise<{ ok: boolean; words: string } | null>((resolve) => {
      const id = String(nextQueryId++);
      const finish = (answer: { ok: boolean; words: string } | null) => {
        clearTimeout(timer);
        checkouts.delete(id);
        resolve(answer);
      };
      const timer = setTimeout(finish, limits.checkoutSeconds * 1_000, null);
      checkouts.set(id, { bornMs: nowMs(), answer: finish });
      const { amount: total_amount, payload: invoice_payload } = invoice;
      const from = userOf(state.people[personId]!);
      const query = { id, from, currency: 'XTR', total_amount, invoice_payload };
      updates.add('pre_checkout_query', query, personId);
    });

  const charge = ({
    personId,
    invoice,
    period,
  }: {
    personId: number;
    invoice: Invoice;
    period: Subscription | 'first' | null;
  }): string => {
    const { amount, payload, slug } = invoice;
    const number = books.nextNumber++;
    const chargeId = `stx${number}${randomBytes(18).toString('base64url')}`;
    const dateSeconds = nowSeconds();
    fill(personId, purseOf(personId) - amount);
    books.balance += amount;
    books.charges[chargeId] = { chargeId, personId, slug, amount, dateSeconds, isRefunded: false };
    books.entries.push({ id: chargeId, amount, dateSeconds, personId, isRefund: false, slug });
    const untilSeconds = period === null ? undefined : dateSeconds + PERIOD_SECONDS;
    if (untilSeconds !== undefined) {
      if (period === 'first' || period === null) {
        books.subscriptions[chargeId] = {
          ...{ firstChargeId: chargeId, personId, slug, untilSeconds },
          ...{ isCanceled: false, isStoppedByBot: false, isOver: false },
        };
      } else period.untilSeconds = untilSeconds;
    }
    const paid = {
      ...{ currency: 'XTR', total_amount: amount, invoice_payload: payload },
      subscription_expiration_date: untilSeconds,
      is_recurring: period === null ? undefined : (true as const),
      is_first_recurring: period === 'first' ? (true as const) : undefined,
      ...{ telegram_payment_charge_id: chargeId, provider_payment_charge_id: `${number}_0` },
    };
    updates.add('message', say(personId, { successful_payment: paid }), personId);
    return chargeId;
  };

  const say = (personId: number, content: Pick<Message, 'successful_payment' | 'refunded_payment'>): Message => {
    const person = state.people[personId]!;
    return chats.add(chats.record(personId)!, { from: userOf(person), content });
  };

  return {
    purseOf,
    fill,
    invoiceAt,
    /** The bot made something payable; gives its address. */
    add(invoice: Omit<Invoice, 'slug'>): string {
      const slug = `$${randomBytes(12).toString('base64url')}`;
      books.invoices[slug] = { slug, ...invoice };
      return `https://t.me/${slug}`;
    },
    /** Errors: 400 when nobody waits, or not any more. */
    answer(queryId: string, answer: { ok: boolean; words: string }) {
      const checkout = checkouts.get(queryId);
      if (!checkout || nowMs() - checkout.bornMs >= limits.checkoutSeconds * 1_000) throw queryTooOld();
      checkout.answer(answer);
    },
    /** A person presses "pay" on the sheet. Errors: plain Error for what nobody could press. */
    async pay(personId: number, slug: string): Promise<Payment> {
      const invoice = invoiceAt(slug);
      const isRunning = Object.values(books.subscriptions).some(
        (one) => one.personId === personId && one.slug === slug && !one.isOver && !one.isCanceled,
      );
      if (isRunning) throw new Error('This person pays for it already.');
      if (purseOf(personId) < invoice.amount) return { kind: 'too_poor' };
      const answer = await ask(personId, invoice);
      if (answer === null) return { kind: 'unanswered' };
      if (!answer.ok) return { kind: 'refused', words: answer.words };
      for (const one of Object.values(books.subscriptions)) {
        if (one.personId === personId && one.slug === slug) one.isOver = true;
      }
      const period = invoice.isSubscription ? 'first' : null;
      return { kind: 'paid', chargeId: charge({ personId, invoice, period }) };
    },
    /** The end of a period comes: it is charged again, unless it was stopped or the purse is too empty. Gives the charge. */
    renew(firstChargeId: string): string | null {
      const subscription = subscriptionWith(firstChargeId);
      const { personId, slug, isCanceled, isOver } = subscription;
      const invoice = invoiceAt(slug);
      if (isOver || isCanceled || purseOf(personId) < invoice.amount) {
        subscription.isOver = true;
        return null;
      }
      return charge({ personId, invoice, period: subscription });
    },
    /** The person stops it, or takes it up again, in the settings of their app: the bot is not told. */
    setCanceledByPerson(firstChargeId: string, isCanceled: boolean) {
      const subscription = subscriptionWith(firstChargeId);
      if (subscription.isStoppedByBot && !isCanceled) throw new Error('The bot stopped it.');
      subscription.isCanceled = isCanceled;
    },
    subscriptionOf: (chargeId: string) => ({ ...subscriptionWith(chargeId) }),
    /** Errors: 400 with Telegram's words. */
    editByBot(personId: number, { chargeId, isCanceled }: { chargeId: string; isCanceled: boolean }) {
      const charged = books.charges[chargeId];
      if (charged?.personId !== personId) throw badRequest('CHARGE_ID_INVALID');
      const subscription = Object.values(books.subscriptions).find((one) => one.firstChargeId === chargeId);
      if (!subscription) throw badRequest('CHARGE_ID_INVALID');
      if (subscription.isOver) throw badRequest('SUBSCRIPTION_NOT_ACTIVE');
      if (subscription.isCanceled === isCanceled) throw badRequest('SUBSCRIPTION_NOT_MODIFIED');
      subscription.isCanceled = isCanceled;
      subscription.isStoppedByBot = isCanceled;
    },
    /** Errors: 400 with Telegram's words. */
    refund(personId: number, chargeId: string) {
      const charged = books.charges[chargeId];
      if (!charged || charged.personId !== personId) throw badRequest('CHARGE_NOT_FOUND');
      if (charged.isRefunded) throw badRequest('CHARGE_ALREADY_REFUNDED');
      if (books.balance < charged.amount) throw badRequest('BALANCE_TOO_LOW');
      charged.isRefunded = true;
      books.balance -= charged.amount;
      fill(personId, purseOf(personId) + charged.amount);
      const { amount, slug } = charged;
      books.entries.push({ id: chargeId, amount, dateSeconds: nowSeconds(), personId, isRefund: true, slug });
      const { payload: invoice_payload } = invoiceAt(slug);
      const refunded = {
        ...{ currency: 'XTR', total_amount: amount, invoice_payload },
        telegram_payment_charge_id: chargeId,
      };
      updates.add('message', say(personId, { refunded_payment: refunded }), personId);
    },
    /** Stars that came without an invoice, as a gift does. */
    receive(personId: number, amount: number) {
      const id = `gift${books.nextNumber++}`;
      books.balance += amount;
      books.entries.push({ id, amount, dateSeconds: nowSeconds(), personId, isRefund: false, slug: null });
    },
    balance: () => books.balance,
    /** The oldest first. */
    entries: () => books.entries,
  };
}

export type Stars = ReturnType<typeof createStars>;
