import { Api } from 'grammy';
import { afterAll, afterEach, expect, test } from 'vitest';
import {
  abortBroadcast,
  type BroadcastReport,
  broadcastReport,
  createBroadcast,
  pauseBroadcast,
  resumeBroadcast,
  scheduleBroadcast,
} from '#io/db/broadcasts.ts';
import { savePicture } from '#io/db/pictures.ts';
import { createLog } from '#io/log.ts';
import { startBroadcaster } from '#io/telegram/broadcaster.ts';
import { putCall } from '#io/telegram/outbox.ts';
import { createPace } from '#io/telegram/pace.ts';
import { type Relay, startRelay } from '#io/telegram/relay.ts';
import { startTelegramSimulator } from '#io/telegram/simulator/simulator.ts';
import { broadcastNow, copiesOf, manyPeople, NEWS, plainly } from '#test/support/broadcast.ts';
import { freshDatabase } from '#test/support/database.ts';
import { tinyPng } from '#test/support/tiny-png.ts';

const { database: db } = await freshDatabase();
const telegram = await startTelegramSimulator({ people: [] });
const api = new Api(telegram.token, { apiRoot: telegram.apiRoot, timeoutSeconds: 5 });
const log = createLog({ level: 'silent', environment: 'test', room: 'test' });
afterAll(() => telegram.close());

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
  telegram.faults.clear();
  await db.deleteFrom('campaign').execute();
  await db.deleteFrom('person').execute();
  await db.deleteFrom('outbox').execute();
});

/** Unless told otherwise faster than Telegram's pace, so that a test is not long. */
async function start(pace = createPace()): Promise<Relay> {
  const relay = await startRelay({ db, api, log, pace });
  const broadcaster = await startBroadcaster({ db, api, log, pace, address: plainly, wake: relay.wake });
  open.push(broadcaster, relay);
  return relay;
}

async function until(
  id: number,
  holds: (report: BroadcastReport) => boolean,
  timeout = 20_000,
): Promise<BroadcastReport> {
  let last: BroadcastReport | null = null;
  const look = async () => {
    last = await broadcastReport(db, id);
    return last !== null && holds(last) ? 'holds' : last;
  };
  await expect.poll(look, { timeout, interval: 25 }).toBe('holds');
  return last as unknown as BroadcastReport;
}

const isDone = ({ state }: BroadcastReport) => state === 'done';

test('everybody gets it once, in their language, and who has blocked the bot is counted and left alone', async () => {
  const brazilians = await manyPeople({ telegram, db }, { count: 12 });
  const english = await manyPeople({ telegram, db }, { count: 3, language: 'en' });
  const [gone = 0] = brazilians;
  telegram.people.block(gone);
  const id = await broadcastNow(db, 'one');
  await start();
  const report = await until(id, isDone);
  expect(report).toMatchObject({ people: 15, sent: 14, blocked: 1, failed: 0, unknown: 0, waiting: 0 });
  expect(report.durationMs).toBeGreaterThan(0);
  expect(copiesOf(telegram, { people: brazilians.slice(1), text: `${NEWS.pt}one` })).toEqual(Array(11).fill(1));
  expect(copiesOf(telegram, { people: english, text: `${NEWS.en}one` })).toEqual([1, 1, 1]);
  const again = await broadcastNow(db, 'two');
  expect(await until(again, isDone)).toMatchObject({ people: 14, sent: 14, blocked: 0 });
});

test('a message whose answer was lost is counted as unknown and not sent again', async () => {
  const people = await manyPeople({ telegram, db }, { count: 6 });
  telegram.faults.add({ kind: 'lost_reply', methods: ['sendMessage'], chatId: people[2]!, count: 1 });
  telegram.faults.add({ kind: 'lost_request', methods: ['sendMessage'], chatId: people[4]!, count: 1 });
  const id = await broadcastNow(db, 'lost');
  await start();
  expect(await until(id, isDone)).toMatchObject({ sent: 4, unknown: 2 });
  expect(copiesOf(telegram, { people, text: `${NEWS.pt}lost` })).toEqual([1, 1, 1, 1, 0, 1]);
});

test('when Telegram asks for patience nobody sends, and afterwards everybody gets it once', async () => {
  const people = await manyPeople({ telegram, db }, { count: 20 });
  const writer = people[19]!;
  telegram.faults.add({ kind: 'too_many_requests', chatId: people[5]!, count: 1, retryAfterSeconds: 3 });
  const id = await broadcastNow(db, 'patience');
  const relay = await start();
  const refusal = () => telegram.log.calls.findLast(({ result }) => !result.ok && result.error_code === 429);
  await expect.poll(refusal, { timeout: 10_000 }).toBeDefined();
  await putCall(db, { key: 'a', chatId: writer, method: 'sendMessage', payload: { chat_id: writer, text: 'answer' } });
  relay.wake();
  expect(await until(id, isDone)).toMatchObject({ sent: 20, unknown: 0, failed: 0 });
  expect(copiesOf(telegram, { people, text: `${NEWS.pt}patience` })).toEqual(Array(20).fill(1));
  await expect.poll(() => copiesOf(telegram, { people: [writer], text: 'answer' })).toEqual([1]);
  const refusedAtMs = refusal()?.atMs ?? 0;
  // What was in the air at that moment is no new call.
  const next = telegram.log.calls.filter(({ atMs, method }) => method === 'sendMessage' && atMs > refusedAtMs + 500);
  expect(Math.min(...next.map(({ atMs }) => atMs)) - refusedAtMs).toBeGreaterThanOrEqual(3_000);
});

