import type { Cents, StakePlan, StakesQuery } from '#engine/index.ts';
import { escapeHtml, type Words } from '../i18n/index.ts';
import { type Button, type Message, message, pairs } from '../views/message.ts';
import { depthName } from '../views/query-line.ts';
import { money, planLine, planName } from '../views/stakes.ts';

const PLANS: readonly StakePlan[] = [
  { kind: 'target' },
  { kind: 'recover' },
  { kind: 'multiplier', multiplier: 2 },
  { kind: 'multiplier', multiplier: 2.2 },
  { kind: 'multiplier', multiplier: 2.5 },
  { kind: 'soros', level: 1 },
];
const DEEPEST_OFFERED = 4;
const MOST_SOROS_OFFERED = 4;
const PAYOUTS = [0.8, 0.85, 0.87, 0.9, 0.92] as const;
const LEAST_CENTS = 100;
const MOST_CENTS = 1_000_000_000;

/** One screen for a whole plan: each button carries all of it on, with one thing changed. */
export function stakesMenu(words: Words, query: StakesQuery): Message {
  const to = (text: string, change: Partial<StakesQuery>): Button => {
    return { text, data: { verb: 'stakes', stakes: { ...query, ...change } } };
  };
  const plans = PLANS.map((plan) => {
    const isChosen = isSamePlan(plan, query.plan);
    return to(chosen(planName(words, plan), isChosen), planChange(query, isChosen ? query.plan : plan));
  });
  const bankroll = (bankrollCents: Cents) => ({ bankrollCents });
  const first = (firstStakeCents: Cents) => ({ firstStakeCents });
  return message(
    [
      words.html('stakes-menu'),
      '',
      escapeHtml(planLine(words, query)),
      words.html('stakes-bankroll', { amount: money(words, query.bankrollCents) }),
      words.html('stakes-first', { amount: money(words, query.firstStakeCents) }),
      '',
      words.html('stakes-menu-hint'),
    ],
    [
      ...pairs(plans),
      levels(words, query).map(({ text, change }) => to(text, change)),
      [
        to('➖', bankroll(stepDown(query.bankrollCents))),
        to(`💰 ${money(words, query.bankrollCents)}`, {}),
        to('➕', bankroll(stepUp(query.bankrollCents))),
      ],
      [
        to('➖', first(stepDown(query.firstStakeCents))),
        to(`🎟 ${money(words, query.firstStakeCents)}`, {}),
        to('➕', first(stepUp(query.firstStakeCents))),
      ],
      PAYOUTS.map((payoutRatio) =>
        to(chosen(words.shortPercent(payoutRatio), payoutRatio === query.payoutRatio), { payoutRatio }),
      ),
      [{ text: words.say('button-stakes'), data: { verb: 'stakesRun', stakes: query } }],
    ],
  );
}

/** Gales of a ladder, or how often the profit of Soros is staked again. */
function levels(words: Words, { plan, depth }: StakesQuery): { text: string; change: Partial<StakesQuery> }[] {
  if (plan.kind !== 'soros') {
    return Array.from({ length: DEEPEST_OFFERED + 1 }, (_, gales) => ({
      text: chosen(gales === 0 ? depthName(words, 0) : `G${gales}`, gales === depth),
      change: { depth: gales },
    }));
  }
  return Array.from({ length: MOST_SOROS_OFFERED }, (_, at) => ({
    text: chosen(String(at + 1), at + 1 === plan.level),
    change: { plan: { kind: 'soros', level: at + 1 } },
  }));
}

const USUAL_DEPTH = 2;

function planChange({ plan: before, depth }: StakesQuery, plan: StakePlan): Partial<StakesQuery> {
  if (plan.kind === 'soros') return { plan, depth: 0 };
  return { plan, depth: before.kind === 'soros' ? USUAL_DEPTH : depth };
}

function isSamePlan(one: StakePlan, other: StakePlan): boolean {
  if (one.kind === 'multiplier' && other.kind === 'multiplier') return one.multiplier === other.multiplier;
  return one.kind === other.kind;
}

function chosen(text: string, isChosen: boolean): string {
  return isChosen ? `✓ ${text}` : text;
}

/** The next of 1, 2, 5, 10, 20, 50 … */
function stepUp(cents: Cents): Cents {
  return Math.min(MOST_CENTS, steps().find((step) => step > cents) ?? MOST_CENTS);
}

function stepDown(cents: Cents): Cents {
  return Math.max(LEAST_CENTS, steps().findLast((step) => step < cents) ?? LEAST_CENTS);
}

function steps(): Cents[] {
  return Array.from({ length: 8 }, (_, power) => [1, 2, 5].map((step) => step * LEAST_CENTS * 10 ** power)).flat();
}
