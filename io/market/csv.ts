import { type Candle, MINUTE_MS } from '#engine/index.ts';
import { type CsvFormatName, guessCsvFormat } from './csv-format.ts';
import { CsvLines } from './csv-lines.ts';
import { csvInvalid } from './csv-problem.ts';
import { type CsvRows, readCsvRows } from './csv-rows.ts';
import { csvText } from './csv-text.ts';

export interface ParsedCandles {
  /** Ascending by openMs, one a time. */
  readonly candles: readonly Candle[];
  readonly format: CsvFormatName;
  /** Lines left out because an equal candle stands on another line. */
  readonly duplicates: number;
}

export interface CsvOptions {
  /** For the messages only. */
  readonly fileName: string;
  /** How far the file's clock runs ahead of UTC; 0 when left out. Times that name their own zone ignore it. */
  readonly utcOffsetMinutes?: number;
}

/** Beyond this a file is not one of candles, or wants to fill our memory. */
export const MAX_CSV_BYTES = 200_000_000;

/**
 * Candles from a text export, its format found by content: ours, MetaTrader 4 and 5, HistData, or any with a header.
 * Lines may stand in any order.
 *
 * Errors: CSV_INVALID with the file, the line and what is wrong there. A file is taken whole or not at all.
 */
export function parseCandles(bytes: Uint8Array, options: CsvOptions): ParsedCandles {
  const { fileName, utcOffsetMinutes = 0 } = options;
  if (bytes.length > MAX_CSV_BYTES) {
    throw csvInvalid({ fileName, problem: 'has more than 200 MB', remedy: 'Split it into smaller files.' });
  }
  const text = csvText(bytes);
  if ('problem' in text) throw csvInvalid({ fileName, ...text });
  const lines = new CsvLines(text.bytes);
  if (!lines.next()) throw csvInvalid({ fileName, problem: 'is empty' });
  const guess = guessCsvFormat(lines.lineText());
  if ('problem' in guess) throw csvInvalid({ fileName, line: lines.line, ...guess });
  const { format } = guess;
  if (format.hasHeader && !lines.next()) throw csvInvalid({ fileName, problem: 'has a header and no candles' });
  const rows = readCsvRows({ lines, format, fileName, utcOffsetMs: utcOffsetMinutes * MINUTE_MS });
  return { ...withoutDuplicates(ascending(rows), fileName), format: format.name };
}

function ascending(rows: CsvRows): CsvRows {
  const openMs = (at: number) => (rows.candles[at] as Candle).openMs;
  const isAscending = rows.candles.every((candle, at) => at === 0 || candle.openMs >= openMs(at - 1));
  if (isAscending) return rows;
  const order = rows.candles.map((_, at) => at).sort((left, right) => openMs(left) - openMs(right));
  return {
    candles: order.map((at) => rows.candles[at] as Candle),
    lines: order.map((at) => rows.lines[at] as number),
  };
}

function withoutDuplicates(rows: CsvRows, fileName: string): { candles: readonly Candle[]; duplicates: number } {
  const candles: Candle[] = [];
  let keptLine = 0;
  rows.candles.forEach((candle, at) => {
    const kept = candles.at(-1);
    const line = rows.lines[at] as number;
    if (kept?.openMs !== candle.openMs) {
      candles.push(candle);
      keptLine = line;
    } else if (!isSameCandle(kept, candle)) {
      throw csvInvalid({
        fileName,
        line,
        problem: `a second candle for ${new Date(candle.openMs).toISOString()}, not the one of line ${keptLine}`,
        remedy: 'Remove one of the two lines.',
      });
    }
  });
  return { candles, duplicates: rows.candles.length - candles.length };
}

function isSameCandle(left: Candle, right: Candle): boolean {
  return left.open === right.open && left.high === right.high && left.low === right.low && left.close === right.close;
}