test('while Telegram answers with errors hardly anybody is lost, and the rest get it when it is well', async () => {
  await manyPeople({ telegram, db }, { count: 60 });
  const fault = telegram.faults.add({ kind: 'server_error' });
  const id = await broadcastNow(db, 'storm');
  await start();
  await until(id, ({ unknown }) => unknown >= 3);
  await expect.poll(() => telegram.log.calls.some(({ method }) => method === 'getMe'), { timeout: 10_000 }).toBe(true);
  telegram.faults.remove(fault);
  const { sent, unknown } = await until(id, isDone, 30_000);
  expect(sent + unknown).toBe(60);
  expect(unknown).toBeLessThanOrEqual(24);
});

test('pause and abort hold at once; resume goes on where it stood', async () => {
  const people = await manyPeople({ telegram, db }, { count: 60 });
  const id = await broadcastNow(db, 'stop');
  await start();
  await until(id, ({ sent }) => sent >= 5);
  expect(await pauseBroadcast(db, id)).toEqual({ ok: true });
  const sending = () =>
    db.selectFrom('campaign_recipient').select('telegram_id').where('state', '=', 'sending').execute();
  await expect.poll(sending).toEqual([]);
  const paused = await broadcastReport(db, id);
  // Another one passes it by.
  await until(await broadcastNow(db, 'passing'), isDone);
  expect(await broadcastReport(db, id)).toMatchObject({ state: 'paused', sent: paused?.sent });
  expect(paused?.waiting).toBeGreaterThan(0);
  expect(await resumeBroadcast(db, id)).toEqual({ ok: true });
  await until(id, ({ sent }) => sent > (paused?.sent ?? 0));
  expect(await abortBroadcast(db, id)).toEqual({ ok: true });
  await expect.poll(sending).toEqual([]);
  const aborted = await broadcastReport(db, id);
  expect(aborted?.waiting).toBeGreaterThan(0);
  expect(await resumeBroadcast(db, id)).toEqual({ ok: false, state: 'aborted' });
  const copies = copiesOf(telegram, { people, text: `${NEWS.pt}stop` });
  expect(copies.filter((count) => count === 1)).toHaveLength(aborted?.sent ?? 0);
  expect(Math.max(...copies)).toBe(1);
});

test('an answer goes out although a broadcast is in the middle of many', async () => {
  const people = await manyPeople({ telegram, db }, { count: 120 });
  const id = await broadcastNow(db, 'many');
  const relay = await start();
  await until(id, ({ sent }) => sent > 0);
  const last = people[119]!;
  telegram.people.send(last, 'oi');
  await putCall(db, { key: 'b', chatId: last, method: 'sendMessage', payload: { chat_id: last, text: 'answer' } });
  relay.wake();
  await telegram.people.waitFor(last, (chat) => chat.messages.some(({ text }) => text === 'answer'));
  expect((await broadcastReport(db, id))?.waiting).toBeGreaterThan(0);
});

test('a picture goes up once, however many get it', async () => {
  const people = await manyPeople({ telegram, db }, { count: 25 });
  await savePicture(db, { hash: 'news', png: tinyPng });
  const id = await createBroadcast(db, {
    ...{ title: 'Picture', texts: NEWS, segment: {}, keepsQuietHours: false, pictureHash: 'news' },
  });
  await scheduleBroadcast(db, { id, sendAtMs: null, localMinute: null });
  await start();
  expect(await until(id, isDone)).toMatchObject({ sent: 25, unknown: 0 });
  const photos = people.map((one) => telegram.people.chat(one).messages.filter(({ photo }) => photo !== null));
  expect(photos.map((each) => each.length)).toEqual(Array(25).fill(1));
  const uploads = telegram.log.calls.filter(({ files, chatId }) => files.length > 0 && people.includes(chatId ?? 0));
  expect(uploads).toHaveLength(1);
});

test('who gets a broadcast while they are answered has both', async () => {
  const [ana = 0] = await manyPeople({ telegram, db }, { count: 1 });
  telegram.faults.add({ kind: 'slow', methods: ['sendMessage'], delayMs: 400, count: 1 });
  const id = await broadcastNow(db, 'both');
  const relay = await start();
  const isSending = () => db.selectFrom('outbox').select('id').where('state', '=', 'sending').execute();
  await expect.poll(isSending, { timeout: 10_000, interval: 5 }).toHaveLength(1);
  await putCall(db, { key: 'c', chatId: ana, method: 'sendMessage', payload: { chat_id: ana, text: 'answer' } });
  relay.wake();
  await telegram.people.waitFor(ana, (chat) => chat.messages.some(({ text }) => text === 'answer'));
  await until(id, isDone);
  expect(telegram.people.chat(ana).messages.map(({ text }) => text)).toEqual([`${NEWS.pt}both`, 'answer']);
});

test('what a dead process was sending is counted as unknown and goes to nobody again', async () => {
  const people = await manyPeople({ telegram, db }, { count: 4 });
  const id = await broadcastNow(db, 'dead');
  // The lease is lost between the claim and the call.
  let looks = 0;
  const isMine = () => {
    looks += 1;
    return looks < 3;
  };
  const dying = await startBroadcaster({ db, api, log, pace: createPace(), isMine, address: plainly });
  open.push(dying);
  await expect.poll(async () => (await broadcastReport(db, id))?.people).toBe(4);
  await dying.close();
  const before = await broadcastReport(db, id);
  await start();
  const report = await until(id, isDone);
  expect(report.unknown).toBeGreaterThan(0);
  expect(report.sent + report.unknown).toBe(4);
  expect(before?.sent).toBeLessThan(4);
  expect(Math.max(...copiesOf(telegram, { people, text: `${NEWS.pt}dead` }))).toBeLessThanOrEqual(1);
});
