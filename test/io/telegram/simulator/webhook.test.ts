import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTelegramSimulator, type TelegramSimulator } from '#io/telegram/simulator/simulator.ts';
import { waitUntil } from '#test/support/wait-until.ts';
import { clientOf, someone } from './client.ts';

interface Arrival {
  readonly text: string;
  readonly chatId: number;
  readonly secret: string | undefined;
  readonly atMs: number;
}

const LIMITS = { webhookRetryMs: 20, webhookRetryCapMs: [40, 60] as const };
let simulator: TelegramSimulator;
let arrivals: Arrival[];
let answer: (arrival: Arrival, response: ServerResponse) => void;
const call = <Result>(...args: Parameters<ReturnType<typeof clientOf>>) => clientOf(simulator)<Result>(...args);
const texts = () => arrivals.map(({ text }) => text);
const end = (response: ServerResponse, status: number, headers = {}) => response.writeHead(status, headers).end();

const bot = createServer((request, response) => void receive(request, response));
async function receive(request: IncomingMessage, response: ServerResponse) {
  const { message } = JSON.parse(Buffer.concat(await request.toArray()).toString()) as {
    message: { text: string; chat: { id: number } };
  };
  const secret = request.headers['x-telegram-bot-api-secret-token'] as string | undefined;
  const arrival = { text: message.text, chatId: message.chat.id, secret, atMs: performance.now() };
  arrivals.push(arrival);
  answer(arrival, response);
}

beforeEach(async () => {
  arrivals = [];
  answer = (_arrival, response) => end(response, 200);
  await new Promise<void>((resolve) => bot.listen(0, '127.0.0.1', resolve));
  simulator = await startTelegramSimulator({ limits: LIMITS });
});
afterEach(async () => {
  await simulator.close();
  await new Promise((resolve) => {
    bot.close(resolve);
    bot.closeAllConnections();
  });
});

const setWebhook = (params: object = {}) =>
  call('setWebhook', { url: `http://127.0.0.1:${(bot.address() as AddressInfo).port}/hook`, ...params });
const pendingCount = async () =>
  (await call<{ pending_update_count: number }>('getWebhookInfo')).result.pending_update_count;

test('updates are posted with the secret, also those that waited', async () => {
  const rita = someone(simulator);
  simulator.people.send(rita, 'before');
  await setWebhook({ secret_token: 's3cret' });
  simulator.people.send(rita, 'after');
  await waitUntil('both came', () => arrivals.length === 2);
  expect(arrivals).toMatchObject([
    { text: 'before', secret: 's3cret' },
    { text: 'after', secret: 's3cret' },
  ]);
  await expect.poll(pendingCount).toBe(0);
});

test('one chat waits for its own failure, the others do not', async () => {
  const [rita, otto] = [someone(simulator), someone(simulator)];
  let failures = 3;
  answer = ({ chatId }, response) => end(response, chatId === rita && failures-- > 0 ? 503 : 200);
  await setWebhook();
  simulator.people.send(rita, 'r1');
  simulator.people.send(rita, 'r2');
  simulator.people.send(otto, 'o1');
  await waitUntil('all came', () => texts().includes('r2'));
  expect(texts().filter((text) => text.startsWith('r'))).toEqual(['r1', 'r1', 'r1', 'r1', 'r2']);
  expect(texts().indexOf('o1')).toBeLessThan(texts().indexOf('r2'));
  const info = await call('getWebhookInfo');
  expect(info.result).toMatchObject({ last_error_message: 'Wrong response from the webhook: 503 Service Unavailable' });
});

test('Retry-After is obeyed', async () => {
  const rita = someone(simulator);
  answer = (_arrival, response) =>
    arrivals.length === 1 ? end(response, 503, { 'retry-after': '1' }) : end(response, 200);
  await setWebhook();
  simulator.people.send(rita, 'later');
  await waitUntil('it came again', () => arrivals.length === 2);
  // Timers may fire a little early; 20 ms would be the wait without the header.
  expect(arrivals[1]!.atMs - arrivals[0]!.atMs).toBeGreaterThan(950);
});

test('the answer may carry a method', async () => {
  const rita = someone(simulator);
  answer = ({ chatId }, response) =>
    response.end(JSON.stringify({ method: 'sendMessage', chat_id: chatId, text: 'ok' }));
  await setWebhook();
  simulator.people.send(rita, 'hi');
  await simulator.people.waitFor(rita, (chat) => chat.messages.at(-1)?.text === 'ok');
});

test('410 for too long closes the webhook', async () => {
  await simulator.close();
  simulator = await startTelegramSimulator({ limits: { ...LIMITS, webhookGoneSeconds: 0 } });
  const rita = someone(simulator);
  answer = (_arrival, response) => end(response, 410);
  await setWebhook();
  simulator.people.send(rita, 'anybody?');
  await expect.poll(async () => (await call<{ url: string }>('getWebhookInfo')).result.url).toBe('');
  expect(await pendingCount()).toBe(1);
});

test('duplicates are posted side by side', async () => {
  const rita = someone(simulator);
  simulator.faults.add({ kind: 'duplicate_updates', copies: 2, count: 1 });
  await setWebhook();
  simulator.people.send(rita, 'thrice');
  await waitUntil('all came', () => arrivals.length === 3);
  expect(texts()).toEqual(['thrice', 'thrice', 'thrice']);
});

test('nothing is posted after it is deleted', async () => {
  const rita = someone(simulator);
  await setWebhook();
  await call('deleteWebhook');
  simulator.people.send(rita, 'for the poller');
  const { result } = await call<object[]>('getUpdates');
  expect(result).toHaveLength(1);
  expect(arrivals).toEqual([]);
});
