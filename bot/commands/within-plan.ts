import { beyondPlan, capAt, type PlanLimits, type Reach, spentBy } from '#engine/index.ts';
import { countedDay } from '#io/db/entitlements.ts';
import { latestPlans } from '#io/db/plans.ts';
import { countQuotaHit } from '#io/db/quota-hits.ts';
import { chargeOf, usageOf } from '#io/db/usage.ts';
import type { BotContext } from '../context.ts';
import { capReached } from '../views/care.ts';
import { localDay } from '../views/local-day.ts';
import { planBeyond, planSpent } from '../views/plan-refusal.ts';
import type { Press } from '../views/press.ts';

/**
 * Whether the plan goes that far and has so much left, and the person allows themselves as much; if not, they are told
 * which of them, and what they can do. What is left is counted, and the question accepted, within one transaction that nobody else of this person has:
 * two at the same time do not both take the last one.
 */
export async function isWithinPlan(
  ctx: BotContext,
  { kind, asked, again }: { kind: string; asked: Reach & { readonly ticker?: string }; again?: Again },
): Promise<boolean> {
  const { db, person, words, entitlement } = ctx;
  const { telegramId, timeZone: zone } = person;
  const { limits, code } = entitlement;
  const nowMs = Date.now();
  const beyond = beyondPlan(asked, { limits, nowMs });
  if (beyond !== null) {
    await countQuotaHit(db, { plan: code, limit: beyond.of, nowMs });
    await ctx.say(planBeyond(words, { beyond, code, again: again?.(limits) ?? null }));
    return false;
  }
  const day = await countedDay(db, { telegramId, nowMs, day: localDay(zone, nowMs) });
  const usage = await usageOf(db, { telegramId, dayFromMs: day.fromMs, nowMs });
  const charge = { ...chargeOf(kind), ticker: asked.ticker ?? null };
  const spent = spentBy(charge, { limits, usage, dayEndsMs: day.untilMs, nowMs });
  if (spent !== null) {
    await countQuotaHit(db, { plan: code, limit: spent.of, nowMs });
    await ctx.say(planSpent(words, { spent, code, zone, nowMs }));
    return false;
  }
  const most = capAt(ctx.care.cap, nowMs);
  if (charge.kind !== 'catalog' || most === null || usage.catalogs < most) return true;
  await ctx.say(capReached(words, { most, moreMs: day.untilMs, zone }));
  return false;
}

/** The same once more, as far as the plan goes. */
type Again = (limits: PlanLimits) => Press | null;

/** What may be typed: as much as any plan has, so that the plan, and not the word, is said to be what is too small. */
export async function widestLimits(ctx: BotContext): Promise<WordLimits> {
  const plans = await latestPlans(ctx.db);
  const all = [ctx.entitlement, ...plans].map(({ limits }) => limits);
  return {
    maxBlocks: Math.max(...all.map(({ windowBlocks }) => windowBlocks)),
    maxDays: Math.max(...all.map(({ windowDays }) => windowDays)),
    maxDepth: Math.max(...all.map(({ depth }) => depth)),
  };
}

/** What their own plan has. */
export function ownLimits({ entitlement }: BotContext): WordLimits {
  const { windowBlocks: maxBlocks, windowDays: maxDays, depth: maxDepth } = entitlement.limits;
  return { maxBlocks, maxDays, maxDepth };
}

interface WordLimits {
  readonly maxBlocks: number;
  readonly maxDays: number;
  readonly maxDepth: number;
}
