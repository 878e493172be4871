import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { AppError, type Candle, type EpochMs, MINUTE_MS, MISSING, type TimeRange } from '#engine/index.ts';
import type { BrokerSession, CandleRequest } from '#io/broker/broker.ts';
import { findAsset, type StoredAsset, saveAssets } from '#io/market/assets.ts';
import { readColumns, saveCandles } from '#io/market/candle-store.ts';
import { type EnsureRequest, ensureCandles } from '#io/market/fetch-once.ts';
import type { FetchProgress } from '#io/market/flight.ts';
import { freshDatabase } from '../../support/database.ts';
import { waitUntil } from '../../support/wait-until.ts';

const { database: db, openAnother, url } = await freshDatabase();
const otherProcess = openAnother();
/** Wednesday, 2022-09-21, midnight UTC. */
const MIDNIGHT_MS = Date.UTC(2022, 8, 21);
const at = (minute: number): EpochMs => MIDNIGHT_MS + minute * MINUTE_MS;
/** Long after every candle here. */
const LATER_MS = at(100_000);

let assets = 0;
async function newAsset(): Promise<StoredAsset> {
  assets += 1;
  const ticker = `FETCH${assets}`;
  const listed = { ticker, brokerAssetId: assets, category: 'forex', isOtc: false, isOpen: true } as const;
  await saveAssets(db, [{ ...listed, payoutRatio: 0.87, schedule: [] }]);
  return (await findAsset(db, ticker)) as StoredAsset;
}

function candleAt(openMs: EpochMs): Candle {
  const open = 1 + ((openMs / MINUTE_MS) % 1_000) / 1e5;
  return { openMs, open, high: open, low: open, close: open };
}

/** The other side of the contract, with a book of every question. */
class CountingSession implements BrokerSession {
  readonly isAlive = true;
  clockOffsetMs = 0;
  readonly asked: TimeRange[] = [];
  /** Answers while the test lets it; each question waits here. */
  gate: Promise<unknown> = Promise.resolve();
  has: (openMs: EpochMs) => boolean = () => true;
  failWith: AppError | null = null;

  async candles({ fromMs, toMs, signal }: CandleRequest): Promise<readonly Candle[]> {
    this.asked.push({ fromMs, toMs });
    const aborted = new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
    await Promise.race([this.gate, aborted]);
    await turn();
    if (this.failWith !== null) throw this.failWith;
    const candles: Candle[] = [];
    for (let openMs = fromMs; openMs < toMs; openMs += MINUTE_MS) if (this.has(openMs)) candles.push(candleAt(openMs));
    return candles;
  }

  /** Minutes asked for, each as often as it was. */
  minutesAsked(): number[] {
    return this.asked
      .flatMap(({ fromMs, toMs }) =>
        Array.from({ length: (toMs - fromMs) / MINUTE_MS }, (_, i) => fromMs + i * MINUTE_MS),
      )
      .map((openMs) => (openMs - MIDNIGHT_MS) / MINUTE_MS)
      .sort((left, right) => left - right);
  }

  profile = unused;
  balances = unused;
  assets = unused;
  follow = unused;
  reconnect = unused;
  close = unused;
  [Symbol.asyncDispose] = unused;
}

function unused(): Promise<never> {
  return Promise.reject(new Error('Fetching candles needs candles only.'));
}

async function ensure(
  session: CountingSession,
  {
    asset,
    minutes: [from, to],
    ...changes
  }: { asset: StoredAsset; minutes: [number, number] } & Partial<EnsureRequest>,
) {
  return await ensureCandles({
    db,
    asset,
    fromMs: at(from),
    toMs: at(to),
    nowMs: LATER_MS,
    withSession: (work) => work(session),
    ...changes,
  });
}

async function storedMinutes(asset: StoredAsset, [from, to]: [number, number]): Promise<number[]> {
  const columns = await readColumns(db, { assetId: asset.id, timeframe: 'M1', fromMs: at(from), toMs: at(to) });
  return [...columns.colours.keys()].filter((place) => columns.colours[place] !== MISSING).map((place) => place + from);
}

const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

async function gapsOf(asset: StoredAsset) {
  const rows = await db
    .selectFrom('candle_gap')
    .selectAll()
    .where('asset_id', '=', asset.id)
    .orderBy('from_ms')
    .execute();
  return rows.map((row) => [
    (row.from_ms - MIDNIGHT_MS) / MINUTE_MS,
    (row.to_ms - MIDNIGHT_MS) / MINUTE_MS,
    row.reason,
  ]);
}

test('fifty callers of two processes have each minute asked for once', async () => {
  const [asset, session] = [await newAsset(), new CountingSession()];
  let sessions = 0;
  const withSession: EnsureRequest['withSession'] = (work) => {
    sessions += 1;
    return work(session);
  };
  const callers = numbers(0, 50).map((caller) =>
    ensure(session, { asset, minutes: [0, 4_321], db: caller % 2 === 0 ? db : otherProcess, withSession }),
  );
  const results = await Promise.all(callers);
  expect(sessions).toBe(1);
  expect(session.minutesAsked()).toEqual(numbers(0, 4_321));
  expect(session.asked).toHaveLength(5);
  expect(results.reduce((sum, { calls }) => sum + calls, 0)).toBe(5);
  expect(await storedMinutes(asset, [0, 4_321])).toEqual(numbers(0, 4_321));
});

