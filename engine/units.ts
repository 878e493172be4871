/**
 * Named numbers. A plain number fits each of them, but one never fits another:
 * an EpochMs handed over where Seconds are wanted does not compile.
 */
interface Unit<Name extends string> {
  readonly unit?: Name;
}

/** Milliseconds since 1970-01-01 UTC. */
export type EpochMs = number & Unit<'EpochMs'>;
/** A length of time in seconds. */
export type Seconds = number & Unit<'Seconds'>;
/** A share between 0 and 1. */
export type Ratio = number & Unit<'Ratio'>;
/** Money in the smallest unit of the account's currency. */
export type Cents = number & Unit<'Cents'>;

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
