import type { Cents } from '../units.ts';
import { type Ladder, type LadderPlan, ladder } from './ladder.ts';

/** How a person stakes, as they set it. Soros raises the stake after wins, so it says nothing on gales. */
export type PersonalLadder = (LadderPlan | { readonly kind: 'soros'; readonly level: number }) & {
  readonly firstStakeCents: Cents;
};

/** Of whoever has not set one: ten, and gales that win back what was lost and the first profit. */
export const DEFAULT_LADDER: PersonalLadder = { kind: 'target', firstStakeCents: 1_000 };

/** The same text for equal ladders. */
export function ladderKey(personal: PersonalLadder): string {
  const { kind, firstStakeCents } = personal;
  if (kind === 'multiplier') return `${kind} ${personal.multiplier} ${firstStakeCents}`;
  return kind === 'soros' ? `${kind} ${personal.level} ${firstStakeCents}` : `${kind} ${firstStakeCents}`;
}

/** Whether these are the stakes of whoever has not set any. */
export function isDefaultLadder(personal: PersonalLadder): boolean {
  return ladderKey(personal) === ladderKey(DEFAULT_LADDER);
}

/** What this person's gales follow: their own plan, or the target ladder where theirs has none. */
export function galePlan(personal: PersonalLadder): LadderPlan {
  return personal.kind === 'soros' ? { kind: 'target' } : personal;
}

/**
 * The stakes of this person for one plan; null where no ladder can be built: the payout is unknown, nothing, or more
 * than the stake twice over.
 */
export function personalLadder(
  personal: PersonalLadder,
  { payoutRatio, depth }: { payoutRatio: number | null; depth: number },
): Ladder | null {
  if (payoutRatio === null || !(payoutRatio > 0 && payoutRatio <= 2)) return null;
  return ladder({ plan: galePlan(personal), firstStakeCents: personal.firstStakeCents, payoutRatio, depth });
}
