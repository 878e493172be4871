import { Api } from 'grammy';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { saveDocument } from '#io/db/documents.ts';
import { savePicture } from '#io/db/pictures.ts';
import { createLog } from '#io/log.ts';
import { storeUpdates } from '#io/telegram/inbox.ts';
import { type OutgoingMessage, type Place, putCall, putMessage } from '#io/telegram/outbox.ts';
import { claimRows, postponeRow, settleRow } from '#io/telegram/outbox-row.ts';
import { type Relay, startRelay } from '#io/telegram/relay.ts';
import { startTelegramSimulator } from '#io/telegram/simulator/simulator.ts';
import { freshDatabase } from '#test/support/database.ts';
import { tinyPng } from '#test/support/tiny-png.ts';

const { database: db } = await freshDatabase();
const telegram = await startTelegramSimulator({ people: [] });
const api = new Api(telegram.token, { apiRoot: telegram.apiRoot, timeoutSeconds: 5 });
const log = createLog({ level: 'silent', environment: 'test', room: 'test' });
afterAll(() => telegram.close());

let relay: Relay | undefined;
let person: number;
let nextKey = 0;

beforeEach(() => {
  person = telegram.people.create({ firstName: 'Ana', hasStarted: true }).id;
});
afterEach(async () => {
  await relay?.close();
  relay = undefined;
  telegram.faults.clear();
  await db.deleteFrom('outbox').execute();
});

function message(text: string): OutgoingMessage {
  return { text, parseMode: 'HTML', markup: { inline_keyboard: [[{ text: 'ok', callback_data: text.slice(0, 30) }]] } };
}

async function put(
  text: string,
  place?: Place,
  files: { pictureHash?: string; documentHash?: string } = {},
): Promise<number> {
  nextKey += 1;
  const known = telegram.people.chat(person).messages.at(-1)?.id ?? 0;
  return putMessage(db, {
    key: `test:${nextKey}`,
    place: place ?? { kind: 'new', chatId: person, afterMessageId: known },
    message: message(text),
    ...files,
  });
}

async function texts(count: number): Promise<string[]> {
  const seen = (chat: { messages: readonly { text: string }[] }) => chat.messages.map((one) => one.text);
  await telegram.people.waitFor(person, (chat) => chat.messages.length >= count);
  await settled();
  return seen(telegram.people.chat(person));
}

function countOf(method: string): number {
  return telegram.log.calls.filter((call) => call.method === method).length;
}

/** Until nothing waits in the outbox. */
async function settled(): Promise<void> {
  await expect
    .poll(() => db.selectFrom('outbox').select('id').where('state', 'in', ['queued', 'sending', 'unknown']).execute(), {
      timeout: 20_000,
      interval: 20,
    })
    .toEqual([]);
}

test('sends a chat its messages in the order they were written', async () => {
  for (const text of ['one', 'two', 'three', 'four']) await put(text);
  relay = await startRelay({ db, api, log });
  expect(await texts(4)).toEqual(['one', 'two', 'three', 'four']);
});

test('an end sends what was said last, in order, though nobody woke the relay', async () => {
  relay = await startRelay({ db, api, log });
  await settled();
  for (const text of ['one', 'two', 'three', 'four', 'five']) await put(text);
  await relay.close();
  expect(telegram.people.chat(person).messages.map((one) => one.text)).toEqual(['one', 'two', 'three', 'four', 'five']);
});

test('whoever may not send leaves the rows to whoever may', async () => {
  relay = await startRelay({ db, api, log, isMine: () => false });
  await put('not by me');
  await relay.close();
  expect(telegram.people.chat(person).messages).toEqual([]);
  relay = await startRelay({ db, api, log });
  expect(await texts(1)).toEqual(['not by me']);
});

test('writes a message once for one key', async () => {
  const row = { key: 'same', chatId: person, method: 'sendMessage', payload: { chat_id: person, text: 'once' } };
  const ids = [await putCall(db, row), await putCall(db, row)];
  relay = await startRelay({ db, api, log });
  expect(await texts(1)).toEqual(['once']);
  expect(ids[0]).toBe(ids[1]);
});

