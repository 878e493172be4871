import type { Tally } from '../catalog/evaluation.ts';
import type { Ratio } from '../units.ts';
import { label } from './label.ts';

/** One row of a top list, best first. Its words come from whoever knows the language. */
export interface RankingRow {
  /** The asset: `EURUSD (OTC)`. */
  readonly name: string;
  readonly counts: Tally;
  /** `89,0%` */
  readonly rate: string;
  /** What stands behind the rate: `91 blocos · W 46 · G1 22 · G2 13 · H 10`. */
  readonly detail: string;
  /** `Igual à sorte` */
  readonly mark: string;
  /** 95 % interval of the rate. */
  readonly interval?: { readonly low: Ratio; readonly high: Ratio };
  /** The rate this ladder needs at the asset's payout. */
  readonly breakEven?: Ratio;
}

export interface RankingPictureWords {
  /** `Top 5 · Minoria` */
  readonly title: string;
  /** `M1 · até G2 · 100 blocos` */
  readonly subtitle: string;
  readonly period: string;
  /** `50 combinações testadas, 0 passaram` */
  readonly tried: string;
  readonly first: string;
  readonly gales: string;
  readonly interval: string;
  readonly breakEven: string;
  /** When there is no row at all. */
  readonly empty: string;
  readonly risk: string;
}

export interface RankingPicture extends RankingPictureWords {
  readonly kind: 'ranking';
  readonly rows: readonly RankingPictureRow[];
}

export interface RankingPictureRow {
  readonly name: string;
  readonly rate: string;
  readonly detail: string;
  readonly mark: string;
  /** Shares of the cycles that were played: won at the first entry, won at a gale. */
  readonly first: Ratio;
  readonly gales: Ratio;
  readonly interval: { readonly low: Ratio; readonly high: Ratio } | null;
  readonly breakEven: Ratio | null;
}

const MOST_ROWS = 5;

/** What the picture of a top list shows: at most five rows, in the order given. */
export function rankingPicture(options: { rows: readonly RankingRow[]; words: RankingPictureWords }): RankingPicture {
  const { rows, words } = options;
  return {
    kind: 'ranking',
    title: label(words.title),
    subtitle: label(words.subtitle),
    period: label(words.period),
    tried: label(words.tried),
    first: label(words.first),
    gales: label(words.gales),
    interval: label(words.interval),
    breakEven: label(words.breakEven),
    empty: label(words.empty),
    risk: label(words.risk),
    rows: rows.slice(0, MOST_ROWS).map(pictureRow),
  };
}

function pictureRow({ counts, ...row }: RankingRow): RankingPictureRow {
  const played = Math.max(1, counts.total);
  const first = counts.win[0] ?? 0;
  return {
    name: label(row.name),
    rate: label(row.rate),
    detail: label(row.detail),
    mark: label(row.mark),
    first: first / played,
    gales: Math.max(0, counts.total - counts.loss - first) / played,
    interval: row.interval ?? null,
    breakEven: row.breakEven ?? null,
  };
}
