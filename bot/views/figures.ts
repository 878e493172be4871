import { breakEvenRate, type Counts, coinRate, type Ratio, wilson } from '#engine/index.ts';

/** Wins up to one gale, all that came before included, with the range its true rate probably lies in (95 %). */
export interface LevelFigure {
  readonly level: number;
  readonly wins: number;
  readonly n: number;
  /** null when nothing was played. */
  readonly rate: Ratio | null;
  readonly low: Ratio;
  readonly high: Ratio;
}

/** `above` and `below` only when the whole range is on that side; `unknown` without a payout or a bet. */
export type Verdict = 'above' | 'luck' | 'below' | 'unknown';

export interface Figures {
  /** One for the first entry and each gale. */
  readonly levels: readonly LevelFigure[];
  /** The last of levels: the plan that was asked for. */
  readonly plan: LevelFigure;
  /** Rate at which the plan neither wins nor loses money. */
  readonly breakEven: Ratio | null;
  /** What tossing a coin would have reached. */
  readonly coin: Ratio;
  readonly verdict: Verdict;
}

/** The figures every result carries, the same in words and in the picture. */
export function figures(facts: { counts: Counts; payoutRatio: Ratio | null; dojiRatio: Ratio }): Figures {
  const { counts, payoutRatio, dojiRatio } = facts;
  let wins = 0;
  const levels = counts.win.map((won, level): LevelFigure => {
    wins += won;
    const [low, high] = wilson(wins, counts.total);
    return { level, wins, n: counts.total, rate: counts.total ? wins / counts.total : null, low, high };
  });
  const plan = levels.at(-1) ?? { level: 0, wins: 0, n: 0, rate: null, low: 0, high: 1 };
  const breakEven = payoutRatio === null ? null : breakEvenRate({ payoutRatio, depth: plan.level });
  return {
    levels,
    plan,
    breakEven,
    coin: coinRate({ depth: plan.level, dojiRatio }),
    verdict: verdictOf(plan, breakEven),
  };
}

function verdictOf({ n, low, high }: LevelFigure, breakEven: Ratio | null): Verdict {
  if (breakEven === null || n === 0) return 'unknown';
  if (low > breakEven) return 'above';
  return high < breakEven ? 'below' : 'luck';
}
