import type { Scenario } from '../scenario.ts';

const withStars = {
  recoverSeconds: null,
  isInSuite: false,
  unable: async () => 'comes with payments by Stars, which the product does not take yet',
  run: async () => undefined,
} as const;

/** Faults of payments, listed so that nobody forgets them. */
export const stars: readonly Scenario[] = [
  { id: 'F34', title: 'somebody is about to pay while the queue is ten minutes behind', ...withStars },
  { id: 'F35', title: 'one payment is told three times', ...withStars },
  { id: 'F36', title: 'a refund is not answered, and was made', ...withStars },
];
