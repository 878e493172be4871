import { build } from 'hdr-histogram-js';

export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

const MICROSECONDS = 1_000;

/** Percentiles of some durations; in and out in milliseconds, exact to three digits. */
export function spreadOf(durationsMs: readonly number[]): Spread {
  const histogram = build({ numberOfSignificantValueDigits: 3 });
  for (const ms of durationsMs) histogram.recordValue(Math.round(ms * MICROSECONDS));
  const at = (percentile: number) => histogram.getValueAtPercentile(percentile) / MICROSECONDS;
  return { p50: at(50), p95: at(95), max: at(100) };
}

/** The middle one; of an even number the lower. */
export function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[(values.length - 1) >> 1] ?? Number.NaN;
}
