import type { Command } from 'commander';
import { AppError, type EpochMs, TIMEFRAMES, type Timeframe, type TimeRange } from '#engine/index.ts';
import type { Database } from '#io/db/database.ts';
import { withDatabase } from '../start/with-database.ts';

interface ExportOptions {
  readonly asset: string;
  readonly out: string;
  readonly timeframe: string;
  readonly from?: string;
  readonly to?: string;
}

interface Wanted {
  readonly ticker: string;
  readonly timeframe: Timeframe;
  readonly fromMs: EpochMs | null;
  readonly toMs: EpochMs | null;
}

/** `catalogador export`: stored candles as a CSV that `import` reads again, price for price. */
export function exportCommand(program: Command): void {
  program
    .command('export')
    .description('write stored candles to a CSV (from DATABASE_URL, else the embedded database)')
    .requiredOption('--asset <ticker>', 'what the candles are of, like EURUSD or EURUSD-OTC')
    .requiredOption('--out <path>', 'the file to write; packed when its name ends in .gz')
    .option('--timeframe <name>', `one of ${TIMEFRAMES.join(', ')}; only M1 can be imported again`, 'M1')
    .option('--from <time>', 'UTC, like 2026-11-20 or 2026-11-20T13:30; default: the first candle')
    .option('--to <time>', 'UTC, the first moment left out; default: after the last candle')
    .action(exportFile);
}

async function exportFile(options: ExportOptions): Promise<void> {
  const wanted = checked(options);
  const { writeLines } = await import('#io/market/write-lines.ts');
  const { lines } = await withDatabase('export', async (db) => {
    const { assetId, ...range } = await findCandles(db, wanted);
    const { exportCandles } = await import('#io/market/export.ts');
    const { timeframe } = wanted;
    return await writeLines(exportCandles(db, { assetId, timeframe, ...range }), options.out);
  });
  process.stdout.write(`${lines - 1} candles of ${wanted.ticker} written to ${options.out}\n`);
}

async function findCandles(db: Database, wanted: Wanted): Promise<TimeRange & { assetId: number }> {
  const [{ findAsset }, { storedRange }] = await Promise.all([
    import('#io/market/assets.ts'),
    import('#io/market/export.ts'),
  ]);
  const asset = await findAsset(db, wanted.ticker);
  const stored = asset && (await storedRange(db, asset.id));
  if (!stored) {
    throw new AppError('BAD_INPUT', {
      message: `There are no candles of "${wanted.ticker}".`,
      remedy: 'Write the asset as it was imported or as the broker lists it, like EURUSD-OTC.',
    });
  }
  const fromMs = Math.max(wanted.fromMs ?? stored.fromMs, stored.fromMs);
  const toMs = Math.min(wanted.toMs ?? stored.toMs, stored.toMs);
  if (fromMs >= toMs) {
    const [first, end] = [stored.fromMs, stored.toMs].map((ms) => new Date(ms).toISOString().slice(0, 10));
    throw badInput('There are no candles in that time.', `Those stored lie from ${first} to before ${end}.`);
  }
  return { assetId: asset.id, fromMs, toMs };
}

function checked({ asset, timeframe, from, to }: ExportOptions): Wanted {
  const known = TIMEFRAMES.find((name) => name === timeframe.toUpperCase());
  if (known === undefined) throw badInput(`"${timeframe}" is no timeframe.`, `One of ${TIMEFRAMES.join(', ')}.`);
  const [fromMs, toMs] = [momentOf(from), momentOf(to)];
  if (fromMs !== null && toMs !== null && fromMs >= toMs) {
    throw badInput(`"${from}" is not before "${to}".`, 'Give --from the earlier time.');
  }
  return { ticker: asset.trim().toUpperCase(), timeframe: known, fromMs, toMs };
}

function momentOf(text: string | undefined): EpochMs | null {
  if (text === undefined) return null;
  const isWhole = /^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$/.test(text);
  const ms = isWhole ? Date.parse(text.includes('T') ? `${text}Z` : `${text}T00:00Z`) : Number.NaN;
  // The 31st of February would become the 3rd of March.
  const isReal = !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
  if (!isReal) throw badInput(`"${text}" is no time.`, 'Write it like 2026-11-20 or 2026-11-20T13:30, in UTC.');
  return ms;
}

function badInput(message: string, remedy: string): AppError {
  return new AppError('BAD_INPUT', { message, remedy });
}
