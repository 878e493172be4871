import type { Summary } from './times.ts';
import type { Sample } from './watch-house.ts';

/** One line of the report. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly goal?: string;
  readonly beside?: string;
}

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

/** The report as text: a table. */
export function tell(rows: readonly Row[]): string {
  const cells = rows.map(({ name, value, unit, goal = '', beside = '' }) => [
    name,
    `${show(value)} ${unit}`,
    goal,
    beside,
  ]);
  const all = [['', 'measured', 'goal', 'beside it'], ...cells];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export function timeRows(name: string, times: Summary, goal = ''): Row[] {
  const { count, missed, p50, p95, p99, p999, max } = times;
  const rest = [`p50 ${show(p50)}`, `p99 ${show(p99)}`, `p99.9 ${show(p999)}`, `max ${show(max)}`, `of ${count}`];
  const beside = [...rest, ...(missed === 0 ? [] : [`${missed} without`])].join(', ');
  return [{ name: `${name}, p95`, value: p95, unit: 'ms', goal, beside }];
}

export function show(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: value < 1000 ? 3 : 6 });
}
