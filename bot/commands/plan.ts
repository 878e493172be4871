import { Composer } from 'grammy';
import { holdsUntilMs, isLive } from '#engine/index.ts';
import { redeemCoupon } from '#io/db/coupons.ts';
import { countedDay } from '#io/db/entitlements.ts';
import { liveSubscriptions, type PaidSubscription, wantRenewal } from '#io/db/paid-subscriptions.ts';
import { latestPlans } from '#io/db/plans.ts';
import { REFERRAL_PLAN, referralsOf } from '#io/db/referrals.ts';
import { changeSubscription, holdPerson, subscriptionOf } from '#io/db/subscriptions.ts';
import { startTrial } from '#io/db/trials.ts';
import { usageOf } from '#io/db/usage.ts';
import type { App } from '../app.ts';
import type { BotContext } from '../context.ts';
import type { InviteLinks } from '../invite-link.ts';
import { onPress } from '../on-press.ts';
import type { SignedLinks } from '../signed-link.ts';
import { spellings } from '../spellings.ts';
import { localDay } from '../views/local-day.ts';
import type { Message } from '../views/message.ts';
import { presentLink } from '../views/pay.ts';
import * as view from '../views/plan.ts';
import type { PlanScreen } from '../views/press.ts';
import { priceOf } from './buy.ts';

interface PlanParts {
  readonly app: App;
  readonly links: InviteLinks;
  /** By which others give one a plan. */
  readonly wishes: SignedLinks;
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
  // Of a plan that is not sold any more: see what is.
  onPress(composer, 'buy', async (ctx) => ctx.show(await compare(ctx, parts)));
  onPress(composer, 'give', async (ctx) => ctx.show(await compare(ctx, parts)));
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
  resume,
  wish: async ({ words, person }, { wishes }) => presentLink(words, { url: wishes.urlOf(person.telegramId) }),
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
    trialCode: subscription === null ? (await app.settings.read(db))['trial-plan'] : null,
    canResume: (await stoppedOf(ctx, nowMs)) !== null,
    canWish: app.checkout !== null,
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
      price: app.checkout === null ? null : priceOf(plan, app.checkout),
    })),
    code: entitlement.code,
  });
}

async function trial(ctx: BotContext, { app, key }: PlanParts): Promise<Message> {
  const { db, person, words } = ctx;
  const { 'trial-plan': code, 'trial-days': days } = await app.settings.read(db);
  const begun = await startTrial(db, {
    ...{ telegramId: person.telegramId, offer: { code, days }, key, nowMs: app.nowMs() },
  });
  switch (begun.kind) {
    case 'begun': {
      const { untilMs } = begun.subscription;
      return view.planBegun(words, { code, days, untilMs, zone: person.timeZone });
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

async function invite({ db, person, words }: BotContext, { links, app }: PlanParts): Promise<Message> {
  const { 'referral-days': days } = await app.settings.read(db);
  const counts = await referralsOf(db, person.telegramId);
  return view.planInvite(words, { url: links.urlOf(person.telegramId), code: REFERRAL_PLAN, days, ...counts });
}

async function renewingOf({ db, person }: BotContext, { app }: PlanParts) {
  const subscription = await subscriptionOf(db, { telegramId: person.telegramId, nowMs: app.nowMs() });
  if (!subscription?.renews) return null;
  return { code: subscription.plan.code, untilMs: subscription.untilMs };
}

async function cancelNow(ctx: BotContext, parts: PlanParts): Promise<Message> {
  const { db, person, words } = ctx;
  const { telegramId } = person;
  const nowMs = parts.app.nowMs();
  await holdPerson(db, telegramId);
  const renewing = await renewingOf(ctx, parts);
  if (renewing === null) return view.planProblem(words, 'nothing_renews');
  await changeSubscription(db, { telegramId, event: { kind: 'cancel' }, source: 'cancel', nowMs });
  const all = await liveSubscriptions(db, { payerId: telegramId, nowMs });
  const offerIds = all.map(({ offerId }) => offerId);
  await wantRenewal(db, { offerIds, renews: false });
  if (offerIds.length > 0) ctx.enqueue('payments', `stop-${telegramId}`);
  return view.planCanceled(words, { ...renewing, zone: person.timeZone });
}

/** What was stopped and could go on: of the plan that one has, and paid for still. */
async function stoppedOf({ db, person, entitlement }: BotContext, nowMs: number): Promise<PaidSubscription | null> {
  const all = await liveSubscriptions(db, { payerId: person.telegramId, nowMs });
  if (all.some(({ renews }) => renews)) return null;
  return all.find(({ planCode }) => planCode === entitlement.code) ?? null;
}

async function resume(ctx: BotContext, { app }: PlanParts): Promise<Message> {
  const { db, person, words } = ctx;
  const { telegramId, timeZone: zone } = person;
  const nowMs = app.nowMs();
  await holdPerson(db, telegramId);
  const stopped = await stoppedOf(ctx, nowMs);
  if (stopped === null) return view.planProblem(words, 'nothing_resumes');
  const after = await changeSubscription(db, { telegramId, event: { kind: 'resume' }, source: 'resume', nowMs });
  if (!after?.renews) return view.planProblem(words, 'nothing_resumes');
  await wantRenewal(db, { offerIds: [stopped.offerId], renews: true });
  ctx.enqueue('payments', `resume-${telegramId}`);
  return view.planResumed(words, { code: stopped.planCode, untilMs: stopped.untilMs, zone });
}
