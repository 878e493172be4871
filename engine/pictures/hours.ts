import type { HourTable, ShrunkCell } from '../catalog/hours.ts';
import { label } from './label.ts';

export interface HoursPictureWords {
  /** `EURUSD (OTC)` */
  readonly title: string;
  /** `Minoria · M1 · até G2` */
  readonly subtitle: string;
  readonly period: string;
  /** What the two numbers of a cell are: `taxa em % · entradas` */
  readonly key: string;
  /** How many hours were looked at and how many mean anything. */
  readonly note: string;
  /** What the two ends of the colour scale mean. */
  readonly worse: string;
  readonly better: string;
  /** Sunday first, seven of them. */
  readonly weekdays: readonly string[];
  /** When nothing was played. */
  readonly empty: string;
  readonly risk: string;
  /** `120` */
  readonly count: (n: number) => string;
}

export interface HoursPictureCell {
  /** What happened, in whole percent without the sign: `54`. */
  readonly rate: string;
  readonly n: string;
  /**
   * What it means, once luck is taken off: the rate pulled towards all, from −1, worse than all hours together by
   * SCALE_RATIO or more, over 0 to 1.
   */
  readonly heat: number;
}

export interface HoursPicture extends Omit<HoursPictureWords, 'count'> {
  readonly kind: 'hours';
  /** One row an hour, from the first that was played to the last; a cell is null where nothing was. */
  readonly rows: readonly { readonly label: string; readonly cells: readonly (HoursPictureCell | null)[] }[];
}

/** Where the colour scale ends. Fixed, so that noise does not fill the whole scale: the same colour always means the same. */
export const SCALE_RATIO = 0.1;

/** The week as people count it at work, Monday first; days are numbered from Sunday. */
const WEEK = [1, 2, 3, 4, 5, 6, 0];

/** Heat map hour × weekday: a number says what happened, its colour how much of that is more than luck. */
export function hoursPicture({
  table,
  words: { count, ...words },
}: {
  table: HourTable<ShrunkCell>;
  words: HoursPictureWords;
}): HoursPicture {
  const cells = table.flat();
  const entries = cells.reduce((sum, { n }) => sum + n, 0);
  const mean = cells.reduce((sum, { wins }) => sum + wins, 0) / Math.max(1, entries);
  const played = Array.from({ length: 24 }, (_, hour) => hour).filter((hour) => table.some((day) => day[hour]!.n > 0));
  const [first = 0, last = -1] = [played[0], played.at(-1)];
  const cell = ({ ratio, wins, n }: ShrunkCell): HoursPictureCell | null => {
    if (ratio === null) return null;
    return { rate: `${Math.round((100 * wins) / n)}`, n: label(count(n)), heat: clamp((ratio - mean) / SCALE_RATIO) };
  };
  return {
    kind: 'hours',
    title: label(words.title),
    subtitle: label(words.subtitle),
    period: label(words.period),
    key: label(words.key),
    note: label(words.note),
    worse: label(words.worse),
    better: label(words.better),
    empty: label(words.empty),
    risk: label(words.risk),
    weekdays: WEEK.map((day) => label(words.weekdays[day] ?? '')),
    rows: Array.from({ length: last - first + 1 }, (_, at) => ({
      label: `${`${first + at}`.padStart(2, '0')}h`,
      cells: WEEK.map((day) => cell(table[day]![first + at]!)),
    })),
  };
}

/** To hundredths: what cannot be told apart is one picture. */
function clamp(value: number): number {
  return Math.round(100 * Math.min(1, Math.max(-1, value))) / 100;
}