test('callers of ranges that overlap have each minute asked for once', async () => {
  const [asset, session] = [await newAsset(), new CountingSession()];
  const callers = numbers(0, 30).map((caller) =>
    ensure(session, { asset, minutes: [caller * 100, caller * 100 + 1_500], db: caller % 2 === 0 ? db : otherProcess }),
  );
  await Promise.all(callers);
  expect(session.minutesAsked()).toEqual(numbers(0, 4_400));
  expect(await storedMinutes(asset, [0, 4_400])).toEqual(numbers(0, 4_400));
});

test('thirty assets at once do not use up a pool of five connections', async () => {
  const session = new CountingSession();
  const wanted: StoredAsset[] = [];
  for (const _ of numbers(0, 30)) wanted.push(await newAsset());
  await Promise.all(wanted.map((asset) => ensure(session, { asset, minutes: [0, 2_000] })));
  expect(session.asked).toHaveLength(60);
});

test('what is stored already is not asked for', async () => {
  const [asset, session] = [await newAsset(), new CountingSession()];
  await saveCandles(db, {
    assetId: asset.id,
    timeframeSeconds: 60,
    candles: numbers(500, 2_500).map((m) => candleAt(at(m))),
  });
  const { fetchedRanges, calls } = await ensure(session, { asset, minutes: [0, 3_000] });
  expect(fetchedRanges).toEqual([
    { fromMs: at(0), toMs: at(500) },
    { fromMs: at(2_500), toMs: at(3_000) },
  ]);
  expect(calls).toBe(2);
});

test('with everything there no session is opened', async () => {
  const [asset, session] = [await newAsset(), new CountingSession()];
  await ensure(session, { asset, minutes: [0, 100] });
  const withSession = () => Promise.reject(new Error('A session was opened.'));
  expect(await ensure(session, { asset, minutes: [0, 100], withSession })).toEqual({ fetchedRanges: [], calls: 0 });
});

test('an asset the broker never listed has nothing to be fetched', async () => {
  const [asset, session] = [await newAsset(), new CountingSession()];
  await ensure(session, { asset: { ...asset, brokerAssetId: null }, minutes: [0, 100] });
  expect(session.asked).toEqual([]);
});

test('what the broker does not have is noted with its reason and not asked for again', async () => {
  const [asset, session] = [await newAsset(), new CountingSession()];
  // Friday 21:00 UTC is minute 4 140 after Wednesday's midnight; the market opens again 48 hours later.
  const isClosed = (minute: number) => minute >= 4_140 && minute < 7_020;
  session.has = (openMs) => {
    const minute = (openMs - MIDNIGHT_MS) / MINUTE_MS;
    return !isClosed(minute) && minute !== 4_000;
  };
  await ensure(session, { asset, minutes: [3_900, 7_100] });
  const gaps = await gapsOf(asset);
  expect(gaps[0]).toEqual([4_000, 4_001, 'missing']);
  const closed = gaps.slice(1);
  expect(closed.every(([, , reason]) => reason === 'closed')).toBe(true);
  expect(closed.flatMap(([from, to]) => numbers(Number(from), Number(to)))).toEqual(numbers(4_140, 7_020));
  const asked = session.asked.length;
  await ensure(session, { asset, minutes: [3_900, 7_100] });
  expect(session.asked).toHaveLength(asked);
});

test('an asset without any history is asked about once', async () => {
  const [asset, session] = [await newAsset(), new CountingSession()];
  session.has = () => false;
  await ensure(session, { asset, minutes: [0, 1_500] });
  await ensure(session, { asset, minutes: [0, 1_500] });
  expect(session.asked).toHaveLength(2);
});

test('the minute still open is not asked for', async () => {
  const [asset, session] = [await newAsset(), new CountingSession()];
  await ensure(session, { asset, minutes: [0, 200], nowMs: at(100) + 59_999 });
  expect(session.minutesAsked()).toEqual(numbers(0, 100));
});

test('the two newest candles may be late, so their absence is not noted', async () => {
  const [asset, session] = [await newAsset(), new CountingSession()];
  session.has = (openMs) => openMs < at(95);
  await ensure(session, { asset, minutes: [0, 100], nowMs: at(100) + 30_000 });
  expect(await gapsOf(asset)).toEqual([[95, 98, 'missing']]);
  session.has = () => true;
  await ensure(session, { asset, minutes: [0, 100], nowMs: at(101) });
  expect(await storedMinutes(asset, [0, 100])).toEqual([...numbers(0, 95), 98, 99]);
});

test('a broker whose clock is behind ours decides what is recent', async () => {
  const [asset, session] = [await newAsset(), new CountingSession()];
  session.has = (openMs) => openMs < at(95);
  session.clockOffsetMs = -4 * MINUTE_MS;
  await ensure(session, { asset, minutes: [0, 100], nowMs: at(100) });
  expect(await gapsOf(asset)).toEqual([]);
});

