import { expect, test } from 'vitest';
import { DEFAULT_LADDER, MINUTE_MS } from '#engine/index.ts';
import { findReady, keepReady, type ReadyFor } from '#io/db/ready-answers.ts';
import { ensureAsset } from '#io/market/assets.ts';
import { saveCandles } from '#io/market/candle-store.ts';
import { freshDatabase } from '#test/support/database.ts';

const { database: db } = await freshDatabase();
const NOW_MS = Date.UTC(2026, 10, 20, 15, 0, 30);
const answer = { figures: { counts: 7 }, resultId: 'ABCDEFGH', pictureHash: 'p' };

const asked = (ticker: string): ReadyFor => ({
  query: { ticker, timeframe: 'M1', strategyId: 'MINORIA(5)', depth: 2, window: { kind: 'blocks', count: 100 } },
  nowMs: NOW_MS,
  payoutRatio: 0.87,
  language: 'pt',
  timeZone: 'America/Sao_Paulo',
  theme: 'dark',
  ladder: DEFAULT_LADDER,
});

async function newAsset(ticker: string): Promise<number> {
  return (await ensureAsset(db, { ticker, category: 'forex' })).id;
}

test('an answer is ready for whoever asks the same, until the next candle', async () => {
  const question = asked('READY1');
  const assetId = await newAsset('READY1');
  expect(await findReady(db, question)).toBeNull();
  await keepReady(db, { ...question, answer, assetId });
  expect(await findReady(db, { ...question, nowMs: NOW_MS + 29_000 })).toEqual(answer);
  expect(await findReady(db, { ...question, nowMs: NOW_MS + 30_000 })).toBeNull();
});

test('whatever changes the words or the picture is another answer', async () => {
  const question = asked('READY2');
  await keepReady(db, { ...question, answer, assetId: await newAsset('READY2') });
  const others: Partial<ReadyFor>[] = [
    { payoutRatio: 0.88 },
    { payoutRatio: null },
    { language: 'en' },
    { timeZone: 'Europe/Lisbon' },
    { theme: 'light' },
    { ladder: { ...DEFAULT_LADDER, firstStakeCents: DEFAULT_LADDER.firstStakeCents + 1 } },
    { query: { ...question.query, depth: 1 } },
    { query: { ...question.query, window: { kind: 'blocks', count: 101 } } },
    { query: asked('READY0').query },
  ];
  for (const other of others) expect(await findReady(db, { ...question, ...other })).toBeNull();
  expect(await findReady(db, question)).toEqual(answer);
});

test('a window of the past is answered for some minutes, of whatever minute it is asked', async () => {
  const dates = { kind: 'dates', fromMs: NOW_MS - 9_000_000, toMs: NOW_MS - 6_000_000 } as const;
  const question = { ...asked('READY3'), query: { ...asked('READY3').query, window: dates } };
  await keepReady(db, { ...question, answer, assetId: await newAsset('READY3') });
  expect(await findReady(db, { ...question, nowMs: NOW_MS + 4 * MINUTE_MS })).toEqual(answer);
  expect(await findReady(db, { ...question, nowMs: NOW_MS + 6 * MINUTE_MS })).toBeNull();
});

test('a candle that came, or came corrected, ends the answers about its asset and no other', async () => {
  const [one, other] = [asked('READY4'), asked('READY5')];
  const [assetId, otherId] = [await newAsset('READY4'), await newAsset('READY5')];
  await keepReady(db, { ...one, answer, assetId });
  await keepReady(db, { ...other, answer, assetId: otherId });
  const candle = { openMs: Math.floor(NOW_MS / MINUTE_MS) * MINUTE_MS, open: 1, high: 2, low: 0.5, close: 1.5 };
  await saveCandles(db, { assetId, timeframeSeconds: 60, candles: [candle] });
  expect(await findReady(db, one)).toBeNull();
  expect(await findReady(db, other)).toEqual(answer);
});

test('answers that are over go as others are kept', async () => {
  const dates = { kind: 'dates', fromMs: NOW_MS - 9_000_000, toMs: NOW_MS - 6_000_000 } as const;
  const over = { ...asked('READY6'), query: { ...asked('READY6').query, window: dates } };
  const assetId = await newAsset('READY6');
  await keepReady(db, { ...over, answer, assetId });
  await keepReady(db, { ...asked('READY7'), nowMs: NOW_MS + 6 * MINUTE_MS, answer, assetId: await newAsset('READY7') });
  const kept = await db.selectFrom('ready_answer').select('until_at').where('asset_id', '=', assetId).execute();
  expect(kept).toEqual([]);
});