test('does not repeat a message whose answer was lost, and later edits find it', async () => {
  telegram.people.send(person, '/start');
  telegram.faults.add({ kind: 'lost_reply', methods: ['sendMessage'], count: 1 });
  const placeholder = await put('⏳ working');
  await put('the answer', { kind: 'become', chatId: person, outboxId: placeholder });
  relay = await startRelay({ db, api, log });
  await telegram.people.waitFor(person, (chat) => chat.messages.some((one) => one.text === 'the answer'), 20_000);
  expect(await texts(2)).toEqual(['/start', 'the answer']);
});

test('finds a message whose answer was lost although many others were sent meanwhile', async () => {
  const others = Array.from({ length: 14 }, () => telegram.people.create({ firstName: 'P', hasStarted: true }).id);
  telegram.people.send(person, '/start');
  for (const id of others) telegram.people.send(id, '/start');
  const putFor = (id: number) => put('hi', { kind: 'new', chatId: id, afterMessageId: null });
  for (const id of others) await putFor(id);
  telegram.faults.add({ kind: 'lost_reply', methods: ['sendMessage'], chatId: person, count: 1 });
  await put('only once');
  relay = await startRelay({ db, api, log });
  expect(await texts(2)).toEqual(['/start', 'only once']);
});

test('all answers in the air are lost in a crowd that writes on: each message is found, with few looks', async () => {
  const crowd = Array.from({ length: 60 }, () => telegram.people.create({ firstName: 'P', hasStarted: true }).id);
  const everybodyWrites = async () => {
    for (const id of crowd) telegram.people.send(id, '/start');
    const updates = await api.getUpdates({ offset, limit: 100, timeout: 0 });
    offset = updates.at(-1)!.update_id + 1;
    await storeUpdates(db, updates);
  };
  let offset = 0;
  const putFor = (ids: readonly number[]) =>
    Promise.all(ids.map((id) => put('hi', { kind: 'new', chatId: id, afterMessageId: null })));
  await everybodyWrites();
  await putFor(crowd);
  relay = await startRelay({ db, api, log });
  await settled();
  await everybodyWrites();
  const lost = crowd.slice(0, 16);
  telegram.faults.add({ kind: 'lost_reply', methods: ['sendMessage'], count: lost.length });
  const edits = countOf('editMessageText');
  await putFor(lost);
  relay.wake();
  await expect.poll(() => countOf('editMessageText')).toBeGreaterThan(edits);
  await everybodyWrites();
  await settled();
  const answers = (id: number) => telegram.people.chat(id).messages.filter(({ from }) => from === 'bot').length;
  expect(crowd.map(answers)).toEqual(crowd.map((id) => (lost.includes(id) ? 2 : 1)));
  // Only the numbers of the lost ones themselves are unknown: each is looked for among those, and no farther.
  expect(countOf('editMessageText') - edits).toBeLessThanOrEqual(lost.length ** 2);
});

test('sends a message that never arrived again', async () => {
  telegram.faults.add({ kind: 'lost_request', methods: ['sendMessage'], count: 1 });
  await put('hello');
  relay = await startRelay({ db, api, log });
  expect(await texts(1)).toEqual(['hello']);
});

test('a message that never arrived is looked for no farther than where others were sent something meanwhile', async () => {
  relay = await startRelay({ db, api, log });
  await put('hello');
  await settled();
  telegram.faults.add({ kind: 'lost_request', methods: ['sendMessage'], chatId: person, count: 1 });
  const edits = countOf('editMessageText');
  await put('never arrives');
  relay.wake();
  await expect.poll(() => countOf('editMessageText')).toBeGreaterThan(edits);
  const other = telegram.people.create({ firstName: 'Bia', hasStarted: true }).id;
  await put('meanwhile', { kind: 'new', chatId: other, afterMessageId: null });
  relay.wake();
  expect(await texts(2)).toEqual(['hello', 'never arrives']);
  // No more than Telegram lets pass at once: alone it would be twenty-four, the last of them one a second.
  expect(countOf('editMessageText') - edits).toBeLessThan(24);
});

