import { Composer } from 'grammy';
import { takeEvent } from '#io/db/event-inbox.ts';
import { findPerson } from '#io/db/people.ts';
import { addPlanNews } from '#io/db/plan-news.ts';
import { creditPayment, creditRefund } from '#io/payments/credit.ts';
import type { Paid } from '#io/payments/provider.ts';
import { reportTrouble } from '#io/payments/report.ts';
import { readStars } from '#io/payments/stars.ts';
import type { BotContext } from '../context.ts';
import { isCheckout, type Till } from '../till.ts';
import { payProblem, presentGiven, paid as receipt } from '../views/pay.ts';

const STARS = 'stars';

/** Whoever is about to pay; before everything that takes a turn, a transaction, or a look at the person. */
export function checkouts(till: Till): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('pre_checkout_query', ({ update }) => (isCheckout(update) ? till.answer(update) : undefined));
  return composer;
}

/** Money that came or went back, credited in the transaction of its update. Before the gates: it is never refused. */
export function payments({ nowMs }: { nowMs: () => number }): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('message:successful_payment', async (ctx) => {
    const event = readStars(ctx.message);
    if (event?.kind === 'paid') await credit(ctx, { paid: event, nowMs: nowMs() });
  });
  composer.on('message:refunded_payment', async (ctx) => {
    const refunded = readStars(ctx.message);
    if (refunded?.kind !== 'refunded') return;
    const payment = await creditRefund(ctx.db, { provider: STARS, refunded, nowMs: nowMs() });
    if (payment === null) ctx.log.error({ chargeId: refunded.chargeId }, 'a payment that we never had went back');
  });
  return composer;
}

async function credit(ctx: BotContext, { paid, nowMs }: { paid: Paid; nowMs: number }): Promise<void> {
  const { db, words, person, log } = ctx;
  const { chargeId } = paid;
  const isNews = await takeEvent(db, { provider: STARS, eventId: chargeId, body: ctx.message?.successful_payment });
  const count = (end: Parameters<typeof ctx.events.paymentTold>[0]['end']) =>
    ctx.afterCommit(() => ctx.events.paymentTold({ end }));
  if (!isNews) {
    count('again');
    return log.info({ chargeId }, 'a payment was told again');
  }
  const end = await creditPayment(db, { provider: STARS, paid, nowMs });
  count(end.kind === 'refused' ? end.why : end.kind === 'there' ? 'again' : end.kind);
  switch (end.kind) {
    case 'credited': {
      const { offer, subscription } = end;
      log.info({ chargeId, plan: offer.plan.code, amount: offer.amount, renews: offer.renews }, 'paid');
      // What it takes the place of is not to be charged again.
      if (offer.renews) ctx.enqueue('payments', chargeId);
      const facts = { code: offer.plan.code, days: offer.days, amount: offer.amount };
      if (offer.receiverId === offer.payerId) {
        const { untilMs, renews } = subscription;
        // Told by Telegram at any hour, once a month: this is the receipt.
        return void (await ctx.say(receipt(words, { ...facts, untilMs, renews, zone: person.timeZone })));
      }
      const receiver = await findPerson(db, offer.receiverId);
      await addPlanNews(db, {
        telegramId: offer.receiverId,
        key: `present ${chargeId}`,
        facts: { kind: 'present', code: offer.plan.code, days: offer.days, from: person.firstName },
      });
      return void (await ctx.say(presentGiven(words, { ...facts, name: receiver?.firstName ?? '' })));
    }
    case 'there':
      return;
    case 'returned':
      log.warn({ chargeId }, 'paid for somebody who is gone; it goes back');
      return;
    case 'refused':
      log.error({ chargeId, payerId: paid.payerId, amount: paid.amount, why: end.why }, 'a payment fits no offer');
      await reportTrouble(db, { what: 'unmatched', chargeId });
      await ctx.say(payProblem(words, 'unmatched'));
  }
}
