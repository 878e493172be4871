import type { EpochMs, PlanLimits, Price, SubscriptionState, UsedQuota } from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';
import { type Button, type Message, message } from './message.ts';
import { planName } from './plan-name.ts';
import { planButton } from './plan-refusal.ts';
import type { PlanScreen } from './press.ts';

/** What a person has, and what is left of it. */
export interface PlanFacts {
  readonly code: string;
  readonly limits: PlanLimits;
  readonly used: UsedQuota;
  readonly dayEndsMs: EpochMs;
  /** null: the plan that everybody has. */
  readonly subscription: {
    readonly state: SubscriptionState;
    readonly untilMs: EpochMs;
    /** Until when it holds although its payment did not come. */
    readonly holdsUntilMs: EpochMs;
    readonly renews: boolean;
    readonly nextCode: string | null;
  } | null;
  /** What they may try; null: nothing. */
  readonly trialCode: string | null;
  /** A renewal was stopped, and what was paid goes on still. */
  readonly canResume: boolean;
  /** Others can give one a plan. */
  readonly canWish: boolean;
  readonly zone: string;
  readonly nowMs: EpochMs;
}

/** What I have, what is left today and when there is more, and what I can do about it. */
export function planHome(words: Words, facts: PlanFacts): Message {
  const { code, limits, used, dayEndsMs, subscription, trialCode, canResume, canWish, zone, nowMs } = facts;
  const left = (key: string, usedUp: number, most: number) =>
    words.html(key, { left: words.number(Math.max(0, most - usedUp)), most: words.number(most) });
  return message(
    [
      words.html('plan-title', { plan: planName(words, code) }),
      ...stateLines(words, facts),
      '',
      words.html('plan-left-today'),
      left('plan-left-catalogs', used.catalogs, limits.catalogsPerDay),
      left('plan-left-tops', used.tops, limits.topsPerDay),
      left('plan-left-assets', used.assets, limits.assetsPerDay),
      words.html('plan-more-at', { at: words.moment({ atMs: dayEndsMs, zone, nowMs }) }),
      left('plan-left-pictures', used.pictures, limits.picturesPerHour),
      '',
      ...reachLines(words, limits),
    ],
    [
      ...(trialCode === null
        ? []
        : [[button(words.say('button-plan-trial', { plan: planName(words, trialCode) }), 'trial')]]),
      [button(words.say('button-plan-compare'), 'compare')],
      [button(words.say('button-plan-coupon'), 'coupon'), button(words.say('button-plan-invite'), 'invite')],
      ...(canWish ? [[button(words.say('button-plan-wish'), 'wish')]] : []),
      ...(subscription?.renews ? [[button(words.say('button-plan-cancel'), 'cancel')]] : []),
      ...(canResume ? [[button(words.say('button-plan-resume'), 'resume')]] : []),
    ],
  );
}

function stateLines(words: Words, { subscription, zone, nowMs }: PlanFacts): (string | null)[] {
  if (subscription === null) return [];
  const { state, untilMs, holdsUntilMs, renews, nextCode } = subscription;
  const until = words.moment({ atMs: untilMs, zone, nowMs });
  const next = nextCode === null ? null : words.html('plan-next', { plan: planName(words, nextCode) });
  if (state === 'past_due') {
    return [words.html('plan-past-due', { until: words.moment({ atMs: holdsUntilMs, zone, nowMs }) }), next];
  }
  if (state === 'trialing') return [words.html('plan-trialing', { until }), next];
  return [words.html(renews ? 'plan-renews' : 'plan-ends', { until }), next];
}

function reachLines(words: Words, limits: PlanLimits): string[] {
  return [
    words.html('plan-reach', {
      ...{ depth: limits.depth, blocks: words.number(limits.windowBlocks), days: limits.windowDays },
      history: limits.historyDays,
    }),
    words.html('plan-keeps', { presets: limits.presets, notices: limits.notices }),
    words.html(limits.priority === 'free' ? 'plan-turn-usual' : 'plan-turn-first'),
  ];
}

/** A plan beside the others. */
export interface OfferedPlan {
  readonly code: string;
  readonly limits: PlanLimits;
  /** In Stars. null: it costs nothing, or nobody sells it here. */
  readonly price: Price | null;
}