test('finds what a killed process had sent before it could note it', async () => {
  telegram.people.send(person, '/start');
  const id = await put('sent by the dead');
  const row = await db.selectFrom('outbox').select('payload').where('id', '=', id).executeTakeFirstOrThrow();
  await api.raw.sendMessage(row.payload as never);
  await db.updateTable('outbox').set({ state: 'sending', attempts: 1 }).where('id', '=', id).execute();
  await put('the next');
  relay = await startRelay({ db, api, log });
  expect(await texts(3)).toEqual(['/start', 'sent by the dead', 'the next']);
});

test('waits as long as Telegram asks and then goes on where it was', async () => {
  telegram.faults.add({ kind: 'too_many_requests', count: 1, retryAfterSeconds: 1 });
  await put('patient');
  relay = await startRelay({ db, api, log });
  expect(await texts(1)).toEqual(['patient']);
  const [refused, taken] = telegram.log.calls.filter((call) => call.chatId === person);
  expect(refused?.result).toMatchObject({ ok: false, error_code: 429 });
  expect((taken?.atMs ?? 0) - (refused?.atMs ?? 0)).toBeGreaterThanOrEqual(1_000);
});

test('answers with a new message, once, when the person deleted the placeholder', async () => {
  relay = await startRelay({ db, api, log });
  const placeholder = await put('⏳');
  const sent = await telegram.people.waitFor(person, (chat) => chat.messages[0]);
  await settled();
  await api.deleteMessage(person, sent.id);
  await put('result', { kind: 'become', chatId: person, outboxId: placeholder });
  expect(await texts(1)).toEqual(['result']);
});

test('what follows about a message that the person deleted changes the one that took its place', async () => {
  const outboxId = await put('a moment');
  relay = await startRelay({ db, api, log });
  await texts(1);
  await api.deleteMessage(person, telegram.people.chat(person).messages[0]?.id ?? 0);
  for (const text of ['half of it', 'nearly all', 'the result']) {
    await put(text, { kind: 'become', chatId: person, outboxId });
    relay.wake();
    await settled();
  }
  expect(await texts(1)).toEqual(['the result']);
});

test('a picture for a menu that the person deleted comes as a message of its own, once', async () => {
  relay = await startRelay({ db, api, log });
  await savePicture(db, { hash: 'for a menu', png: tinyPng });
  await put('menu');
  const menu = await telegram.people.waitFor(person, (chat) => chat.messages[0]);
  await settled();
  await api.deleteMessage(person, menu.id);
  const place = { kind: 'edit', chatId: person, messageId: menu.id } as const;
  await put('result', place, { pictureHash: 'for a menu' });
  await settled();
  const said = telegram.people.chat(person).messages;
  expect(said.map(({ text, photo }) => [text, photo !== null])).toEqual([['result', true]]);
});

test('skips progress that a newer edit has overtaken', async () => {
  const placeholder = await put('⏳');
  for (const text of ['10 %', '50 %', '90 %'])
    await put(text, { kind: 'become', chatId: person, outboxId: placeholder });
  await put('done', { kind: 'become', chatId: person, outboxId: placeholder });
  relay = await startRelay({ db, api, log });
  expect(await texts(1)).toEqual(['done']);
  const edits = telegram.log.calls.filter((call) => call.chatId === person && call.method === 'editMessageText');
  expect(edits).toHaveLength(1);
});

test('uploads a picture once for twenty people', async () => {
  await savePicture(db, { hash: 'shared', png: tinyPng });
  const people = Array.from({ length: 20 }, () => telegram.people.create({ firstName: 'P', hasStarted: true }).id);
  for (const id of people) {
    nextKey += 1;
    const place = { kind: 'new', chatId: id, afterMessageId: null } as const;
    await putMessage(db, { key: `test:${nextKey}`, place, message: message('look'), pictureHash: 'shared' });
  }
  relay = await startRelay({ db, api, log });
  await settled();
  const uploads = telegram.log.calls.filter((call) => call.files.length > 0 && people.includes(call.chatId ?? 0));
  expect(people.map((id) => telegram.people.chat(id).messages.length)).toEqual(people.map(() => 1));
  expect(uploads).toHaveLength(1);
});

