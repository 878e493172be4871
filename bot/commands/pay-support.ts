import { Composer } from 'grammy';
import { DAY_MS } from '#engine/index.ts';
import { findPayment, paymentsOf } from '#io/db/payments.ts';
import { askRefund, selfRefundFromMs } from '#io/db/refunds.ts';
import type { App } from '../app.ts';
import type { BotContext } from '../context.ts';
import { onPress } from '../on-press.ts';
import { spellings } from '../spellings.ts';
import { paySupport, refundAsk, refundEnd } from '../views/pay-support.ts';

const MOST = 10;

/** What one paid lately; each of it can go back within its time, after a second press. */
export function paySupportCommands(app: App): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.command(spellings('paysupport'), async (ctx) => {
    const { telegramId: payerId, timeZone: zone } = ctx.person;
    const nowMs = app.nowMs();
    const { 'refund-days': refundDays, 'support-contact': contact } = await app.settings.read(ctx.db);
    const payments = await paymentsOf(ctx.db, { payerId, fromMs: nowMs - refundDays * DAY_MS, most: MOST });
    const items = payments.map(({ id, paidMs, offer, refund }) => ({
      ...{ id, paidMs, code: offer.plan.code, amount: offer.amount },
      refund: refund === null ? ('none' as const) : refund.doneMs === null ? ('asked' as const) : ('done' as const),
    }));
    const againMs = await selfRefundFromMs(ctx.db, { id: payerId, nowMs });
    const facts = { items, refundDays, againMs, contact, zone, nowMs };
    await ctx.say(paySupport(ctx.words, facts));
  });

  onPress(composer, 'refund', async (ctx, { id, isSure }) => {
    const { db, words, person } = ctx;
    const payment = await findPayment(db, { id });
    if (payment === null || payment.offer.payerId !== person.telegramId) {
      return void (await ctx.show(refundEnd(words, 'unknown', { contact: null })));
    }
    const { amount, plan } = payment.offer;
    if (!isSure) return void (await ctx.show(refundAsk(words, { id, code: plan.code, amount })));
    const { 'refund-days': days, 'support-contact': contact } = await app.settings.read(db);
    const byPayer = { id: person.telegramId, nowMs: app.nowMs(), withinMs: days * DAY_MS };
    const end = await askRefund(db, { payment: { id }, reason: 'asked for in the chat', madeBy: 'person', byPayer });
    if (end === 'asked') ctx.enqueue('payments', String(id));
    await ctx.show(refundEnd(words, end, { contact }));
  });
  return composer;
}
