import type { Coverage } from '../columns.ts';
import { breakEven } from '../honesty/break-even.ts';
import { expectedPerStake } from '../honesty/expectation.ts';
import { judge } from '../honesty/judge.ts';
import type { Tally } from './evaluation.ts';
import { byLowerBound, byPredecessor } from './rank.ts';
import type { AssetShelf, TopQuestion } from './top-question.ts';

/** One strategy on one asset, counted. */
export interface Combination {
  readonly ticker: string;
  readonly strategyId: string;
  readonly counts: Tally;
  /** null: the broker did not say. */
  readonly payoutRatio: number | null;
  readonly coverage: Coverage;
}

/** What the filters look at. */
export interface TopAsset {
  readonly category: string;
  readonly isOtc: boolean;
  readonly isOpen: boolean;
}

/** A combination with its judgement among all that were computed. */
export type Judged<Row> = Row & { readonly beats: boolean };

export interface Top<Row> {
  /** All that the filters let through, best first. */
  readonly rows: readonly Judged<Row>[];
  /** How many combinations were computed, whoever sees them; how many of them beat break-even. */
  readonly tried: number;
  readonly passed: number;
  /** Let through by the filters, but with too many candles missing to be ranked; in the same order. */
  readonly sparse: readonly Judged<Row>[];
}

/** A window of which more is missing is shown, but not ranked. */
const LEAST_COVERAGE = 0.98;

/**
 * A ranking out of all that was computed. The correction counts every row, whatever the filters: choosing what to look
 * at after the fact is one more way of trying.
 */
export function topOf<Row extends Combination>(
  computed: readonly Row[],
  { question, assets }: { question: TopQuestion; assets: ReadonlyMap<string, TopAsset> },
): Top<Row> {
  const judgements = judge(
    computed.map(({ counts, payoutRatio }) => ({
      wins: counts.total - counts.loss,
      n: counts.total,
      breakEvenRatio: breakEvenOf({ payoutRatio, depth: counts.win.length - 1 }),
    })),
  );
  const judged = computed.map((row, place) => ({ ...row, beats: judgements[place]!.beats }));
  const wanted = judged.filter((row) => isWanted(row, { question, asset: assets.get(row.ticker) }));
  const isWhole = ({ coverage }: Row) => coverage.present >= coverage.expected * LEAST_COVERAGE;
  return {
    rows: inOrder(wanted.filter(isWhole), question),
    tried: computed.length,
    passed: judgements.filter(({ beats }) => beats).length,
    sparse: inOrder(
      wanted.filter((row) => !isWhole(row)),
      question,
    ),
  };
}

/** The rate this plan must reach to end at zero; null when the payout is unknown or nothing. */
export function breakEvenOf({ payoutRatio, depth }: { payoutRatio: number | null; depth: number }): number | null {
  return payoutRatio === null || payoutRatio <= 0 ? null : breakEven({ payoutRatio, depth });
}

/** Whether an asset is one the question asks about. */
export function isAskedFor(asset: TopAsset, { market, category }: Pick<TopQuestion, 'market' | 'category'>): boolean {
  if (!asset.isOpen || (market !== 'all' && asset.isOtc !== (market === 'otc'))) return false;
  return category === null || asset.category === (category satisfies AssetShelf);
}

function isWanted(row: Combination, { question, asset }: { question: TopQuestion; asset: TopAsset | undefined }) {
  const { strategyId, minPayoutRatio } = question;
  if (asset === undefined || !isAskedFor(asset, question)) return false;
  if (row.counts.total === 0 || (strategyId !== null && row.strategyId !== strategyId)) return false;
  return minPayoutRatio === 0 || (row.payoutRatio ?? 0) >= minPayoutRatio;
}

function inOrder<Row extends Combination>(rows: readonly Row[], { order }: TopQuestion): Row[] {
  if (order === 'predecessor') return rows.toSorted(byPredecessor);
  return rows
    .map((row) => ({ row, weighed: { ...row, lowRatio: expectedPerStake(row)?.lowRatio ?? null } }))
    .sort((a, b) => byLowerBound(a.weighed, b.weighed))
    .map(({ row }) => row);
}
