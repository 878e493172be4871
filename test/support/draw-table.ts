/** One measured figure. */
export interface TableRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly goal?: string | undefined;
  /** What stands beside it and its figure in the same run. */
  readonly beside?: string | undefined;
}

/** Figures as a table of text. */
export function drawTable(rows: readonly TableRow[]): string {
  const cells = rows.map(({ name, value, unit, goal = '', beside = '' }) => [
    name,
    `${showNumber(value)} ${unit}`,
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

export function showNumber(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: value < 1000 ? 3 : 6 });
}
