/** One line of `npm run bench`. */
export interface BenchRow {
  /** What was measured, in words. */
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What we wanted, as in `≥ 1 000`. */
  readonly goal?: string;
  /** What stands beside it and its figure in the same run. */
  readonly peer?: string;
}
