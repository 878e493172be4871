import { LOSS } from './cycle.ts';

export interface Streaks {
  readonly maxLossStreak: number;
  readonly maxWinStreak: number;
}

/** Longest runs of losses and of wins at any level; cycles without a result neither extend nor break a run. */
export function streaks(results: Iterable<number>): Streaks {
  let [losses, wins, maxLossStreak, maxWinStreak] = [0, 0, 0, 0];
  for (const result of results) {
    if (result > LOSS) continue;
    losses = result === LOSS ? losses + 1 : 0;
    wins = result < LOSS ? wins + 1 : 0;
    maxLossStreak = Math.max(maxLossStreak, losses);
    maxWinStreak = Math.max(maxWinStreak, wins);
  }
  return { maxLossStreak, maxWinStreak };
}
