import { type PlanLimits, wrongLimits } from '#engine/index.ts';
import { findPlan, type Plan, publishPlan } from '#io/db/plans.ts';
import { type ActsOf, textOf } from '../acts.ts';

const json = { kind: 'text', most: 4_000 } as const;

export const PLAN_ACTS: ActsOf<'plans'> = {
  /** A version is never edited: who has it keeps it. */
  publish: {
    on: 'record',
    icon: 'Upload',
    needsProof: true,
    fields: { prices: json, limits: json, isSold: { kind: 'choice', choices: ['true', 'false'] } },
    async run({ tx, subject, given }) {
      const code = subject.replace(/-\d+$/, '');
      const latest = await findPlan(tx, { code });
      if (latest === null) return { kind: 'refused', why: 'notNow' };
      const [prices, limits] = [parsed(textOf(given, 'prices')), parsed(textOf(given, 'limits'))];
      const isSold = textOf(given, 'isSold') === 'true';
      if (!arePrices(prices, { isSold })) return { kind: 'refused', why: 'wrongPrices' };
      if (wrongLimits(limits).length > 0) return { kind: 'refused', why: 'wrongLimits' };
      const next = { prices, limits: limits as PlanLimits, isSold };
      const version = await publishPlan(tx, { ...next, code, rank: latest.rank });
      return { kind: 'done', before: noted(latest), after: { ...noted(next), version } };
    },
  },
};

function noted({ prices, limits, isSold }: Pick<Plan, 'prices' | 'limits' | 'isSold'>) {
  return { prices: JSON.stringify(prices), limits: JSON.stringify(limits), isSold };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function arePrices(prices: unknown, { isSold }: { isSold: boolean }): prices is Plan['prices'] {
  if (typeof prices !== 'object' || prices === null || Array.isArray(prices)) return false;
  if (isSold && !Object.hasOwn(prices, 'XTR')) return false;
  return Object.entries(prices).every(([currency, price]) => {
    const { amount, days, ...more } = (price ?? {}) as Record<string, unknown>;
    const areWhole = [amount, days].every((part) => Number.isInteger(part) && Number(part) > 0);
    return areWhole && Object.keys(more).length === 0 && /^[A-Z]{3}$/.test(currency);
  });
}
