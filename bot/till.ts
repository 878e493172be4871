import { setTimeout as wait } from 'node:timers/promises';
import { type Api, GrammyError } from 'grammy';
import type { PreCheckoutQuery, Update } from 'grammy/types';
import type { EpochMs } from '#engine/index.ts';
import type { Database } from '#io/db/database.ts';
import { findPerson } from '#io/db/people.ts';
import type { Log } from '#io/log.ts';
import { type CheckoutVerdict, judgeCheckout } from '#io/payments/judge-checkout.ts';
import type { PaymentProvider } from '#io/payments/provider.ts';
import { markUpdateDone } from '#io/telegram/inbox.ts';
import { guessLanguage, words as wordsOf } from './i18n/index.ts';
import { checkoutRefusal } from './views/pay.ts';

/** Telegram waits for ten seconds, and so does the person. */
const PATIENCE_MS = 9_000;
const AGAIN_MS = 250;

export interface Till {
  /**
   * Answers whoever is about to pay. It takes no turn: neither the queue nor other updates come before it. Never throws:
   * when the database or Telegram is away, Telegram gives up by itself and nothing is charged.
   */
  answer(update: Update & { pre_checkout_query: PreCheckoutQuery }): Promise<void>;
}

export function createTill({
  db,
  api,
  checkout,
  log,
  nowMs,
}: {
  db: Database;
  /** With a short limit: a call that hangs leaves time for the next one. */
  api: Api;
  /** null: nothing is sold, and nothing can be paid. */
  checkout: Pick<PaymentProvider, 'name'> | null;
  log: Log;
  nowMs: () => EpochMs;
}): Till {
  /** The same update comes from whoever hears it first and from the inbox. */
  const underWay = new Map<number, Promise<void>>();
  return {
    answer(update) {
      const id = update.update_id;
      const answering = underWay.get(id) ?? answer(update).finally(() => underWay.delete(id));
      underWay.set(id, answering);
      return answering;
    },
  };

  async function answer(update: Update & { pre_checkout_query: PreCheckoutQuery }): Promise<void> {
    const query = update.pre_checkout_query;
    const endMs = performance.now() + PATIENCE_MS;
    for (let isFirst = true; isFirst || performance.now() < endMs; isFirst = false) {
      if (!isFirst) await wait(AGAIN_MS);
      try {
        await tell(query, await judge(query));
        break;
      } catch (error) {
        if (error instanceof GrammyError && error.error_code < 500 && error.error_code !== 429) {
          // Answered before, or too late.
          log.info({ why: error.description }, 'nobody waits for this checkout');
          break;
        }
        log.warn({ err: error }, 'a checkout is not answered yet');
      }
    }
    await markUpdateDone(db, update.update_id).catch((error) => log.warn({ err: error }, 'a checkout stays open'));
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

export function isCheckout(update: Update): update is Update & { pre_checkout_query: PreCheckoutQuery } {
  return update.pre_checkout_query !== undefined;
}
