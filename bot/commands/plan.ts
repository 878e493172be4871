import { Composer } from 'grammy';
import { holdsUntilMs, isLive } from '#engine/index.ts';
import { redeemCoupon } from '#io/db/coupons.ts';
import { countedDay } from '#io/db/entitlements.ts';
import { findPlan, latestPlans, type Plan } from '#io/db/plans.ts';
import { REFERRAL, referralsOf } from '#io/db/referrals.ts';
import { changeSubscription, subscriptionOf } from '#io/db/subscriptions.ts';
import { startTrial, TRIAL } from '#io/db/trials.ts';
import { usageOf } from '#io/db/usage.ts';
import type { App } from '../app.ts';
import type { BotContext } from '../context.ts';
import type { InviteLinks } from '../invite-link.ts';
import { onPress } from '../on-press.ts';
import { spellings } from '../spellings.ts';
import { localDay } from '../views/local-day.ts';
import type { Message } from '../views/message.ts';
import * as view from '../views/plan.ts';
import type { PlanScreen } from '../views/press.ts';

interface PlanParts {
  readonly app: App;
  readonly links: InviteLinks;
  /** Under which it is kept who has tried already. */
  readonly key: Uint8Array;
}

/** What I have, what is left today, and how to come by more. */
export function planCommands(parts: PlanParts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command(spellings('plan'), async (ctx) => {
    const code = ctx.match.trim();
    await ctx.say(code === '' ? await home(ctx, parts) : await redeem(ctx, { code, parts }));
  });
  onPress(composer, 'plan', async (ctx, { screen }) => ctx.show(await SCREENS[screen](ctx, parts)));
  onPress(composer, 'buy', async (ctx, { code }) => {
    const plan = await findPlan(ctx.db, { code });
    if (parts.app.checkout === null || !plan?.isSold) return void (await ctx.show(await compare(ctx, parts)));
    await parts.app.checkout.offer(ctx, plan);
  });
  return composer;
}

type Screen = (ctx: BotContext, parts: PlanParts) => Promise<Message>;

const SCREENS: Readonly<Record<PlanScreen, Screen>> = {
  home,
  compare,
  trial,
  coupon: async ({ words }) => view.planProblem(words, 'coupon_how'),
  invite,
  cancel: async (ctx, parts) => {
    const renewing = await renewingOf(ctx, parts);
    return renewing === null
      ? view.planProblem(ctx.words, 'nothing_renews')
      : view.planCancelAsk(ctx.words, { ...renewing, zone: ctx.person.timeZone });
  },
  cancelNow,
};

async function home(ctx: BotContext, { app }: PlanParts): Promise<Message> {
  const { db, person, words, entitlement } = ctx;
  const { telegramId, timeZone: zone } = person;
  const nowMs = app.nowMs();
  const day = await countedDay(db, { telegramId, nowMs, day: localDay(zone, nowMs) });
  const usage = await usageOf(db, { telegramId, dayFromMs: day.fromMs, nowMs });
  const subscription = await subscriptionOf(db, { telegramId, nowMs });
  const isOn = subscription !== null && isLive(subscription);
  return view.planHome(words, {
    code: entitlement.code,
    limits: entitlement.limits,
    used: { ...usage, assets: usage.tickers.size },
    dayEndsMs: day.untilMs,
    subscription: isOn
      ? {
          ...{ state: subscription.state, untilMs: subscription.untilMs, renews: subscription.renews },
          ...{ holdsUntilMs: holdsUntilMs(subscription) ?? nowMs, nextCode: subscription.next?.plan.code ?? null },
        }
      : null,
    canTry: subscription === null,
    zone,
    nowMs,
  });
}

/** All that are sold and the one everybody has; and one's own, in the version that one has. */
async function compare({ db, words, entitlement }: BotContext, { app }: PlanParts): Promise<Message> {
  const plans = (await latestPlans(db)).filter(
    ({ code, isSold }) => isSold || code === 'free' || code === entitlement.code,
  );
  return view.planCompare(words, {
    plans: plans.map((plan) => ({
      code: plan.code,
      limits: plan.code === entitlement.code ? entitlement.limits : plan.limits,
      price: app.checkout === null ? null : starsOf(plan),
    })),
    code: entitlement.code,
  });
}

function starsOf({ prices, isSold }: Plan) {
  return isSold ? (prices.XTR ?? null) : null;
}

async function trial(ctx: BotContext, { app, key }: PlanParts): Promise<Message> {
  const { db, person, words } = ctx;
  const begun = await startTrial(db, { telegramId: person.telegramId, key, nowMs: app.nowMs() });
  switch (begun.kind) {
    case 'begun': {
      const { untilMs } = begun.subscription;
      return view.planBegun(words, { code: TRIAL.code, days: TRIAL.days, untilMs, zone: person.timeZone });
    }
    case 'link_first':
      return view.planProblem(words, 'trial_link_first');
    case 'has_plan':
      return view.planProblem(words, 'trial_has_plan');
    case 'taken':
      return view.planProblem(words, 'trial_taken');
  }
}

async function redeem(ctx: BotContext, { code, parts }: { code: string; parts: PlanParts }): Promise<Message> {
  const { db, person, words } = ctx;
  const nowMs = parts.app.nowMs();
  const redeemed = await redeemCoupon(db, { telegramId: person.telegramId, code, nowMs });
  switch (redeemed.kind) {
    case 'given': {
      const { planCode, days, subscription } = redeemed;
      return view.planBegun(words, { code: planCode, days, untilMs: subscription.untilMs, zone: person.timeZone });
    }
    case 'unknown':
      return view.planProblem(words, 'coupon_unknown');
    case 'over':
      return view.planProblem(words, 'coupon_over');
    case 'used':
      return view.planProblem(words, 'coupon_used');
  }
}

async function invite({ db, person, words }: BotContext, { links }: PlanParts): Promise<Message> {
  const counts = await referralsOf(db, person.telegramId);
  return view.planInvite(words, { url: links.urlOf(person.telegramId), ...REFERRAL, ...counts });
}

async function renewingOf({ db, person }: BotContext, { app }: PlanParts) {
  const subscription = await subscriptionOf(db, { telegramId: person.telegramId, nowMs: app.nowMs() });
  if (!subscription?.renews) return null;
  return { code: subscription.plan.code, untilMs: subscription.untilMs };
}

async function cancelNow(ctx: BotContext, parts: PlanParts): Promise<Message> {
  const { db, person, words } = ctx;
  const renewing = await renewingOf(ctx, parts);
  if (renewing === null) return view.planProblem(words, 'nothing_renews');
  const event = { kind: 'cancel' } as const;
  await changeSubscription(db, {
    ...{ telegramId: person.telegramId, event, source: 'cancel', nowMs: parts.app.nowMs() },
  });
  await parts.app.checkout?.stopRenewing(ctx);
  return view.planCanceled(words, { ...renewing, zone: person.timeZone });
}
