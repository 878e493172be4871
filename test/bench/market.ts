import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type Candle, DAY_MS, MINUTE_MS } from '#engine/index.ts';
import { closeDatabase, type Database, openDatabase } from '#io/db/database.ts';
import { migrateToLatest } from '#io/db/migrator.ts';
import { startEmbeddedPostgres } from '#io/embedded/postgres.ts';
import { createLog } from '#io/log.ts';
import { ensureAsset } from '#io/market/assets.ts';
import { readCandleFile } from '#io/market/candle-file.ts';
import { readColumns, saveCandles } from '#io/market/candle-store.ts';
import { parseCandles } from '#io/market/csv.ts';
import { dataFolder } from '#test/support/data.ts';
import type { BenchRow } from './bench-row.ts';
import { benchMarketStore } from './market-store.ts';

const DAYS = 90;
const START_MS = Date.UTC(2026, 0, 1);
const WEEK_CANDLES = 10_080;
const READS = 300;

/** The candle store beside a table with a row a candle, on one server, in one run. */
export async function benchMarket(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'catalogador-bench-'));
  await chmod(folder, 0o711);
  const log = createLog({ level: 'warn', environment: 'test', room: 'test' });
  const postgres = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), log });
  const db = openDatabase({ url: postgres.url, poolSize: 2 });
  try {
    await migrateToLatest(db);
    const candles = quietMarket(DAYS);
    return [
      readingCsv(candles),
      ...(await storing(db, candles)),
      ...(await storingGold(db)),
      ...(await readingWeeks(db)),
      ...(await benchMarketStore(db)),
    ];
  } finally {
    await closeDatabase(db);
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function readingCsv(candles: readonly Candle[]): BenchRow {
  const lines = candles.map(({ openMs, open, high, low, close }) => [openMs / 1000, open, high, low, close].join(','));
  const bytes = Buffer.from(`time,open,high,low,close\n${lines.join('\n')}\n`);
  const perSecond = Array.from({ length: 5 }, () => {
    const startMs = performance.now();
    parseCandles(bytes, { fileName: 'bench.csv' });
    return Math.round(candles.length / ((performance.now() - startMs) / 1000));
  });
  return { name: 'CSV lines read', value: Math.max(...perSecond), unit: 'lines/s', goal: '≥ 1 000 000' };
}

async function storing(db: Database, candles: readonly Candle[]): Promise<BenchRow[]> {
  const { id: assetId } = await ensureAsset(db, { ticker: 'BENCH', category: 'forex' });
  const chunkMs = await elapsed(() => saveCandles(db, { assetId, timeframeSeconds: 60, candles }));
  await sql`
    create table candle_row (
      asset_id int not null, timeframe_seconds int not null, open_ms bigint not null,
      open float8 not null, high float8 not null, low float8 not null, close float8 not null,
      primary key (asset_id, timeframe_seconds, open_ms)
    )`.execute(db);
  const rowMs = await elapsed(() => insertRows(db, { assetId, candles }));
  const perSecond = (ms: number) => Math.round(candles.length / (ms / 1000));
  const [chunkBytes, rowBytes] = [await bytesOf(db, 'candle_chunk'), await bytesOf(db, 'candle_row')];
  const perCandle = (bytes: number) => Math.round((bytes / candles.length) * 10) / 10;
  const { packed } = await db
    .selectFrom('candle_chunk')
    .select(sql<number>`sum(length(data))`.as('packed'))
    .executeTakeFirstOrThrow();
  return [
    {
      ...{ name: 'candles stored', value: perSecond(chunkMs), unit: 'candles/s', goal: '≥ 300 000' },
      peer: `row a candle ${perSecond(rowMs)}`,
    },
    { name: 'bytes of a packed candle', value: perCandle(packed), unit: 'bytes', goal: '≤ 8' },
    {
      name: 'bytes of a candle on disk',
      value: perCandle(chunkBytes),
      unit: 'bytes',
      goal: '≤ 8',
      peer: `row a candle ${perCandle(rowBytes)}`,
    },
  ];
}

/** The dearest of the real markets we have: gold, with its wild minutes. */
async function storingGold(db: Database): Promise<BenchRow[]> {
  if (dataFolder === null) return [];
  const [name] = (await readdir(join(dataFolder, 'candles'))).filter((file) => file.startsWith('XAUUSD'));
  if (name === undefined) return [];
  const { candles } = await readCandleFile(join(dataFolder, 'candles', name));
  const before = await bytesOf(db, 'candle_chunk');
  const { id: assetId } = await ensureAsset(db, { ticker: 'GOLD', category: 'commodities' });
  await saveCandles(db, { assetId, timeframeSeconds: 60, candles });
  const bytes = (await bytesOf(db, 'candle_chunk')) - before;
  const value = Math.round((bytes / candles.length) * 10) / 10;
  return [{ name: 'bytes of a candle of gold on disk', value, unit: 'bytes', goal: '≤ 8' }];
}

async function readingWeeks(db: Database): Promise<BenchRow[]> {
  const { id: assetId } = await ensureAsset(db, { ticker: 'BENCH', category: 'forex' });
  await sql`vacuum analyze`.execute(db);
  const starts = Array.from(
    { length: READS },
    (_, at) => START_MS + ((at * 37) % (DAYS - 8)) * DAY_MS + at * MINUTE_MS,
  );
  const chunks = await p50(starts, (fromMs) =>
    readColumns(db, { assetId, timeframe: 'M1', fromMs, toMs: fromMs + WEEK_CANDLES * MINUTE_MS }),
  );
  const rows = await p50(starts, (fromMs) =>
    sql`
      select open_ms, open, high, low, close from candle_row
      where asset_id = ${assetId} and timeframe_seconds = 60
        and open_ms >= ${fromMs} and open_ms < ${fromMs + WEEK_CANDLES * MINUTE_MS}
      order by open_ms`.execute(db),
  );
  return [{ name: '10 080 candles read, p50', value: chunks, unit: 'ms', goal: '≤ 1', peer: `row a candle ${rows}` }];
}

async function insertRows(db: Database, { assetId, candles }: { assetId: number; candles: readonly Candle[] }) {
  const PART = 10_000;
  for (let from = 0; from < candles.length; from += PART) {
    const part = candles.slice(from, from + PART);
    const column = (name: keyof Candle) => `{${part.map((candle) => candle[name]).join(',')}}`;
    await sql`
      insert into candle_row
      select ${assetId}, 60, * from unnest(
        ${column('openMs')}::bigint[], ${column('open')}::float8[], ${column('high')}::float8[],
        ${column('low')}::float8[], ${column('close')}::float8[])`.execute(db);
  }
}

async function bytesOf(db: Database, table: string): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`select pg_total_relation_size(${table}::regclass) as bytes`.execute(db);
  return rows[0]?.bytes ?? 0;
}

async function elapsed(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await work();
  return performance.now() - startMs;
}

async function p50(inputs: readonly number[], work: (input: number) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (const input of inputs) times.push(await elapsed(() => work(input)));
  times.sort((left, right) => left - right);
  return Math.round((times[times.length >> 1] ?? 0) * 100) / 100;
}

/** A seeded walk like one-minute EURUSD: steps of some points, five decimals. */
function quietMarket(days: number): Candle[] {
  let seed = 20_261_120;
  const random = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  const points = (spread: number) => Math.round((random() + random() + random() - 1.5) * spread);
  let close = 108_000;
  return Array.from({ length: (days * DAY_MS) / MINUTE_MS }, (_, minute) => {
    const open = close + points(2);
    close = open + points(20);
    const high = Math.max(open, close) + Math.abs(points(12));
    const low = Math.min(open, close) - Math.abs(points(12));
    const price = (value: number) => value / 1e5;
    return {
      openMs: START_MS + minute * MINUTE_MS,
      open: price(open),
      high: price(high),
      low: price(low),
      close: price(close),
    };
  });
}
