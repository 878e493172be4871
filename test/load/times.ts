import { build, type Histogram } from 'hdr-histogram-js';

/** Durations of one sort in microseconds, three digits each, and what never ended. */
export interface Times {
  add(ms: number): void;
  miss(): void;
  summary(): Summary;
}

export interface Summary {
  readonly count: number;
  /** Never answered within patience. */
  readonly missed: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
  /** The whole curve: milliseconds at each share from 0 to 100. */
  readonly curve: readonly { readonly percentile: number; readonly ms: number }[];
}

const MICROSECONDS = 1_000;
const CURVE = [1, 5, 10, 20, 30, 40, 50, 60, 70, 75, 80, 85, 90, 92, 94, 95, 96, 97, 98, 99, 99.5, 99.9, 99.99, 100];

export function createTimes(): Times {
  const histogram: Histogram = build({ numberOfSignificantValueDigits: 3 });
  let missed = 0;
  const at = (percentile: number) => histogram.getValueAtPercentile(percentile) / MICROSECONDS;
  return {
    add: (ms) => histogram.recordValue(Math.max(1, Math.round(ms * MICROSECONDS))),
    miss() {
      missed += 1;
    },
    summary: () => ({
      ...{ count: histogram.totalCount, missed, p50: at(50), p95: at(95), p99: at(99), p999: at(99.9), max: at(100) },
      curve: CURVE.map((percentile) => ({ percentile, ms: at(percentile) })),
    }),
  };
}
