import type { Ratio } from '../units.ts';

/**
 * Chance that one time of the day looks this good though its candles are coins: the colour seen more often is bet on,
 * and of the very days it was chosen on at least this share is won.
 *
 * How: summed over every count of greens, reds and dojis the days can have; a day not won at the entry is won by one
 * of the gales or not. minRatio is over 0.5 or the gales', below which everything would pass.
 * @example chosenChance({ days: 10, depth: 0, dojiRatio: 0, minRatio: 1 }) // 2·0.5¹⁰ = 0.00195
 */
export function chosenChance(choice: { days: number; depth: number; dojiRatio: Ratio; minRatio: Ratio }): Ratio {
  const { days, depth, dojiRatio, minRatio } = choice;
  const colour = Math.log((1 - dojiRatio) / 2);
  const doji = Math.log(dojiRatio);
  const galesWin = 1 - ((1 + dojiRatio) / 2) ** depth;
  const fewestWins = winsNeeded({ days, minRatio });
  let sum = 0;
  for (let more = 1; more <= days; more++) {
    for (let less = 0; less < more && more + less <= days; less++) {
      const dojis = days - more - less;
      const ways = logFactorial(days) - logFactorial(more) - logFactorial(less) - logFactorial(dojis);
      const chance = Math.exp(ways + (more + less) * colour + (dojis === 0 ? 0 : dojis * doji));
      sum += chance * atLeast({ wins: fewestWins - more, n: days - more, ratio: galesWin });
    }
  }
  return Math.min(1, 2 * sum);
}

/** Days to win for a share of them; a share like 0.9 of 10 is nine, whatever its last binary digit says. */
export function winsNeeded({ days, minRatio }: { days: number; minRatio: Ratio }): number {
  return Math.ceil(days * minRatio - 1e-9);
}

function atLeast({ wins, n, ratio }: { wins: number; n: number; ratio: Ratio }): Ratio {
  if (wins <= 0) return 1;
  let sum = 0;
  for (let won = wins; won <= n; won++) {
    const ways = Math.exp(logFactorial(n) - logFactorial(won) - logFactorial(n - won));
    sum += ways * ratio ** won * (1 - ratio) ** (n - won);
  }
  return sum;
}

const LOG_FACTORIALS = [0];

function logFactorial(n: number): number {
  for (let next = LOG_FACTORIALS.length; next <= n; next++) {
    LOG_FACTORIALS.push(LOG_FACTORIALS[next - 1]! + Math.log(next));
  }
  return LOG_FACTORIALS[n]!;
}
