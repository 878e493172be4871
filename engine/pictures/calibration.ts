import type { Rate } from '../honesty/interval.ts';
import type { Calibration } from '../honesty/scores.ts';
import type { Ratio } from '../units.ts';
import { label } from './label.ts';

export interface CalibrationPictureWords {
  /** `O que mostrei e o que veio` */
  readonly title: string;
  readonly subtitle: string;
  readonly period: string;
  /** `Nota de erro 0,112 · cara ou coroa 0,109` */
  readonly note: string;
  readonly risk: string;
  /** Under the picture and over it: what the two axes are. */
  readonly told: string;
  readonly came: string;
  /** Of the key: where both are equal, what came, its interval. */
  readonly equal: string;
  readonly point: string;
  readonly interval: string;
  readonly empty: string;
  /** `85%` */
  readonly percent: (ratio: Ratio) => string;
}

/** One bin with something in it; every place is a share of its axis. */
export interface CalibrationPoint {
  readonly told: Ratio;
  readonly came: Ratio;
  readonly low: Ratio;
  readonly high: Ratio;
  /** Of all cycles, how many are in it: 1 is the fullest bin. */
  readonly weight: Ratio;
}

export interface CalibrationPicture extends Omit<CalibrationPictureWords, 'percent'> {
  readonly kind: 'calibration';
  readonly points: readonly CalibrationPoint[];
  /** The same along both axes. */
  readonly ticks: readonly { readonly at: Ratio; readonly label: string }[];
}

/** Both axes show the same stretch, in whole tenths: outside of it nothing happened. */
const TENTH = 0.1;
/** A bin of fewer cycles says nothing yet, and its interval would fill the picture. */
const FEWEST = 30;

/** Of all the times we said 90 %, how often did it happen? On the diagonal we were right. */
export function calibrationPicture({ bins }: Calibration, words: CalibrationPictureWords): CalibrationPicture {
  const { percent, ...texts } = words;
  const full = bins.filter(({ toldRatio, came }) => toldRatio !== null && came.n >= FEWEST);
  const all = full.flatMap(({ toldRatio, came }) => [toldRatio!, came.low, came.high]);
  const low = Math.max(0, Math.floor(Math.min(1 - TENTH, ...all) / TENTH) * TENTH);
  const high = Math.min(1, Math.ceil(Math.max(low + TENTH, ...all) / TENTH) * TENTH);
  const at = (ratio: Ratio) => (ratio - low) / (high - low);
  const most = Math.max(...full.map(({ came }) => came.n), 1);
  const tenths = Math.round((high - low) / TENTH);
  return {
    kind: 'calibration',
    ...(Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, label(text)])) as typeof texts),
    points: full.map(({ toldRatio, came }) => ({
      told: at(toldRatio!),
      came: at(shareOf(came)),
      low: at(came.low),
      high: at(came.high),
      weight: came.n / most,
    })),
    ticks: Array.from({ length: 2 * tenths + 1 }, (_, half) => {
      const ratio = low + (half * TENTH) / 2;
      return { at: half / (2 * tenths), label: label(percent(Math.min(1, ratio))) };
    }),
  };
}

function shareOf({ wins, n }: Rate): Ratio {
  return wins / n;
}
