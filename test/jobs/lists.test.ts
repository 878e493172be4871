import fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  brier,
  coinBaseline,
  columnsFrom,
  DAY_MS,
  DEFAULT_READING,
  evaluate,
  findStrategy,
  HOUR_MS,
  MINUTE_MS,
  MISSING,
  type Rate,
  wilson,
} from '#engine/index.ts';
import type { Database } from '#io/db/database.ts';
import { readScores } from '#io/db/list-scores.ts';
import { type KeptList, type ListRow, lastList, readLists, recordList } from '#io/db/lists.ts';
import { PANEL_SHEETS } from '#io/db/panel-sheets.ts';
import { readSheet } from '#io/db/sheets.ts';
import { createLog } from '#io/log.ts';
import { readColumns, saveCandles } from '#io/market/candle-store.ts';
import { packChunk } from '#io/market/chunk.ts';
import { verifyLists } from '#io/market/verify-lists.ts';
import { scoreLists } from '#jobs/handlers/score-lists.ts';
import { snapshotLists } from '#jobs/handlers/snapshot-lists.ts';
import { keepList } from '#jobs/keep-list.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { fairCandles, saveFairMarket } from '../support/fair-market.ts';

/** 2026-11-10 00:00 UTC. */
const START_MS = 1_794_268_800_000;
const NOW_MS = START_MS + DAY_MS + 10 * HOUR_MS + 15 * MINUTE_MS + 30_000;
const UNTIL_MS = START_MS + DAY_MS + 10 * HOUR_MS;
const ASSETS = ['EURUSD-OTC', 'GBPUSD-OTC', 'USDJPY-OTC', 'AUDCAD-OTC', 'NZDUSD-OTC', 'EURJPY-OTC'];
const DAYS = 4;

const log = createLog({ level: 'silent', environment: 'test', room: 'test' });
const parts = { log };

let fresh: TestDatabase;
let db: Database;
let ids: Map<string, number>;
beforeEach(async () => {
  fresh = await createTestDatabase();
  db = fresh.database;
  ids = await saveFairMarket(db, { assets: ASSETS, fromMs: START_MS, minutes: DAYS * 1440 });
});
afterEach(() => fresh.drop());

const snapshot = (nowMs = NOW_MS) => snapshotLists({ db, nowMs: () => nowMs }, parts);
const score = (nowMs: number) => scoreLists({ db, desk: null, nowMs: () => nowMs }, parts);
const allLists = (of = db) => readLists(of, { fromSeq: 1, limit: 1_000 });
const allScores = () => readScores(db, { fromSeq: 1, toSeq: 1_000 });

test('whoever runs the house sees no rate of a list without its sample, its interval and what it had to reach', async () => {
  await snapshot();
  const page = { filters: {}, sort: { field: 'seq', direction: 'asc' }, limit: 10, offset: 0 } as const;
  const seen = await readSheet(db, PANEL_SHEETS.lists, { fields: ['seq', 'rows'], page });
  expect(seen.length).toBeGreaterThan(0);
  for (const { rows } of seen) {
    for (const { counts, upToGale, verdict, breakEvenRatio, coinRatio } of rows as SeenRow[]) {
      expect(upToGale).toHaveLength(counts.win.length);
      const [low, high] = wilson({ wins: counts.total - counts.loss, n: counts.total });
      expect(upToGale.at(-1)).toEqual({ wins: counts.total - counts.loss, n: counts.total, low, high });
      expect([verdict, typeof breakEvenRatio, typeof coinRatio]).toEqual([
        expect.stringMatching(/^(above|luck|below|unknown)$/),
        ...['number', 'number'],
      ]);
    }
  }
  const seqs = await readSheet(db, PANEL_SHEETS.lists, { fields: ['seq'], page });
  expect(seqs[0]).toEqual({ seq: 1 });
});

type SeenRow = ListRow & { readonly upToGale: readonly Rate[]; readonly verdict: string };