test('uploads again, once, when Telegram no longer knows the file', async () => {
  await savePicture(db, { hash: 'refused', png: tinyPng });
  await db.updateTable('picture').set({ file_id: 'gone' }).where('hash', '=', 'refused').execute();
  await put('look', undefined, { pictureHash: 'refused' });
  relay = await startRelay({ db, api, log });
  const seen = await telegram.people.waitFor(person, (chat) => chat.messages.find((one) => one.photo), 20_000);
  await settled();
  expect(seen.text).toBe('look');
  expect(telegram.people.chat(person).messages).toHaveLength(1);
});

test('turns the placeholder itself into the picture', async () => {
  relay = await startRelay({ db, api, log });
  await savePicture(db, { hash: 'chart', png: tinyPng });
  const placeholder = await put('⏳');
  const before = await telegram.people.waitFor(person, (chat) => chat.messages[0]);
  await put('caption', { kind: 'become', chatId: person, outboxId: placeholder }, { pictureHash: 'chart' });
  const after = await telegram.people.waitFor(person, (chat) => chat.messages.find((one) => one.photo));
  expect(after).toMatchObject({ id: before.id, text: 'caption', isEdited: true });
  expect(telegram.log.violations).toEqual([]);
});

test('gives up on a person who blocked the bot and serves the others', async () => {
  const other = telegram.people.create({ firstName: 'Bia', hasStarted: true }).id;
  telegram.people.block(person);
  await put('nobody hears');
  nextKey += 1;
  const place = { kind: 'new', chatId: other, afterMessageId: null } as const;
  await putMessage(db, { key: `test:${nextKey}`, place, message: message('hello') });
  relay = await startRelay({ db, api, log });
  await settled();
  expect(telegram.people.chat(person).messages).toEqual([]);
  expect(telegram.people.chat(other).messages.map((one) => one.text)).toEqual(['hello']);
});

test('a message that was settled stays so, also for whoever did not hear of it', async () => {
  const id = await put('hello');
  await claimRows(db, 1);
  await settleRow(db, id, { state: 'sent', messageId: 17 });
  await postponeRow(db, id, { state: 'unknown', afterMs: 0, error: 'no answer of the database' });
  expect(await claimRows(db, 1)).toEqual({ rows: [], isMore: false });
});

test('a document goes up once with its name and its bytes, and by its file_id ever after', async () => {
  const bytes = Buffer.from('\ufeffhora;resultado\r\n14:05;W\r\n');
  const documentHash = await saveDocument(db, { name: 'entradas.csv', bytes });
  expect(await saveDocument(db, { name: 'entradas.csv', bytes })).toBe(documentHash);
  for (const text of ['first', 'second']) await put(text, undefined, { documentHash });
  relay = await startRelay({ db, api, log });
  expect(await texts(2)).toEqual(['first', 'second']);
  const [first, second] = telegram.people.chat(person).messages.map(({ document }) => document);
  expect(first).toEqual({ ...second });
  expect(first).toMatchObject({ name: 'entradas.csv', sizeBytes: bytes.length });
  const sent = telegram.log.calls.filter((call) => call.method === 'sendDocument' && call.chatId === person);
  expect(sent.map((call) => call.files.length)).toEqual([1, 0]);
});

test('a document whose file_id is refused goes up again', async () => {
  const documentHash = await saveDocument(db, { name: 'b.csv', bytes: Buffer.from('b') });
  await db.updateTable('document').set({ file_id: 'of-another-bot' }).where('hash', '=', documentHash).execute();
  await put('again', undefined, { documentHash });
  relay = await startRelay({ db, api, log });
  await texts(1);
  expect(telegram.people.chat(person).messages[0]?.document).toMatchObject({ name: 'b.csv', sizeBytes: 1 });
});

test('a document whose answer was lost is not sent twice', async () => {
  telegram.people.send(person, '/start');
  telegram.faults.add({ kind: 'lost_reply', methods: ['sendDocument'], count: 1 });
  const documentHash = await saveDocument(db, { name: 'c.csv', bytes: Buffer.from('c') });
  await put('once', undefined, { documentHash });
  relay = await startRelay({ db, api, log });
  expect(await texts(2)).toEqual(['/start', 'once']);
});
