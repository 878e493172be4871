import type { Cents } from '../units.ts';
import { type Ladder, roundHalfUp } from './ladder.ts';

/** How one entry came to its end. A tie at a level gives that stake back; earlier lost levels stay lost. */
export type Ending =
  | { readonly kind: 'win'; readonly level: number }
  | { readonly kind: 'tie'; readonly level: number }
  | { readonly kind: 'loss' };

/** Net result of one cycle, positive for a gain; a profit is rounded half up to the cent. */
export function settle(ladder: Ladder, ending: Ending): Cents {
  if (ending.kind === 'loss') return -ladder.spentCents.at(-1)!;
  const lost = ladder.spentCents[ending.level - 1] ?? 0;
  const profit = ending.kind === 'tie' ? 0 : roundHalfUp(ladder.payoutRatio * ladder.stakesCents[ending.level]!);
  return profit - lost;
}
