import { join } from 'node:path';
import {
  AppError,
  aggregate,
  type Columns,
  columnsFrom,
  cycleCode,
  DEFAULT_READING,
  type Evaluation,
  emptyColumns,
  evaluate,
  findStrategy,
  type Reading,
  SECOND_MS,
  slice,
} from '#engine/index.ts';
import { readCandleFile } from '#io/market/candle-file.ts';
import { type CandleCase, type ColourCase, type Expected, readCaseFile, type Variant } from './catalog-case-file.ts';

export interface CaseReport {
  readonly passed: number;
  readonly failed: number;
  /** One line each: case, strategy, depth, figure, ours and theirs. */
  readonly differences: readonly string[];
}

/**
 * Runs every case of the files through the engine and compares the figures the case has.
 *
 * Errors: FILE_UNREADABLE for files, BAD_INPUT for what is no case file or when no folder of candles is given.
 */
export async function checkCaseFiles(request: {
  paths: readonly string[];
  candlesFolder: string | undefined;
}): Promise<CaseReport> {
  const columnsOf = candleReader(request.candlesFolder);
  const results: (readonly string[])[] = [];
  for (const path of request.paths) {
    for (const one of await readCaseFile(path)) {
      results.push('colours' in one ? checkColours(one) : checkCandles(one, await columnsOf(one.file)));
    }
  }
  const failed = results.filter((differences) => differences.length > 0).length;
  return { passed: results.length - failed, failed, differences: results.flat() };
}

/** One strategy on candles of a file, at several depths. */
function checkCandles(one: CandleCase, whole: Columns): string[] {
  const seen = slice(whole, { fromMs: one.from * SECOND_MS, toMs: one.to * SECOND_MS });
  const columns = aggregate(seen, one.timeframe);
  return Object.entries(one.expect).flatMap(([depth, expected]) =>
    compare({ caseId: one.id, columns, strategy: one.strategy, depth: Number(depth), variant: one.variant, expected }),
  );
}

/** Many strategies on a few candles written as colours. */
function checkColours(one: ColourCase): string[] {
  const { id: caseId, depth } = one;
  const columns = columnsOfColours(one);
  const plain = Object.entries(one.expect).flatMap(([strategy, expected]) =>
    compare({ caseId, columns, strategy, depth, variant: undefined, expected }),
  );
  const variants = one.expect_variants.flatMap(({ strategy, doji_read, unanimous, doji_entry, ...expected }) =>
    compare({ caseId, columns, strategy, depth, variant: { doji_read, unanimous, doji_entry }, expected }),
  );
  return [...plain, ...variants];
}

interface Comparison {
  readonly caseId: string;
  readonly columns: Columns;
  readonly strategy: string;
  readonly depth: number;
  readonly variant: Variant | undefined;
  readonly expected: Expected;
}

function compare({ caseId, columns, strategy: name, depth, variant, expected }: Comparison): string[] {
  const { timeframe } = columns;
  const title = `${caseId} ${timeframe} ${name} g${depth}`;
  const strategy = findStrategy({ timeframe, name });
  if (!strategy) return [`${title}: no such strategy`];
  const ours = figuresOf(evaluate(columns, { strategy, depth, reading: readingOf(variant) }));
  return Object.entries(expected)
    .filter(([figure, theirs]) => ours[figure] !== theirs)
    .map(([figure, theirs]) => `${title}: ${figure} is ${ours[figure] ?? 'not a figure we have'}, expected ${theirs}`);
}

/** Our figures under the names of the cases. */
function figuresOf({ counts, cycles }: Evaluation): Record<string, number | string> {
  return {
    ...Object.fromEntries(counts.win.map((wins, level) => [`win${level}`, wins])),
    loss: counts.loss,
    doji: counts.doji,
    no_signal: counts.noSignal,
    void: counts.void,
    total: counts.total,
    cycles: counts.cycles,
    max_loss_streak: counts.maxLossStreak,
    max_win_streak: counts.maxWinStreak,
    codes: cycles.map(({ result }) => cycleCode(result)).join(' '),
  };
}

function readingOf(variant: Variant | undefined): Reading {
  if (!variant) return DEFAULT_READING;
  return { dojiRead: variant.doji_read, unanimous: variant.unanimous, dojiEntry: variant.doji_entry };
}

function columnsOfColours({ timeframe, first_time, colours }: ColourCase): Columns {
  const columns = emptyColumns({ timeframe, startMs: first_time * SECOND_MS, length: colours.length });
  // The letters stand in the order of the colour codes.
  columns.colours.set([...colours].map((letter) => '_GRD'.indexOf(letter)));
  return columns;
}

/** Each candle file is read once. */
function candleReader(folder: string | undefined): (file: string) => Promise<Columns> {
  const known = new Map<string, Columns>();
  return async (file) => {
    if (folder === undefined) {
      throw new AppError('BAD_INPUT', {
        message: `The cases need the candles of "${file}".`,
        remedy: 'Name their folder with --candles.',
      });
    }
    const columns = known.get(file) ?? columnsFrom((await readCandleFile(join(folder, file))).candles, 'M1');
    known.set(file, columns);
    return columns;
  };
}
