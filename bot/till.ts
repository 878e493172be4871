import { setTimeout as wait } from 'node:timers/promises';
import { type Api, GrammyError } from 'grammy';
import type { PreCheckoutQuery, Update } from 'grammy/types';
import type { EpochMs } from '#engine/index.ts';
import type { Database } from '#io/db/database.ts';
import { findPerson } from '#io/db/people.ts';
import type { Events } from '#io/events.ts';
import type { Log } from '#io/log.ts';
import { type CheckoutVerdict, judgeCheckout } from '#io/payments/judge-checkout.ts';
import type { PaymentProvider } from '#io/payments/provider.ts';
import { markUpdateDone } from '#io/telegram/inbox.ts';
import { guessLanguage, words as wordsOf } from './i18n/index.ts';
import { checkoutRefusal } from './views/pay.ts';

/** Telegram waits for ten seconds, and so does the person. */
const PATIENCE_MS = 9_000;
const AGAIN_MS = 250;

/** What was answered is known for so long: it comes as it arrives, from the inbox, and once more from Telegram. */
const KNOWN_MS = 60_000;

type Checkout = Update & { pre_checkout_query: PreCheckoutQuery };

export interface Till {
  /**
   * Answers whoever is about to pay, at once: neither the queue nor the inbox nor other updates come before it. Never
   * throws: when the database or Telegram is away, Telegram gives up by itself and nothing is charged. Always true.
   */
  begin(update: Checkout): true;
  /** The same, at most once, and ticks it off in the inbox. */
  answer(update: Checkout): Promise<void>;
  /** Until nobody waits for an answer, and not for long: others may wait so long for what they asked. */
  calm(): Promise<void>;
}

/** Far more than an answer takes; Telegram may be slow, and everybody else is not to suffer for it. */
const LONGEST_CALM_MS = 300;

export function createTill({
  db,
  inbox,
  api,
  checkout,
  log,
  events,
  nowMs,
}: {
  /** With lines of its own. */
  db: Database;
  /** Where it is ticked off: nobody waits for that. */
  inbox: Database;
  /** With a short limit: a call that hangs leaves time for the next one. */
  api: Api;
  /** null: nothing is sold, and nothing can be paid. */
  checkout: Pick<PaymentProvider, 'name'> | null;
  log: Log;
  events: Pick<Events, 'checkoutAnswered'>;
  nowMs: () => EpochMs;
}): Till {
  const known = new Map<number, Promise<void>>();
  const underWay = new Set<Promise<void>>();
  return {
    async calm() {
      if (underWay.size > 0)
        await Promise.race([Promise.all(underWay), wait(LONGEST_CALM_MS, undefined, { ref: false })]);
    },
    begin(update) {
      void once(update);
      return true;
    },
    async answer(update) {
      await once(update);
      const { update_id: id } = update;
      await markUpdateDone(inbox, id).catch((error) => log.warn({ err: error }, 'a checkout stays open'));
    },
  };

  function once(update: Checkout): Promise<void> {
    const id = update.update_id;
    const found = known.get(id);
    if (found !== undefined) return found;
    const answering = answer(update.pre_checkout_query);
    known.set(id, answering);
    underWay.add(answering);
    void answering.then(() => underWay.delete(answering));
    setTimeout(() => known.delete(id), KNOWN_MS).unref();
    return answering;
  }

  async function answer(query: PreCheckoutQuery): Promise<void> {
    const endMs = performance.now() + PATIENCE_MS;
    for (let isFirst = true; isFirst || performance.now() < endMs; isFirst = false) {
      if (!isFirst) await wait(AGAIN_MS);
      try {
        const verdict = await judge(query);
        await tell(query, verdict);
        return events.checkoutAnswered({ end: verdict });
      } catch (error) {
        if (error instanceof GrammyError && error.error_code < 500 && error.error_code !== 429) {
          // Answered before, or too late.
          log.info({ why: error.description }, 'nobody waits for this checkout');
          return events.checkoutAnswered({ end: 'nobody_waits' });
        }
        log.warn({ err: error }, 'a checkout is not answered yet');
      }
    }
    events.checkoutAnswered({ end: 'unanswered' });
  }

  async function judge(query: PreCheckoutQuery): Promise<CheckoutVerdict> {
    if (checkout === null) return 'changed';
    const { from, currency, total_amount: amount, invoice_payload: offerId } = query;
    const asked = { offerId, payerId: from.id, currency, amount };
    const verdict = await judgeCheckout(db, { provider: checkout.name, asked, nowMs: nowMs() });
    if (verdict === 'forged') log.error({ payerId: from.id, amount }, 'somebody pays for what was not offered to them');
    return verdict;
  }

  async function tell(query: PreCheckoutQuery, verdict: CheckoutVerdict): Promise<void> {
    if (verdict === 'fine') return void (await api.answerPreCheckoutQuery(query.id, true));
    const person = await findPerson(db, query.from.id);
    const words = wordsOf(guessLanguage(person?.language ?? query.from.language_code));
    await api.answerPreCheckoutQuery(query.id, false, { error_message: checkoutRefusal(words, verdict) });
  }
}

export function isCheckout(update: Update): update is Checkout {
  return update.pre_checkout_query !== undefined;
}
