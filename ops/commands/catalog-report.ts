import {
  type Columns,
  cycleCode,
  dojiRatio,
  type Evaluation,
  NO_SIGNAL,
  percentOf,
  statistics,
  timeframeMs,
} from '#engine/index.ts';

/** How many cycles the strip of codes shows. */
const STRIP_LENGTH = 24;

/** The catalog of one strategy as other programs read it. */
export interface CatalogJson {
  readonly strategy: string;
  readonly timeframe: string;
  readonly depth: number;
  readonly cycles: number;
  readonly win: readonly number[];
  readonly loss: number;
  readonly doji: number;
  readonly no_signal: number;
  readonly void: number;
  readonly total: number;
  readonly max_loss_streak: number;
  readonly max_win_streak: number;
  /** The latest 24, oldest first; cycles without a signal are left out. */
  readonly codes: string;
}

/** The order of the keys is part of the promise. */
export function jsonOf({ strategy, depth, counts, cycles }: Evaluation): CatalogJson {
  const played = cycles.filter(({ result }) => result !== NO_SIGNAL);
  return {
    strategy: strategy.id,
    timeframe: strategy.timeframe,
    depth,
    cycles: counts.cycles,
    win: counts.win,
    loss: counts.loss,
    doji: counts.doji,
    no_signal: counts.noSignal,
    void: counts.void,
    total: counts.total,
    max_loss_streak: counts.maxLossStreak,
    max_win_streak: counts.maxWinStreak,
    codes: played
      .slice(-STRIP_LENGTH)
      .map(({ result }) => cycleCode(result))
      .join(' '),
  };
}

/** The same for people: one line a strategy, with what a figure must not be shown without. */
export function tableOf(catalog: { evaluations: readonly Evaluation[]; columns: Columns; fileName: string }): string {
  const { evaluations, columns, fileName } = catalog;
  const depth = evaluations[0]?.depth ?? 0;
  const levels = Array.from({ length: depth + 1 }, (_, level) => cycleCode(level));
  const head = ['strategy', 'cycles', ...levels, 'loss', 'doji', 'none', 'void', 'win %', '95 %', 'coin %', 'runs -/+'];
  const doji = dojiRatio(columns.colours);
  const rows = evaluations.map((evaluation) => rowOf(evaluation, doji));
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]!.length)));
  const lines = [head, ...rows].map((cells) =>
    cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join('  '),
  );
  return `${titleOf(columns, fileName)}\n\n${lines.join('\n')}\n\n${FOOTER}\n`;
}

const FOOTER = [
  'win %: cycles won at any level of those with a result; 95 %: its interval; coin %: what a fair coin would have won.',
  'The past promises nothing.',
].join('\n');

function rowOf({ strategy, counts }: Evaluation, doji: number): string[] {
  const { rate, coinRatio } = statistics(counts, { payoutRatio: null, dojiRatio: doji });
  const figures = [counts.cycles, ...counts.win, counts.loss, counts.doji, counts.noSignal, counts.void].map(String);
  return [
    strategy.id,
    ...figures,
    percentOf(rate)?.toFixed(2) ?? '-',
    `${percent(rate.low)}-${percent(rate.high)}`,
    percent(coinRatio),
    `${counts.maxLossStreak}/${counts.maxWinStreak}`,
  ];
}

function titleOf({ timeframe, startMs, colours }: Columns, fileName: string): string {
  const endMs = startMs + (colours.length - 1) * timeframeMs(timeframe);
  const present = colours.filter((colour) => colour !== 0).length;
  const coverage = `${present} of ${colours.length} candles`;
  return `${fileName}, ${timeframe}, ${clock(startMs)} to ${clock(endMs)} UTC, ${coverage}`;
}

function percent(ratio: number): string {
  return (100 * ratio).toFixed(1);
}

function clock(ms: number): string {
  return new Date(ms).toISOString().slice(0, 16).replace('T', ' ');
}
