import { showNumber, type TableRow } from '../support/draw-table.ts';
import type { Summary } from './times.ts';
import type { Sample } from './watch-house.ts';

/** One line of the report. */
export type Row = TableRow;

/** What one measurement found. */
export interface Measured {
  readonly title: string;
  readonly rows: readonly Row[];
  /** Nothing lost, nothing doubled. */
  readonly isSound: boolean;
  readonly details: Details;
}

export interface Details {
  /** Each sort of answer and its times. */
  readonly times: Readonly<Record<string, Summary>>;
  readonly samples: readonly Sample[];
  /** First findings of each sort, in words. */
  readonly notes: readonly string[];
}

export function timeRows(name: string, times: Summary, goal = ''): Row[] {
  const { count, missed, p50, p95, p99, p999, max } = times;
  const rest = [
    `p50 ${showNumber(p50)}`,
    `p99 ${showNumber(p99)}`,
    `p99.9 ${showNumber(p999)}`,
    `max ${showNumber(max)}`,
    `of ${count}`,
  ];
  const beside = [...rest, ...(missed === 0 ? [] : [`${missed} without`])].join(', ');
  return [{ name: `${name}, p95`, value: p95, unit: 'ms', goal, beside }];
}
