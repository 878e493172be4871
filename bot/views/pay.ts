import type { EpochMs } from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';
import { personName } from './fit.ts';
import { type Message, message } from './message.ts';
import { planName } from './plan-name.ts';
import { planButton } from './plan-refusal.ts';

/** A plan at its price, and the addresses where it is paid. */
export interface PayFacts {
  readonly code: string;
  readonly days: number;
  /** In Stars. */
  readonly amount: number;
  readonly onceUrl: string;
  /** null: it does not renew, or does so already. */
  readonly renewsUrl: string | null;
  readonly isRenewing: boolean;
  /** So long they may have it back. */
  readonly refundDays: number;
  /** Whose present it is to be; null: one's own. */
  readonly receiver: string | null;
}

export function pay(words: Words, facts: PayFacts): Message {
  const { days, amount: stars, onceUrl, renewsUrl, isRenewing, receiver, refundDays } = facts;
  const plan = planName(words, facts.code);
  const price = { plan, stars: words.number(stars), days };
  return message(
    [
      receiver === null
        ? words.html('pay-for-oneself', price)
        : words.html('pay-for-another', { ...price, name: personName(receiver) }),
      '',
      renewsUrl === null ? null : words.html('pay-how-renews', { days }),
      isRenewing ? words.html('pay-renews-already', { plan, days }) : words.html('pay-how-once', { days }),
      words.html('pay-honest'),
      words.html('pay-refund-note', { days: refundDays }),
    ],
    [
      ...(renewsUrl === null ? [] : [[{ text: words.say('button-pay-renews', price), url: renewsUrl }]]),
      [{ text: words.say('button-pay-once', price), url: onceUrl }],
      [planButton(words)],
    ],
  );
}

/** On the sheet of Telegram: at most 32 and 255 characters. */
export function invoiceWords(words: Words, { code, days }: { code: string; days: number }) {
  return {
    title: words.say('pay-title', { plan: planName(words, code), days }),
    description: words.say('pay-description', { days }),
  };
}

/** The receipt. */
export function paid(
  words: Words,
  facts: { code: string; amount: number; days: number; untilMs: EpochMs; renews: boolean; zone: string },
): Message {
  const { code, amount, days, untilMs, renews, zone } = facts;
  const until = words.moment({ atMs: untilMs, zone });
  return message(
    [
      words.html('paid-done', { stars: words.number(amount) }),
      words.html('plan-got', { plan: planName(words, code), count: days }),
      words.html(renews ? 'plan-renews' : 'plan-ends', { until }),
      words.html('paid-support'),
    ],
    [[planButton(words)]],
  );
}

export function presentGiven(
  words: Words,
  { code, amount, days, name }: { code: string; amount: number; days: number; name: string },
): Message {
  const given = words.html('present-given', { name: personName(name), plan: planName(words, code), count: days });
  return message([words.html('paid-done', { stars: words.number(amount) }), given, words.html('paid-support')]);
}

/** The link by which others give one a plan. */
export function presentLink(words: Words, { url }: { url: string }): Message {
  return message(
    [words.html('present-title'), words.html('present-how'), `<code>${url}</code>`],
    [[planButton(words)]],
  );
}

/** What there is to give to the person whose link it was. */
export function presentChoice(
  words: Words,
  {
    name,
    receiverId,
    plans,
  }: { name: string; receiverId: number; plans: readonly { code: string; amount: number; days: number }[] },
): Message {
  return message(
    [words.html('present-for', { name: personName(name) }), words.html('present-choose')],
    plans.map(({ code, amount, days }) => [
      {
        text: words.say('button-present', { plan: planName(words, code), stars: words.number(amount), days }),
        data: { verb: 'give', code, receiverId },
      },
    ]),
  );
}

export type PayProblem = 'unavailable' | 'unmatched' | 'present_own' | 'present_gone';

export function payProblem(words: Words, problem: PayProblem): Message {
  return message([words.html(PROBLEMS[problem])], [[planButton(words)]]);
}

const PROBLEMS: Readonly<Record<PayProblem, string>> = {
  unavailable: 'pay-unavailable',
  unmatched: 'pay-unmatched',
  present_own: 'present-own',
  present_gone: 'present-gone',
};

/** One line on Telegram's own sheet, the moment before the money would have moved. */
export function checkoutRefusal(words: Words, why: keyof typeof REFUSALS): string {
  return words.say(REFUSALS[why]);
}

const REFUSALS = {
  forged: 'pay-refused-forged',
  changed: 'pay-refused-changed',
  renewed: 'pay-refused-renewed',
  gone: 'pay-refused-gone',
  paused: 'pay-refused-paused',
} as const;
