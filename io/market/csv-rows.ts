import { type Candle, MINUTE_MS } from '#engine/index.ts';
import type { CsvFormat } from './csv-format.ts';
import type { CsvLines } from './csv-lines.ts';
import { csvInvalid, quoted } from './csv-problem.ts';
import { CsvScanner } from './csv-scanner.ts';

/** Candles as the file has them, each with its line. */
export interface CsvRows {
  readonly candles: Candle[];
  readonly lines: number[];
}

export interface CsvRowsSource {
  /** Standing on the first line of candles. */
  readonly lines: CsvLines;
  readonly format: CsvFormat;
  readonly fileName: string;
  readonly utcOffsetMs: number;
}

/** Errors: CSV_INVALID at the first line that is not a candle. */
export function readCsvRows({ lines, format, fileName, utcOffsetMs }: CsvRowsSource): CsvRows {
  const { date, clock, open, high, low, close } = format;
  const delimiter = format.delimiter.charCodeAt(0);
  const columnCount = 1 + Math.max(date, clock ?? 0, open, high, low, close);
  const scanner = new CsvScanner(lines, { decimalComma: format.delimiter !== ',', utcOffsetMs });
  const rows: CsvRows = { candles: [], lines: [] };
  do {
    const found = lines.split(delimiter, columnCount);
    if (found < columnCount) {
      const problem = `${found} column${found === 1 ? '' : 's'} where ${columnCount} are needed`;
      throw csvInvalid({ fileName, line: lines.line, problem });
    }
    const candle = {
      openMs: clock === null ? scanner.time(date) : scanner.dateAndClock(date, clock),
      open: scanner.price(open),
      high: scanner.price(high),
      low: scanner.price(low),
      close: scanner.price(close),
    };
    if (!isSound(candle)) {
      throw csvInvalid({ fileName, line: lines.line, ...fault({ candle, format, lines }) });
    }
    rows.candles.push(candle);
    rows.lines.push(lines.line);
  } while (lines.next());
  return rows;
}

/** Written so that a NaN anywhere is unsound. */
function isSound({ openMs, open, high, low, close }: Candle): boolean {
  return openMs % MINUTE_MS === 0 && low > 0 && open >= low && close >= low && open <= high && close <= high;
}

function fault({ candle, format, lines }: { candle: Candle; format: CsvFormat; lines: CsvLines }) {
  const written = (column: number) => quoted(lines.fieldText(column));
  if (Number.isNaN(candle.openMs)) {
    const places = format.clock === null ? [format.date] : [format.date, format.clock];
    return {
      problem: `${places.map(written).join(' ')} is no time`,
      remedy: 'Write times as 2022-09-21 00:56 or as epoch seconds.',
    };
  }
  if (candle.openMs % MINUTE_MS !== 0) {
    return {
      problem: `the time ${written(format.clock ?? format.date)} is not on a whole minute`,
      remedy: 'Candles of one minute or longer are needed, each with the time of its opening.',
    };
  }
  const prices = ['open', 'high', 'low', 'close'] as const;
  const unread = prices.find((name) => !(candle[name] > 0));
  if (unread !== undefined) return { problem: `the ${unread} ${written(format[unread])} is no price` };
  const { high, low } = candle;
  if (high < low) return { problem: `the high ${written(format.high)} is below the low ${written(format.low)}` };
  const outside = candle.open > high || candle.open < low ? 'open' : 'close';
  const side = candle[outside] > high ? 'high' : 'low';
  const relation = side === 'high' ? 'above' : 'below';
  return { problem: `the ${outside} ${written(format[outside])} is ${relation} the ${side} ${written(format[side])}` };
}
