import { Composer } from 'grammy';
import type { Price } from '#engine/index.ts';
import { findSameOffer, keepOffer, newOfferId } from '#io/db/offers.ts';
import { liveSubscriptions } from '#io/db/paid-subscriptions.ts';
import { findPerson, type Person } from '#io/db/people.ts';
import { findPlan, latestPlans, type Plan } from '#io/db/plans.ts';
import type { PaymentProvider } from '#io/payments/provider.ts';
import type { App } from '../app.ts';
import type { BotContext } from '../context.ts';
import { onPress } from '../on-press.ts';
import type { SignedLinks } from '../signed-link.ts';
import { spellings } from '../spellings.ts';
import type { Message } from '../views/message.ts';
import { invoiceWords, pay, payProblem, presentChoice } from '../views/pay.ts';

/** The only period after which Stars are taken again by themselves. */
const RENEWAL_DAYS = 30;

/** Buying a plan for oneself, or for whoever sent their link (`w_…`). Needs somebody who takes the money. */
export function buyCommands({ app, wishes }: { app: App; wishes: SignedLinks }): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const { checkout } = app;
  if (checkout === null) return composer;

  onPress(composer, 'buy', async (ctx, { code }) => {
    const sold = await soldPlan(ctx, { code, checkout });
    if (sold !== null) await ctx.show(await offer(ctx, { ...sold, receiver: ctx.person, checkout, app }));
  });
  onPress(composer, 'give', async (ctx, { code, receiverId }) => {
    const [sold, receiver] = await Promise.all([soldPlan(ctx, { code, checkout }), findPerson(ctx.db, receiverId)]);
    if (receiver === null) await ctx.show(payProblem(ctx.words, 'present_gone'));
    else if (sold !== null) await ctx.show(await offer(ctx, { ...sold, receiver, checkout, app }));
  });
  composer.command(spellings('start'), async (ctx, next) => {
    const receiverId = wishes.read(ctx.match.trim());
    if (receiverId === null) return next();
    if (receiverId === ctx.person.telegramId) return void (await ctx.say(payProblem(ctx.words, 'present_own')));
    const receiver = await findPerson(ctx.db, receiverId);
    if (receiver === null) return void (await ctx.say(payProblem(ctx.words, 'present_gone')));
    const plans = (await latestPlans(ctx.db)).flatMap((plan) => {
      const price = priceOf(plan, checkout);
      return price === null ? [] : [{ code: plan.code, ...price }];
    });
    await ctx.say(presentChoice(ctx.words, { name: receiver.firstName, receiverId, plans }));
  });
  return composer;
}

/** null: it is not to be had for money; whoever pressed sees no more of it. */
async function soldPlan(
  { db }: BotContext,
  { code, checkout }: { code: string; checkout: PaymentProvider },
): Promise<{ plan: Plan; price: Price } | null> {
  const plan = await findPlan(db, { code });
  const price = plan && priceOf(plan, checkout);
  return plan !== null && price !== null ? { plan, price } : null;
}

/** null: it is not to be had for this money. */
export function priceOf({ isSold, prices }: Plan, { currency }: PaymentProvider): Price | null {
  return isSold ? (prices[currency] ?? null) : null;
}

interface Sale {
  readonly plan: Plan;
  readonly price: Price;
  readonly receiver: Person;
  readonly checkout: PaymentProvider;
  readonly app: App;
}

/** A present is paid once: nobody is charged for another month after month. */
async function offer(ctx: BotContext, sale: Sale): Promise<Message> {
  const { plan, price, receiver, app } = sale;
  const { person, words, log } = ctx;
  const isOwn = receiver.telegramId === person.telegramId;
  const running = await liveSubscriptions(ctx.db, { payerId: person.telegramId, nowMs: app.nowMs() });
  const isRenewing = isOwn && running.some((one) => one.renews && one.planCode === plan.code);
  const mayRenew = isOwn && !isRenewing && price.days === RENEWAL_DAYS;
  try {
    const renewsUrl = mayRenew ? await urlOf(ctx, { ...sale, renews: true }) : null;
    const onceUrl = await urlOf(ctx, { ...sale, renews: false });
    return pay(words, {
      ...{ code: plan.code, days: price.days, amount: price.amount, onceUrl, renewsUrl, isRenewing },
      refundDays: (await app.settings.read(ctx.db))['refund-days'],
      receiver: isOwn ? null : receiver.firstName,
    });
  } catch (error) {
    log.warn({ err: error, plan: plan.code }, 'no address to pay at');
    return payProblem(words, 'unavailable');
  }
}

async function urlOf(ctx: BotContext, sale: Sale & { renews: boolean }): Promise<string> {
  const { plan, price, receiver, checkout, app, renews } = sale;
  const wanted = {
    ...{ provider: checkout.name, payerId: ctx.person.telegramId, receiverId: receiver.telegramId },
    ...{ plan: { code: plan.code, version: plan.version }, currency: checkout.currency, ...price, renews },
  };
  const same = await findSameOffer(ctx.db, { wanted, nowMs: app.nowMs() });
  if (same !== null) return same.url;
  const id = newOfferId();
  const titles = invoiceWords(ctx.words, { code: plan.code, days: price.days });
  const url = await checkout.create({ offerId: id, ...titles, amount: price.amount, renews });
  await keepOffer(ctx.db, { id, url, ...wanted });
  return url;
}