describe('an hourly list', () => {
  test('holds what /top said at the full hour, best first, with everything it takes to count it again', async () => {
    await snapshot();
    const lists = await allLists();
    expect(lists.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    for (const { rows, parameters, candlesUntilMs, createdAtMs } of lists) {
      expect([candlesUntilMs, createdAtMs]).toEqual([UNTIL_MS, NOW_MS]);
      expect(rows).toHaveLength(5);
      expect(parameters.tried).toBeGreaterThan(100);
      for (const row of rows) {
        const { counts, predictedRatio, coinRatio } = row;
        expect(predictedRatio).toBe((counts.total - counts.loss) / counts.total);
        expect(coinRatio).toBe(coinBaseline({ depth: 2, dojiRatio: row.dojiRatio }));
        if (parameters.question.window.kind === 'blocks') expect(counts.cycles).toBe(100);
        expect(evaluateFrom(row.ticker, { ...row, toMs: UNTIL_MS })).toMatchObject(counts);
      }
    }
  });

  test('is there once, however often the job runs', async () => {
    await Promise.all([snapshot(), snapshot(), snapshot(NOW_MS + MINUTE_MS)]);
    expect(await allLists()).toHaveLength(4);
    expect((await verifyLists(db)).broken).toBeNull();
  });

  test('is the same whether the future is there, cut off or another one', async () => {
    await snapshot();
    for (const seed of [null, 900]) {
      await using other = await createTestDatabase();
      const past = await saveFairMarket(other.database, { assets: ASSETS, fromMs: START_MS, minutes: 1440 + 600 });
      const future = fairCandles({ seed: seed ?? 0, fromMs: UNTIL_MS, minutes: 2_000 });
      for (const assetId of seed === null ? [] : past.values()) {
        await saveCandles(other.database, { assetId, timeframeSeconds: 60, candles: future });
      }
      await snapshotLists({ db: other.database, nowMs: () => NOW_MS }, parts);
      expect(await allLists(other.database)).toEqual(await allLists());
    }
  });

  test('leaves out an asset that the feed has not kept up with', async () => {
    await saveFairMarket(db, { assets: [...ASSETS, 'USDCHF-OTC'], fromMs: START_MS, minutes: 1440 + 500 });
    await snapshot();
    const shown = (await allLists()).flatMap(({ rows }) => rows.map(({ ticker }) => ticker));
    expect(shown).not.toContain('USDCHF-OTC');
  });

  test('on candles that may still change is sealed, and a change later is no alarm', async () => {
    await snapshot();
    const [{ rows, parameters }] = (await allLists()) as [KeptList];
    expect(rows.every(({ isFinal }) => isFinal)).toBe(true);
    const openMs = UNTIL_MS - 100 * MINUTE_MS;
    const hole = { assetId: ids.get(rows[0]!.ticker)!, openMs };
    await removeCandle(hole);
    const early = { kind: 'daily', parameters, rows } as const;
    await keepList(db, { ...early, candlesUntilMs: UNTIL_MS + 5 * MINUTE_MS, nowMs: UNTIL_MS + 6 * MINUTE_MS });
    await keepList(db, { ...early, candlesUntilMs: UNTIL_MS + 6 * MINUTE_MS, nowMs: UNTIL_MS + HOUR_MS });
    const [young, holed] = (await allLists()).slice(4);
    expect(young!.rows.map(({ isFinal }) => isFinal)).toEqual(rows.map(() => false));
    expect(holed!.rows.map(({ isFinal }) => isFinal)).toEqual(rows.map(({ ticker }) => ticker !== rows[0]!.ticker));
    await saveFairMarket(db, { assets: ASSETS, fromMs: START_MS, minutes: DAYS * 1440 });
    const notFinal = young!.rows.length + holed!.rows.filter(({ isFinal }) => !isFinal).length;
    expect(await verifyLists(db)).toMatchObject({ broken: null, uncountable: notFinal });
  });

  test('cannot be changed or taken away', async () => {
    await snapshot();
    await score(NOW_MS + 2 * DAY_MS);
    for (const table of ['list', 'list_score'] as const) {
      const change = (words: string) => sql.raw(words).execute(db);
      await expect(change(`update ${table} set seq = seq`)).rejects.toThrow(/written once/);
      await expect(change(`delete from ${table}`)).rejects.toThrow(/written once/);
      await expect(change(`truncate ${table} cascade`)).rejects.toThrow(/written once/);
    }
  });

  test('follows the one before it, though forty are written at once by several processes', async () => {
    await snapshot();
    const { rows, parameters } = (await lastList(db))!;
    const pools = [db, fresh.openAnother(), fresh.openAnother()];
    const write = (at: number) =>
      pools[at % pools.length]!.transaction().execute((tx) =>
        recordList(tx, { kind: 'daily', parameters, rows, candlesUntilMs: UNTIL_MS + at * MINUTE_MS, nowMs: NOW_MS }),
      );
    await Promise.all(Array.from({ length: 40 }, (_, at) => write(at)));
    const lists = await allLists();
    expect(lists.map(({ seq }) => seq)).toEqual(Array.from({ length: 44 }, (_, at) => at + 1));
    expect(lists.slice(1).map(({ previousHash }) => previousHash)).toEqual(lists.slice(0, -1).map(({ hash }) => hash));
  });
});

describe('a score', () => {
  test('comes when its candles are settled, not before', async () => {
    await snapshot();
    const dayOver = Math.ceil(NOW_MS / MINUTE_MS) * MINUTE_MS + DAY_MS;
    await score(NOW_MS + HOUR_MS);
    expect(await allScores()).toEqual([]);
    await score(dayOver + 15 * MINUTE_MS - 1);
    expect((await allScores()).filter(({ horizon }) => horizon === 'day')).toEqual([]);
    await score(dayOver + 15 * MINUTE_MS);
    expect(await allScores()).toHaveLength(4 * 5 * 2);
  });

  test('counts only candles that opened after the list was written, for as long as it says', async () => {
    await snapshot();
    await score(NOW_MS + 2 * DAY_MS);
    const lists = await allLists();
    const firstMs = Math.ceil(NOW_MS / MINUTE_MS) * MINUTE_MS;
    for (const kept of await allScores()) {
      const list = lists[kept.seq - 1]!;
      const row = list.rows[kept.row]!;
      const { window } = list.parameters.question;
      const block = findStrategy({ timeframe: 'M1', name: row.strategyId })!.block;
      const isShort = kept.horizon === 'window' && window.kind === 'blocks';
      expect(kept.fromMs).toBe(firstMs);
      expect(kept.untilMs - kept.fromMs).toBe(isShort ? 100 * block * MINUTE_MS : DAY_MS);
      const came = evaluateFrom(row.ticker, { ...row, fromMs: kept.fromMs, toMs: kept.untilMs });
      expect([kept.wins, kept.n]).toEqual([came.total - came.loss, came.total]);
      expect(kept.n).toBeGreaterThan(20);
      expect(kept.brier).toBe(brier([{ forecastRatio: row.predictedRatio, wins: kept.wins, n: kept.n }]));
      expect(kept.coinBrier).toBe(brier([{ forecastRatio: row.coinRatio, wins: kept.wins, n: kept.n }]));
    }
  });

  test('never touches the prediction, and is there once', async () => {
    await snapshot();
    const before = await allLists();
    await Promise.all([score(NOW_MS + 2 * DAY_MS), score(NOW_MS + 2 * DAY_MS)]);
    await score(NOW_MS + 3 * DAY_MS);
    expect(await allLists()).toEqual(before);
    expect(await allScores()).toHaveLength(4 * 5 * 2);
  });

  test('of candles that never come is waited for, and then said to be missing', async () => {
    await snapshot();
    const endMs = START_MS + DAYS * DAY_MS;
    await snapshotLists({ db, nowMs: () => endMs + 20 * MINUTE_MS }, parts);
    await score(endMs + 3 * DAY_MS);
    expect((await allScores()).every(({ seq }) => seq <= 4)).toBe(true);
    await score(endMs + 10 * DAY_MS);
    const missing = (await allScores()).filter(({ seq }) => seq > 4);
    expect(missing).toHaveLength(4 * 5 * 2);
    for (const one of missing) expect(one).toMatchObject({ state: 'no_candles', wins: 0, n: 0, brier: null });
    expect(await verifyLists(db)).toMatchObject({ broken: null, lists: 8, scores: 80, awaited: 0 });
  });
});

describe('verifying', () => {
  beforeEach(async () => {
    await snapshot();
    await snapshot(NOW_MS + HOUR_MS);
    await score(NOW_MS + 1.5 * DAY_MS);
  });

  test('finds nothing wrong with what was written, whole or from any list on', async () => {
    const head = await lastList(db);
    const sealed = { head: { seq: 8, hash: head?.hash }, broken: null, uncountable: 0, awaited: 0 };
    expect(await verifyLists(db)).toMatchObject({ lists: 8, scores: 80, ...sealed });
    for (const fromSeq of [2, 5, 8]) {
      expect(await verifyLists(db, { fromSeq })).toMatchObject({ lists: 9 - fromSeq, ...sealed });
    }
  });

  test('does not call a start beyond the end all right', async () => {
    expect((await verifyLists(db, { fromSeq: 9 })).broken).toBeNull();
    expect((await verifyLists(db, { fromSeq: 10 })).broken).toMatchObject({ seq: 9 });
  });

  test('finds a change in any field of any list', async () => {
    const columns = [
      ['kind', `'daily'`],
      ['candle_hash', 'md5(candle_hash)'],
      ['candles_until', 'candles_until + 60000'],
      ['previous_hash', 'md5(previous_hash)'],
      ['hash', 'md5(hash)'],
      ['created_at', `created_at - interval '1 millisecond'`],
      ['parameters', `replace(parameters::text, '"tried":', '"tried": ')::json`],
      ['rows', `replace(rows::text, '"beats":false', '"beats":true')::json`],
    ];
    for (const seq of [1, 4, 8]) {
      for (const [column, value] of columns) {
        const broken = await brokenAfter([`update list set ${column} = ${value} where seq = ${seq}`]);
        expect(broken, `${column} of ${seq}`).toMatchObject({ seq });
      }
    }
  });

  test('finds any one letter changed in the rows or parameters of a list', async () => {
    const lists = await db
      .selectFrom('list')
      .select([sql<string>`rows::text`.as('rows'), sql<string>`parameters::text`.as('parameters')])
      .orderBy('seq')
      .execute();
    const letters = fc.record({
      at: fc.nat(lists.length - 1),
      column: fc.constantFrom('rows' as const, 'parameters' as const),
      place: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      step: fc.integer({ min: 1, max: 9 }),
    });
    let tried = 0;
    await fc.assert(
      fc.asyncProperty(letters, async ({ at, column, place, step }) => {
        const text = lists[at]![column];
        const index = Math.floor(place * text.length);
        const changed = `${text.slice(0, index)}${anotherLetter(text[index]!, step)}${text.slice(index + 1)}`;
        fc.pre(isJson(changed));
        tried += 1;
        const broken = await brokenAfter([`update list set ${column} = '${changed}' where seq = ${at + 1}`]);
        expect(broken).toMatchObject({ seq: at + 1 });
      }),
      { numRuns: 40 },
    );
    expect(tried).toBe(40);
  });

  test('finds a change in any field of any score', async () => {
    const columns = [
      ['row', '7'],
      ['state', `'no_candles'`],
      ['scored_from', 'scored_from + 60000'],
      ['scored_until', 'scored_until - 60000'],
      ['predicted_ratio', 'predicted_ratio + 1e-15'],
      ['coin_ratio', 'coin_ratio + 1e-15'],
      ['break_even_ratio', 'null'],
      ['beats', 'not beats'],
      ['wins', 'wins + 1'],
      ['n', 'n + 1'],
      ['brier', 'brier - 1e-15'],
      ['coin_brier', 'coin_brier + 1e-15'],
      ['candle_hash', 'md5(candle_hash)'],
      ['hash', 'md5(hash)'],
      ['created_at', `created_at + interval '1 millisecond'`],
    ];
    for (const [column, value] of columns) {
      const where = `where seq = 6 and row = 3 and horizon = 'day'`;
      const broken = await brokenAfter([`update list_score set ${column} = ${value} ${where}`]);
      expect(broken, column).toMatchObject({ seq: 6 });
    }
  });

  test('finds a list that was taken out, the first or one between', async () => {
    for (const seq of [1, 5]) {
      const gone = [`delete from list_score where seq = ${seq}`, `delete from list where seq = ${seq}`];
      expect(await brokenAfter(gone)).toMatchObject({ seq: seq + 1 });
    }
  });

  test('finds a candle that is not what it was, in what was predicted from and in what judged it', async () => {
    const [list] = await allLists();
    const { ticker } = list!.rows[0]!;
    for (const [openMs, what] of [
      [UNTIL_MS - 3 * MINUTE_MS, /counted on have changed/],
      [NOW_MS - (NOW_MS % MINUTE_MS) + HOUR_MS, /scored by have changed/],
    ] as const) {
      const candle = { openMs, open: 1, high: 1, low: 1, close: 1 };
      await expect(
        db.transaction().execute(async (tx) => {
          const saved = {
            assetId: ids.get(ticker)!,
            timeframeSeconds: 60,
            candles: [candle],
            revision: 'next',
          } as const;
          expect((await saveCandles(tx, saved)).revised).toBe(1);
          throw (await verifyLists(tx)).broken;
        }),
      ).rejects.toMatchObject({ what: expect.stringMatching(what) });
    }
  });

  test('says how much it could not count again, when old candles are kept no more', async () => {
    const firstKept = (START_MS + 2 * DAY_MS) / DAY_MS;
    await sql`delete from candle_chunk where day < ${firstKept}`.execute(db);
    expect(await verifyLists(db)).toMatchObject({ broken: null, lists: 8, uncountable: 8 * 5 * 3 });
  });
});

/** As if the candle had not come yet. */
async function removeCandle({ assetId, openMs }: { assetId: number; openMs: number }): Promise<void> {
  const startMs = Math.floor(openMs / DAY_MS) * DAY_MS;
  const columns = await readColumns(db, { assetId, timeframe: 'M1', fromMs: startMs, toMs: startMs + DAY_MS });
  columns.colours[(openMs - startMs) / MINUTE_MS] = MISSING;
  await db
    .updateTable('candle_chunk')
    .set({ data: packChunk(columns) })
    .where('asset_id', '=', assetId)
    .where('day', '=', startMs / DAY_MS)
    .execute();
}

/** What verify finds after the changes, which are then undone. */
async function brokenAfter(changes: readonly string[]) {
  let broken: unknown = 'nothing';
  await db
    .transaction()
    .execute(async (tx) => {
      await sql`alter table list disable trigger written_once`.execute(tx);
      await sql`alter table list_score disable trigger written_once`.execute(tx);
      for (const change of changes) await sql.raw(change).execute(tx);
      ({ broken } = await verifyLists(tx));
      throw UNDO;
    })
    .catch((error) => {
      if (error !== UNDO) throw error;
    });
  return broken;
}
const UNDO = new Error('undo');

/** A digit for a digit, a letter for a letter, and a space beside a sign: most of it can still be read. */
function anotherLetter(letter: string, step: number): string {
  if (/\d/.test(letter)) return String((Number(letter) + step) % 10);
  if (/[a-z]/i.test(letter)) return String.fromCharCode(97 + ((letter.toLowerCase().charCodeAt(0) - 97 + step) % 26));
  return `${letter} `;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The tally by another way: from the candles of the seed, without the store. */
function evaluateFrom(ticker: string, at: { strategyId: string; fromMs: number; toMs: number }) {
  const seed = ASSETS.indexOf(ticker);
  const columns = columnsFrom(fairCandles({ seed, fromMs: START_MS, minutes: DAYS * 1440 }), 'M1');
  const strategy = findStrategy({ timeframe: 'M1', name: at.strategyId })!;
  const range = { fromMs: at.fromMs, toMs: at.toMs };
  return evaluate(columns, { strategy, depth: 2, reading: DEFAULT_READING, range }).counts;
}
