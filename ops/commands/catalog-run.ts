import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError, aggregate, type Columns, columnsFrom, evaluate, type TimeRange } from '#engine/index.ts';
import { readCandleFile } from '#io/market/candle-file.ts';
import { type CatalogFlags, type CatalogOptions, checkFlags } from './catalog-options.ts';
import { jsonOf, tableOf } from './catalog-report.ts';

/**
 * Catalogs a file; returns what to print, and draws where asked to.
 *
 * Errors: BAD_INPUT for flags and empty ranges, FILE_UNREADABLE and CSV_INVALID for the candles.
 */
export async function runCatalog(flags: CatalogFlags): Promise<string> {
  const options = checkFlags(flags);
  const columns = await readColumns(options);
  const { strategies, depth, reading, isAll } = options;
  const evaluations = strategies.map((strategy) => evaluate(columns, { strategy, depth, reading }));
  const [first] = evaluations;
  if (options.chart && first) {
    const { drawEvaluation } = await import('./catalog-chart.ts');
    await write(options.chart, await drawEvaluation({ columns, evaluation: first, fileName: basename(options.file) }));
  }
  if (!flags.json) return tableOf({ evaluations, columns, fileName: basename(options.file) });
  const lines = evaluations.map((evaluation) => JSON.stringify(jsonOf(evaluation)));
  return isAll ? `[\n${lines.join(',\n')}\n]\n` : `${lines[0]}\n`;
}

async function readColumns({ file, timeframe, range }: CatalogOptions): Promise<Columns> {
  const { candles } = await readCandleFile(file);
  const inside = candles.filter(({ openMs }) => openMs >= range.fromMs && openMs < range.toMs);
  if (inside.length === 0) throw emptyRange({ fromMs: candles[0]!.openMs, toMs: candles.at(-1)!.openMs });
  return aggregate(columnsFrom(inside, 'M1'), timeframe);
}

function emptyRange({ fromMs, toMs }: TimeRange): AppError {
  return new AppError('BAD_INPUT', {
    message: 'No candle of the file opens between "--from" and "--to".',
    remedy: `The file holds ${fromMs / 1000} to ${toMs / 1000}.`,
  });
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(path, bytes);
  } catch (error) {
    throw new AppError('BAD_INPUT', {
      message: `"${path}" cannot be written: ${error instanceof Error ? error.message : error}.`,
      remedy: 'Choose another place with --chart.',
      cause: error,
    });
  }
}