test('candles nobody asked for are not kept', async () => {
  const [asset, session] = [await newAsset(), new CountingSession()];
  const generous = Object.assign(session, {
    candles: () => Promise.resolve([candleAt(at(-1)), candleAt(at(0)), candleAt(at(10))]),
  });
  await ensure(generous, { asset, minutes: [0, 10] });
  expect(await storedMinutes(asset, [-5, 15])).toEqual([0]);
});

test('everybody sees the progress of the one fetch', async () => {
  const [asset, session] = [await newAsset(), new CountingSession()];
  const seen: FetchProgress[][] = [[], []];
  await Promise.all(
    seen.map((list) => ensure(session, { asset, minutes: [0, 3_500], onProgress: (now) => list.push(now) })),
  );
  for (const list of seen) {
    expect(list.at(-1)).toEqual({ done: 3_500, total: 3_500 });
    expect(list.map(({ done }) => done)).toEqual(list.map(({ done }) => done).sort((a, b) => a - b));
  }
});

test('one who leaves does not stop the others; when the last has left the fetch ends', async () => {
  const [asset, session] = [await newAsset(), new CountingSession()];
  const gate = Promise.withResolvers<void>();
  session.gate = gate.promise;
  const leavers = [new AbortController(), new AbortController()];
  const [first, second] = leavers.map(({ signal }) => ensure(session, { asset, minutes: [0, 5_000], signal }));
  await waitUntil('three pages are asked for', () => session.asked.length === 3);
  leavers[0]?.abort(new Error('first left'));
  await expect(first).rejects.toThrow('first left');
  const third = ensure(session, { asset, minutes: [0, 5_000] });
  leavers[1]?.abort(new Error('second left'));
  await expect(second).rejects.toThrow('second left');
  gate.resolve();
  await third;
  expect(await storedMinutes(asset, [0, 5_000])).toHaveLength(5_000);

  const lonely = new AbortController();
  session.gate = new Promise(() => undefined);
  const asked = session.asked.length;
  const last = ensure(session, { asset, minutes: [5_000, 9_000], signal: lonely.signal });
  await waitUntil('three more are', () => session.asked.length === asked + 3);
  lonely.abort(new Error('nobody left'));
  await expect(last).rejects.toThrow('nobody left');
  session.gate = Promise.resolve();
  // The next one takes off afresh: nothing hangs, the lock is free.
  await ensure(session, { asset, minutes: [5_000, 9_000], db: otherProcess });
  expect(await storedMinutes(asset, [5_000, 9_000])).toHaveLength(4_000);
});

test('one gone before the start is told so and nothing is asked', async () => {
  const [asset, session] = [await newAsset(), new CountingSession()];
  const signal = AbortSignal.abort(new Error('gone'));
  await expect(ensure(session, { asset, minutes: [0, 10], signal })).rejects.toThrow('gone');
  expect(session.asked).toEqual([]);
});

test('a broker that is down is one failure for all who wait, and what came before stays', async () => {
  const [asset, session] = [await newAsset(), new CountingSession()];
  await ensure(session, { asset, minutes: [0, 100] });
  session.failWith = new AppError('BROKER_UNAVAILABLE', { message: 'down' });
  const callers = await Promise.allSettled(numbers(0, 20).map(() => ensure(session, { asset, minutes: [0, 600] })));
  expect(callers.map((ending) => ending.status === 'rejected' && ending.reason.code)).toEqual(
    Array(20).fill('BROKER_UNAVAILABLE'),
  );
  expect(session.asked).toHaveLength(2);
  session.failWith = null;
  await ensure(session, { asset, minutes: [0, 600] });
  expect(await storedMinutes(asset, [0, 600])).toHaveLength(600);
});

test('when the one who fetches loses the session, the next goes on with their own', async () => {
  const asset = await newAsset();
  const [lost, good] = [new CountingSession(), new CountingSession()];
  lost.failWith = new AppError('BROKER_SESSION_OVER', { message: 'over' });
  const [first, second] = await Promise.allSettled([
    ensure(lost, { asset, minutes: [0, 600] }),
    ensure(good, { asset, minutes: [0, 600] }),
  ]);
  expect(first).toMatchObject({ status: 'rejected', reason: { code: 'BROKER_SESSION_OVER' } });
  expect(second).toMatchObject({ status: 'fulfilled', value: { calls: 1 } });
});

test('a process killed while fetching leaves the way free at once', async () => {
  const [asset, session] = [await newAsset(), new CountingSession()];
  const script = new URL('./stuck-fetch.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, url, String(asset.id)], { stdio: ['ignore', 'pipe', 'inherit'] });
  // It says so when it holds the lock and waits for a broker that never answers.
  await once(child.stdout, 'data');
  const next = ensure(session, { asset, minutes: [0, 10] });
  const ended = once(child, 'exit');
  expect(session.asked).toEqual([]);
  child.kill('SIGKILL');
  await ended;
  expect(await next).toMatchObject({ calls: 1 });
});