export function planCompare(words: Words, facts: { plans: readonly OfferedPlan[]; code: string }): Message {
  const { plans, code } = facts;
  return message(
    [
      words.html('plan-compare-title'),
      ...plans.flatMap(({ limits, price, ...plan }) => {
        const name = planName(words, plan.code);
        const cost = price === null ? null : words.html('plan-price', { stars: price.amount, days: price.days });
        const day = { catalogs: words.number(limits.catalogsPerDay), tops: words.number(limits.topsPerDay) };
        return [
          '',
          plan.code === code ? words.html('plan-name-own', { plan: name }) : `<b>${name}</b>`,
          cost,
          words.html('plan-a-day', { ...day, assets: words.number(limits.assetsPerDay) }),
          ...reachLines(words, limits),
        ];
      }),
      '',
      words.html('plan-time-kept'),
    ],
    [
      ...plans.flatMap((plan): Button[][] =>
        plan.price === null
          ? []
          : [
              [
                {
                  text: words.say('button-plan-buy', { plan: planName(words, plan.code), stars: plan.price.amount }),
                  data: { verb: 'buy', code: plan.code },
                },
              ],
            ],
      ),
      [planButton(words)],
    ],
  );
}

/** Before nothing is renewed any more: what then is, and the word that it is meant. */
export function planCancelAsk(words: Words, facts: { code: string; untilMs: EpochMs; zone: string }): Message {
  const until = words.moment({ atMs: facts.untilMs, zone: facts.zone });
  return message(
    [words.html('plan-cancel-ask', { plan: planName(words, facts.code), until })],
    [[button(words.say('button-plan-cancel-now'), 'cancelNow')], [planButton(words)]],
  );
}

export function planCanceled(words: Words, facts: { code: string; untilMs: EpochMs; zone: string }): Message {
  const until = words.moment({ atMs: facts.untilMs, zone: facts.zone });
  return message([words.html('plan-canceled', { plan: planName(words, facts.code), until })], [[planButton(words)]]);
}

export function planResumed(words: Words, facts: { code: string; untilMs: EpochMs; zone: string }): Message {
  const until = words.moment({ atMs: facts.untilMs, zone: facts.zone });
  return message([words.html('plan-resumed', { plan: planName(words, facts.code), until })], [[planButton(words)]]);
}

/** Time of a plan has come to somebody, by their own act. */
export function planBegun(
  words: Words,
  facts: { code: string; days: number; untilMs: EpochMs; zone: string },
): Message {
  const { code, days, untilMs, zone } = facts;
  return message(
    [
      words.html('plan-got', { plan: planName(words, code), count: days }),
      words.html('plan-ends', { until: words.moment({ atMs: untilMs, zone }) }),
    ],
    [[planButton(words)]],
  );
}

export type PlanProblem =
  | 'trial_taken'
  | 'trial_link_first'
  | 'trial_has_plan'
  | 'coupon_how'
  | 'coupon_unknown'
  | 'coupon_over'
  | 'coupon_used'
  | 'nothing_renews'
  | 'nothing_resumes';

export function planProblem(words: Words, problem: PlanProblem): Message {
  return message([words.html(PROBLEMS[problem])], [[planButton(words)]]);
}

const PROBLEMS: Readonly<Record<PlanProblem, string>> = {
  trial_taken: 'plan-trial-taken',
  trial_link_first: 'plan-trial-link-first',
  trial_has_plan: 'plan-trial-has-plan',
  coupon_how: 'plan-coupon-how',
  coupon_unknown: 'plan-coupon-unknown',
  coupon_over: 'plan-coupon-over',
  coupon_used: 'plan-coupon-used',
  nothing_renews: 'plan-nothing-renews',
  nothing_resumes: 'plan-nothing-resumes',
};

/** The link to pass on, and what both get. */
export function planInvite(
  words: Words,
  facts: { url: string; code: string; days: number; brought: number; rewarded: number },
): Message {
  const { url, code, days, brought, rewarded } = facts;
  return message(
    [
      words.html('plan-invite-title'),
      words.html('plan-invite-how', { plan: planName(words, code), count: days }),
      `<code>${url}</code>`,
      words.html('plan-invite-count', { brought, rewarded }),
    ],
    [[planButton(words)]],
  );
}

function button(text: string, screen: PlanScreen): Button {
  return { text, data: { verb: 'plan', screen } };
}
