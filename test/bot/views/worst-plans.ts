import type { Words } from '#bot/i18n/index.ts';
import type { Message } from '#bot/views/message.ts';
import * as pay from '#bot/views/pay.ts';
import * as support from '#bot/views/pay-support.ts';
import * as plan from '#bot/views/plan.ts';
import { planNews } from '#bot/views/plan-notice.ts';
import { planBeyond, planSpent } from '#bot/views/plan-refusal.ts';
import type { PlanLimits } from '#engine/index.ts';

const NOW_MS = Date.UTC(2026, 10, 20, 15, 0);
const ZONE = 'America/Noronha';
const CODES = ['free', 'premium', 'pro', 'operator', 'nunca'];
const PROBLEMS: readonly plan.PlanProblem[] = [
  ...(['trial_taken', 'trial_link_first', 'trial_has_plan', 'nothing_renews', 'nothing_resumes'] as const),
  ...(['coupon_how', 'coupon_unknown', 'coupon_over', 'coupon_used'] as const),
];

const WIDE: PlanLimits = {
  ...{ catalogsPerDay: 1_000_000, topsPerDay: 1_000_000, assetsPerDay: 1_000_000, picturesPerHour: 1_000_000 },
  ...{ depth: 9, windowBlocks: 2_000, windowDays: 60, historyDays: 3_660, notices: 20, presets: 20, priority: 'paid' },
};
const NONE: PlanLimits = {
  ...{ catalogsPerDay: 0, topsPerDay: 0, assetsPerDay: 0, picturesPerHour: 0 },
  ...{ depth: 0, windowBlocks: 0, windowDays: 0, historyDays: 0, notices: 0, presets: 0, priority: 'free' },
};

