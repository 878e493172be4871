import { sql } from 'kysely';
import { DAY_MS, DEFAULT_READING, MINUTE_MS, strategiesOf, tableCounter } from '#engine/index.ts';
import type { Database } from '#io/db/database.ts';
import { ensureAsset, type StoredAsset, saveAssets } from '#io/market/assets.ts';
import { readColours } from '#io/market/candle-store.ts';
import { rankingKey, readRanking, saveRanking, WARM_RANKINGS } from '#io/market/ranking.ts';
import { rankAsset } from '#jobs/rank-asset.ts';
import type { BenchRow } from './bench-row.ts';
import { median } from './spread.ts';

const ASSETS = 200;
const RANKED_ASSETS = 50;
const DAYS = 30;
const ROUNDS = 5;
const READS = 50;
const STRATEGIES = strategiesOf('M1').slice(0, 20);
const MARKET = { timeframe: 'M1', depth: 2, reading: DEFAULT_READING, strategies: STRATEGIES } as const;

/** What the store of a whole market gives: everything counted from cold rows, and a ranking that stands ready. */
export async function benchMarketStore(db: Database): Promise<BenchRow[]> {
  const { assets, endMs } = await fillMarket(db);
  return [
    await countFromCold(db, { assets, endMs }),
    await rankEachMinute(db, { assets: assets.slice(0, RANKED_ASSETS), endMs }),
    await readWarm(db, { assets, endMs }),
  ];
}

interface FilledMarket {
  readonly assets: readonly StoredAsset[];
  readonly endMs: number;
}

/** The candles of one asset under many names: what they are does not matter here, that each is read does. */
async function fillMarket(db: Database): Promise<FilledMarket> {
  const source = await ensureAsset(db, { ticker: 'BENCH', category: 'forex' });
  const listed = Array.from({ length: ASSETS }, (_, number) => ({
    ...{ ticker: `BENCH${number}`, brokerAssetId: 10_000 + number, category: 'forex', isOtc: true, isOpen: true },
    ...{ payoutRatio: 0.87, schedule: [] },
  })) as Parameters<typeof saveAssets>[1];
  await saveAssets(db, listed);
  await sql`
    insert into candle_chunk (asset_id, timeframe_seconds, day, candle_count, data)
    select asset.id, chunk.timeframe_seconds, chunk.day, chunk.candle_count, chunk.data
    from candle_chunk as chunk, asset
    where chunk.asset_id = ${source.id} and asset.ticker like 'BENCH_%' and chunk.day >= (
      select max(day) - ${DAYS - 1} from candle_chunk where asset_id = ${source.id})`.execute(db);
  await sql`vacuum analyze`.execute(db);
  const { rows } = await sql<{ day: number }>`
    select max(day) as day from candle_chunk where asset_id = ${source.id}`.execute(db);
  const ids = await db.selectFrom('asset').select(['id', 'ticker']).where('ticker', 'like', 'BENCH_%').execute();
  const idOf = new Map(ids.map(({ id, ticker }) => [ticker, id]));
  const assets = listed.map((asset) => ({ ...asset, id: idOf.get(asset.ticker) ?? 0, refreshedAtMs: null }));
  return { assets, endMs: ((rows[0]?.day ?? 0) + 1) * DAY_MS };
}

async function countFromCold(db: Database, { assets, endMs }: FilledMarket): Promise<BenchRow> {
  const range = { fromMs: endMs - DAYS * DAY_MS, toMs: endMs };
  const times: number[] = [];
  let cycles = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const startMs = performance.now();
    const columns = await Promise.all(
      assets.map(({ id }) => readColours(db, { assetId: id, timeframe: 'M1', ...range })),
    );
    for (const tallies of columns.map(tableCounter(MARKET))) for (const { total } of tallies.values()) cycles += total;
    times.push(performance.now() - startMs);
  }
  if (cycles === 0) throw new Error('Nothing was counted.');
  const name = `market: ${ASSETS} assets, ${DAYS} days of M1, ${STRATEGIES.length} strategies, from PostgreSQL, p50`;
  return { name, value: median(times), unit: 'ms', goal: '≤ 1 500' };
}

async function rankEachMinute(db: Database, { assets, endMs }: FilledMarket): Promise<BenchRow> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const startMs = performance.now();
    for (const question of WARM_RANKINGS) {
      const rows = [];
      for (const asset of assets) rows.push(...(await rankAsset(db, { asset, question, nowMs: endMs })));
      await saveRanking(db, rankingKey(question), { candlesUntilMs: endMs, computedAtMs: endMs + round, rows });
    }
    times.push(performance.now() - startMs);
  }
  const name = `feed: both rankings of ${assets.length} assets counted and stored, once a minute, p50`;
  return { name, value: median(times), unit: 'ms' };
}

async function readWarm(db: Database, { assets, endMs }: FilledMarket): Promise<BenchRow> {
  const [question] = WARM_RANKINGS;
  const rows = await rankAsset(db, { asset: assets[0]!, question: question!, nowMs: endMs });
  const all = assets.flatMap(({ ticker }) => rows.slice(0, STRATEGIES.length).map((row) => ({ ...row, ticker })));
  await saveRanking(db, 'bench', { candlesUntilMs: endMs, computedAtMs: endMs + MINUTE_MS, rows: all });
  const times: number[] = [];
  for (let read = 0; read < READS; read += 1) {
    const startMs = performance.now();
    const ranking = await readRanking(db, 'bench');
    times.push(performance.now() - startMs);
    if (ranking?.rows.length !== all.length) throw new Error('Rows are missing.');
  }
  return { name: `/top: ${all.length} warm rows read, p50`, value: median(times), unit: 'ms', goal: '≤ 20' };
}
