import type { Pressure } from './plans.ts';

/** What tells that the house is pressed. */
export interface Signs {
  /** How long the question that is next has been waiting. */
  readonly queueAgeMs: number;
  /** 19 of 20 updates were handled faster than this. */
  readonly handledP95Ms: number;
}

/** Beyond the first line 1, beyond the second 2, beyond the third 3. */
const LINES = {
  queueAgeMs: [5_000, 15_000, 60_000],
  handledP95Ms: [500, 1_500, 5_000],
} as const;

/** The worse of the signs counts. */
export function pressureOf(signs: Signs): Pressure {
  const beyond = (name: keyof Signs) => LINES[name].filter((line) => signs[name] > line).length;
  return Math.max(beyond('queueAgeMs'), beyond('handledP95Ms')) as Pressure;
}