/** Every message about plans; `name` is a stranger's. */
export function planMessages(words: Words, { name }: { name: string }): Record<string, Message> {
  const untilMs = NOW_MS + 40 * 86_400_000;
  const named: Record<string, Message> = {};
  for (const limits of [WIDE, NONE]) {
    for (const state of [null, 'trialing', 'active', 'past_due', 'canceled'] as const) {
      for (const renews of [true, false]) {
        const terms = { untilMs, holdsUntilMs: untilMs, renews, nextCode: renews ? 'premium' : null };
        named[`plan ${state} ${renews} ${limits.priority}`] = plan.planHome(words, {
          ...{
            code: 'pro',
            limits,
            dayEndsMs: untilMs,
            trialCode: renews ? 'premium' : null,
            canResume: renews,
            canWish: renews,
            zone: ZONE,
            nowMs: NOW_MS,
          },
          used: { catalogs: 3, tops: 0, assets: 1, pictures: 99_999 },
          subscription: state && { state, ...terms },
        });
      }
    }
  }
  const price = { amount: 100_000, days: 365 };
  const plans = CODES.map((code) => ({ code, limits: WIDE, price: code === 'free' ? null : price }));
  named['plan compare'] = plan.planCompare(words, { plans, code: 'pro' });
  named['plan compare unsold'] = plan.planCompare(words, {
    plans: plans.map((one) => ({ ...one, price: null })),
    code: 'free',
  });
  for (const code of CODES) {
    named[`plan cancel ${code}`] = plan.planCancelAsk(words, { code, untilMs, zone: ZONE });
    named[`plan canceled ${code}`] = plan.planCanceled(words, { code, untilMs, zone: ZONE });
    for (const days of [1, 2, 3_660])
      named[`plan got ${code} ${days}`] = plan.planBegun(words, { code, days, untilMs, zone: ZONE });
    for (const what of ['catalogs', 'tops', 'assets', 'pictures'] as const) {
      const spent = { of: what, most: 1_000_000, moreMs: NOW_MS + 3_599_999 };
      named[`plan spent ${what} ${code}`] = planSpent(words, { spent, code, zone: ZONE, nowMs: NOW_MS });
    }
    for (const what of ['depth', 'blocks', 'days', 'history'] as const) {
      for (const most of [0, 1, 2_000]) {
        named[`plan beyond ${what} ${code} ${most}`] = planBeyond(words, {
          beyond: { of: what, most },
          code,
          again: { verb: 'top' },
        });
      }
    }
    for (const renews of [true, false]) {
      for (const days of [7, 3, 1] as const) {
        for (const when of ['before', 'after'] as const) {
          const news = { kind: 'reminder', reminder: { when, days }, code, untilMs, renews } as const;
          named[`plan reminder ${code} ${renews} ${days} ${when}`] = planNews(words, { news, zone: ZONE });
        }
      }
    }
  }
  for (const kind of ['grant', 'gift', 'friend', 'thanks'] as const) {
    for (const days of [1, 30]) {
      const news = { kind, code: 'premium', days, reason: kind === 'gift' ? name : null };
      named[`plan news ${kind} ${days}`] = planNews(words, { news, zone: ZONE });
    }
  }
  for (const what of ['unmatched', 'foreign', 'unconfirmed', 'other', 'refund_refused'] as const) {
    const chargeId = `${name} ${'x'.repeat(256)}`;
    named[`money ${what}`] = planNews(words, { news: { kind: 'trouble', what, chargeId }, zone: ZONE });
  }
  const bought = { code: 'premium', amount: 100_000, days: 30 };
  for (const days of [1, 365]) {
    const news = { ...bought, days, reason: null };
    named[`money late ${days}`] = planNews(words, { news: { ...news, kind: 'late' }, zone: ZONE });
    named[`money present ${days}`] = planNews(words, { news: { ...news, kind: 'present', from: name }, zone: ZONE });
    named[`money present back ${days}`] = planNews(words, { news: { ...news, kind: 'present_back' }, zone: ZONE });
    named[`present given ${days}`] = pay.presentGiven(words, { ...bought, days, name });
    for (const renews of [true, false])
      named[`receipt ${days} ${renews}`] = pay.paid(words, { ...bought, days, untilMs, renews, zone: ZONE });
  }
  named['money refunded'] = planNews(words, { news: { ...bought, kind: 'refunded' }, zone: ZONE });
  named['plan resumed'] = plan.planResumed(words, { code: 'pro', untilMs, zone: ZONE });
  const url = 'https://t.me/$AbCdEfGhIjKlMnOpQrStUv';
  for (const receiver of [null, name]) {
    for (const renewsUrl of [null, url]) {
      const facts = { ...bought, onceUrl: url, renewsUrl, isRenewing: renewsUrl === null, receiver, refundDays: 60 };
      named[`pay ${receiver} ${renewsUrl}`] = pay.pay(words, facts);
    }
  }
  named['present link'] = pay.presentLink(words, {
    url: `https://t.me/${'x'.repeat(32)}?start=w_zzzzzzzzzzz_aaaaaaaaaaa`,
  });
  named['present choice'] = pay.presentChoice(words, { name, receiverId: 7_000_000_000, plans: [bought, bought] });
  for (const problem of ['unavailable', 'unmatched', 'present_own', 'present_gone'] as const)
    named[`pay ${problem}`] = pay.payProblem(words, problem);
  const refunds = ['none', 'asked', 'done'] as const;
  for (const items of [
    [],
    Array.from({ length: 10 }, (_, id) => ({ ...bought, id, paidMs: untilMs, refund: refunds[id % 3]! })),
  ]) {
    for (const contact of [null, name]) {
      for (const againMs of [null, untilMs]) {
        const facts = { items, refundDays: 7, againMs, contact, zone: ZONE, nowMs: NOW_MS };
        named[`pay support ${items.length} ${contact} ${againMs}`] = support.paySupport(words, facts);
      }
    }
  }
  named['refund ask'] = support.refundAsk(words, { id: 1, ...bought });
  for (const end of ['asked', 'there', 'done', 'late', 'again', 'unknown'] as const) {
    for (const contact of [null, name]) named[`refund ${end} ${contact}`] = support.refundEnd(words, end, { contact });
  }
  for (const problem of PROBLEMS) named[`plan ${problem}`] = plan.planProblem(words, problem);
  named['plan invite'] = plan.planInvite(words, {
    ...{ url: `https://t.me/${'x'.repeat(32)}?start=f_zzzzzzzzzzz_aaaaaaaaaaa`, code: 'premium', days: 7 },
    ...{ brought: 123_456, rewarded: 99_999 },
  });
  return named;
}
