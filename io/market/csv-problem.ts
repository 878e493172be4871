import { AppError } from '#engine/index.ts';

export interface CsvProblem {
  readonly fileName: string;
  /** From 1; left out when the whole file is meant. */
  readonly line?: number;
  readonly problem: string;
  readonly remedy?: string;
}

/** CSV_INVALID that says where: `"EURUSD.csv" line 7: the open "abc" is no price.` */
export function csvInvalid({ fileName, line, problem, remedy }: CsvProblem): AppError {
  const place = line === undefined ? `"${fileName}" ` : `"${fileName}" line ${line}: `;
  return new AppError('CSV_INVALID', {
    message: `${place}${problem}.`,
    remedy: remedy ?? 'Correct the file, or export it again, and give the whole of it.',
  });
}

/** What stands in the file, as a person can read it: short, and without what would garble a terminal. */
export function quoted(text: string): string {
  const clean = text.replaceAll(/\p{C}/gu, '·').trim();
  return `"${clean.length > 40 ? `${clean.slice(0, 39)}…` : clean}"`;
}
