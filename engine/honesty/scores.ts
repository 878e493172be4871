import type { Ratio } from '../units.ts';
import { type Rate, rateOf } from './interval.ts';

/** A rate that was told beforehand, and what came of it: wins of n cycles. One single event has n = 1. */
export interface Forecast {
  readonly forecastRatio: Ratio;
  readonly wins: number;
  readonly n: number;
}

/** Sure and wrong would cost infinity; this much certainty is as good as any. */
const LOG_CLIP = 1e-15;

/**
 * Brier score: the mean squared distance between what was told and what happened; 0 is perfect, less is better, and who
 * always says one half gets 0.25. null when nothing happened yet.
 */
export function brier(forecasts: readonly Forecast[]): number | null {
  return meanCost(forecasts, { win: (told) => (1 - told) ** 2, loss: (told) => told ** 2 });
}

/** Logarithmic loss in nats, told rates clipped to 1e-15 … 1 − 1e-15; null when nothing happened yet. */
export function logLoss(forecasts: readonly Forecast[]): number | null {
  const clip = (told: Ratio) => Math.min(Math.max(told, LOG_CLIP), 1 - LOG_CLIP);
  return meanCost(forecasts, { win: (told) => -Math.log(clip(told)), loss: (told) => -Math.log(1 - clip(told)) });
}

/** Forecasts of about the same rate, and what came of them. */
export interface CalibrationBin {
  /** fromRatio ≤ forecast < toRatio; the last bin has 1 too. */
  readonly fromRatio: Ratio;
  readonly toRatio: Ratio;
  /** Mean of what was told, weighted by cycles; null in an empty bin. */
  readonly toldRatio: Ratio | null;
  readonly came: Rate;
}

export interface Calibration {
  readonly bins: readonly CalibrationBin[];
  /** Expected calibration error: the mean distance of told and came, weighted by cycles; null when nothing came. */
  readonly errorRatio: Ratio | null;
}

/** Of all the times we said 60 %, how often did it happen? Bins of equal width, ten unless said otherwise. */
export function calibration(forecasts: readonly Forecast[], { bins = 10 }: { bins?: number } = {}): Calibration {
  const sums = Array.from({ length: bins }, () => ({ told: 0, wins: 0, n: 0 }));
  for (const { forecastRatio, wins, n } of forecasts) {
    const sum = sums[Math.min(bins - 1, Math.floor(forecastRatio * bins))]!;
    sum.told += forecastRatio * n;
    sum.wins += wins;
    sum.n += n;
  }
  const total = sums.reduce((all, { n }) => all + n, 0);
  const distance = sums.reduce((all, { told, wins }) => all + Math.abs(told - wins), 0);
  return {
    bins: sums.map(({ told, wins, n }, place) => ({
      fromRatio: place / bins,
      toRatio: (place + 1) / bins,
      toldRatio: n === 0 ? null : told / n,
      came: rateOf({ wins, n }),
    })),
    errorRatio: total === 0 ? null : distance / total,
  };
}

function meanCost(
  forecasts: readonly Forecast[],
  cost: { win: (told: Ratio) => number; loss: (told: Ratio) => number },
): number | null {
  let [sum, events] = [0, 0];
  for (const { forecastRatio, wins, n } of forecasts) {
    // A term without events must not turn 0 · ∞ into no number.
    if (wins > 0) sum += wins * cost.win(forecastRatio);
    if (n > wins) sum += (n - wins) * cost.loss(forecastRatio);
    events += n;
  }
  return events === 0 ? null : sum / events;
}
