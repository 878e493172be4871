import type { Command } from 'commander';
import { AppError } from '#engine/index.ts';
import type { AssetCategory } from '#io/broker/broker.ts';
import type { ImportReport } from '#io/market/import.ts';
import { withDatabase } from '../start/with-database.ts';

interface ImportOptions {
  readonly file: string;
  readonly asset: string;
  readonly category: string;
  readonly utcOffset: string;
}

const CATEGORIES: readonly AssetCategory[] = ['forex', 'crypto', 'stocks', 'indices', 'commodities'];
/** Half a day and a bit: the Line Islands are 14 hours ahead. */
const MAX_OFFSET_MINUTES = 840;

/** `catalogador import`: puts the one-minute candles of a file into the store. */
export function importCommand(program: Command): void {
  program
    .command('import')
    .description('put one-minute candles of a CSV into the store (DATABASE_URL, else the embedded database)')
    .requiredOption(
      '--file <path>',
      'CSV, plain or gzip: time,open,high,low,close; MetaTrader 4 or 5; HistData; others with a header',
    )
    .requiredOption('--asset <ticker>', 'what the candles are of, like EURUSD or EURUSD-OTC')
    .option('--category <name>', `of a new asset: ${CATEGORIES.join(', ')}`, 'forex')
    .option(
      '--utc-offset <minutes>',
      'how far the clock of the file runs ahead of UTC: 180 for UTC+3, -300 for HistData',
      '0',
    )
    .action(importFile);
}

async function importFile(options: ImportOptions): Promise<void> {
  const { ticker, category, utcOffsetMinutes } = checked(options);
  const { readCandleFile } = await import('#io/market/candle-file.ts');
  const file = await readCandleFile(options.file, { utcOffsetMinutes });
  const { importCandles } = await import('#io/market/import.ts');
  const report = await withDatabase('import', (db) => importCandles(db, { ticker, category, candles: file.candles }));
  process.stdout.write(describe({ ...file, ticker, report }));
}

function checked({ asset, category, utcOffset }: ImportOptions) {
  const ticker = asset.trim().toUpperCase();
  if (!/^[A-Z0-9][A-Z0-9._/&-]{1,31}$/.test(ticker))
    throw badInput(`"${asset}" is no asset.`, 'Write it like EURUSD-OTC.');
  const known = CATEGORIES.find((name) => name === category);
  if (known === undefined) throw badInput(`"${category}" is no category.`, `One of ${CATEGORIES.join(', ')}.`);
  const utcOffsetMinutes = Number(utcOffset);
  if (!/^[+-]?\d{1,3}$/.test(utcOffset) || Math.abs(utcOffsetMinutes) > MAX_OFFSET_MINUTES) {
    throw badInput(`"${utcOffset}" is no offset.`, 'Give whole minutes, from -840 to 840.');
  }
  return { ticker, category: known, utcOffsetMinutes };
}

interface Description {
  readonly ticker: string;
  readonly format: string;
  readonly candles: readonly unknown[];
  readonly duplicates: number;
  readonly report: ImportReport;
}

function describe({ ticker, format, candles, duplicates, report }: Description): string {
  const { added, alreadyThere, days, range, holes } = report;
  const { inMarketHours, whileClosed } = holes;
  const moment = (ms: number) => new Date(ms).toISOString().slice(0, 16).replace('T', ' ');
  const rows = [
    ['Asset', ticker],
    ['Format', format],
    ['Candles', `${candles.length} in the file (${duplicates} doubled lines left out)`],
    ['Stored', `${added} new, ${alreadyThere} already there`],
    ['Period', `${moment(range.fromMs)} to ${moment(range.toMs)} UTC, ${days} days`],
    [
      'Gaps',
      `${inMarketHours.count} in market hours: ${inMarketHours.minutes} minutes, longest ${inMarketHours.longestMinutes}`,
    ],
    ['', `${whileClosed.count} while closed: ${whileClosed.minutes} minutes`],
  ];
  return `${rows.map(([title = '', text]) => `${title.padEnd(9)}${text}`).join('\n')}\n`;
}

function badInput(message: string, remedy: string): AppError {
  return new AppError('BAD_INPUT', { message, remedy });
}
