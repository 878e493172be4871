import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTelegramSimulator, type TelegramSimulator } from '#io/telegram/simulator/simulator.ts';
import { clientOf, someone } from './client.ts';

let simulator: TelegramSimulator;
let nowMs = Date.UTC(2026, 10, 20);
let rita: number;
const call = (...args: Parameters<ReturnType<typeof clientOf>>) => clientOf(simulator)(...args);
const send = (chatId = rita) => call('sendMessage', { chat_id: chatId, text: 'hello' });
const statuses = async (count: number, chatId = rita) => {
  const found: number[] = [];
  for (let index = 0; index < count; index += 1) found.push((await send(chatId)).status);
  return found;
};
const texts = () => simulator.people.chat(rita).messages.map(({ text }) => text);

beforeEach(async () => {
  nowMs = Date.UTC(2026, 10, 20);
  simulator = await startTelegramSimulator({ nowMs: () => nowMs });
  rita = someone(simulator);
});
afterEach(() => simulator.close());

describe('faults on demand', () => {
  test('429 a number of times, with the seconds to wait', async () => {
    simulator.faults.add({ kind: 'too_many_requests', count: 2, retryAfterSeconds: 35 });
    expect(await send()).toMatchObject({
      status: 429,
      description: 'Too Many Requests: retry after 35',
      parameters: { retry_after: 35 },
    });
    expect(await statuses(2)).toEqual([429, 200]);
    expect(texts()).toEqual(['hello']);
  });

  test('an outage for a time', async () => {
    simulator.faults.add({ kind: 'server_error', seconds: 180 });
    expect(await statuses(1)).toEqual([502]);
    nowMs += 180_000;
    expect(await statuses(1)).toEqual([200]);
  });

  test('one chat only, one method only', async () => {
    const other = someone(simulator);
    simulator.faults.add({ kind: 'forbidden', chatId: rita });
    simulator.faults.add({ kind: 'chat_not_found', methods: ['sendChatAction'] });
    expect([await statuses(1), await statuses(1, other)]).toEqual([[403], [200]]);
    expect((await call('sendChatAction', { chat_id: other, action: 'typing' })).status).toBe(400);
  });

  test('a lost reply: the message is there, the answer is not', async () => {
    simulator.faults.add({ kind: 'lost_reply', count: 1 });
    await expect(send()).rejects.toThrow();
    expect(texts()).toEqual(['hello']);
    expect(simulator.log.calls.at(-1)).toMatchObject({ isReplyLost: true, result: { ok: true } });
  });

  test('a lost request: neither is there', async () => {
    simulator.faults.add({ kind: 'lost_request', count: 1 });
    await expect(send()).rejects.toThrow();
    expect(texts()).toEqual([]);
  });

  test('a known file id is refused', async () => {
    simulator.faults.add({ kind: 'file_refused', count: 1 });
    const answer = await call('sendPhoto', { chat_id: rita, photo: 'AgAC' });
    expect(answer.description).toBe('Bad Request: wrong file identifier/HTTP URL specified');
    expect(simulator.faults.list()).toEqual([]);
  });

  test('updates come double, and backwards', async () => {
    for (const text of ['one', 'two']) simulator.people.send(rita, text);
    simulator.faults.add({ kind: 'duplicate_updates', copies: 2, count: 1 });
    simulator.faults.add({ kind: 'reorder_updates', count: 1 });
    const read = async () =>
      ((await call('getUpdates')).result as { message: { text: string } }[]).map(({ message }) => message.text);
    expect(await read()).toEqual(['two', 'two', 'two', 'one', 'one', 'one']);
    expect(await read()).toEqual(['one', 'two']);
  });

  test('the same seed strikes the same calls', async () => {
    const strikes = async () => {
      simulator.faults.clear();
      simulator.faults.add({ kind: 'server_error', probability: 0.5, seed: 7 });
      const found: number[] = [];
      for (let index = 0; index < 40; index += 1) found.push((await call('getMe')).status);
      return found;
    };
    const first = await strikes();
    expect(new Set(first)).toEqual(new Set([200, 502]));
    expect(await strikes()).toEqual(first);
  });

  test('they can be ordered over HTTP', async () => {
    const order = (fault: object) =>
      fetch(`${simulator.apiRoot}/sim/faults`, { method: 'POST', body: JSON.stringify(fault) });
    expect((await order({ kind: 'earthquake' })).status).toBe(400);
    expect((await order({ kind: 'server_error', status: 500, count: 1 })).status).toBe(200);
    expect(await statuses(2)).toEqual([500, 200]);
  });
});

describe('allowances', () => {
  test('one chat takes a burst of 20, then one a second', async () => {
    simulator.people.send(rita, 'hi');
    expect(new Set(await statuses(20))).toEqual(new Set([200]));
    expect(await send()).toMatchObject({ status: 429, parameters: { retry_after: 1 } });
    nowMs += 1000;
    expect(await statuses(2)).toEqual([200, 429]);
  });

  test('30 sends in one second over all chats; who has just written is answered besides', async () => {
    const crowd = Array.from({ length: 31 }, () => someone(simulator));
    const outcomes = await Promise.all(crowd.map((id) => send(id)));
    expect(outcomes.filter(({ status }) => status === 429)).toHaveLength(1);
    simulator.people.send(rita, 'hi');
    expect(await statuses(1)).toEqual([200]);
    nowMs += 61_000;
    await Promise.all(crowd.map((id) => send(id)));
    expect((await send()).status).toBe(429);
  });

  test('a group takes 20 a minute', async () => {
    const group = simulator.people.createGroup('Traders');
    nowMs += 1000;
    expect(new Set(await statuses(20, group))).toEqual(new Set([200]));
    expect(await send(group)).toMatchObject({ status: 429, parameters: { retry_after: 3 } });
  });

  test('a refused call takes nothing away', async () => {
    simulator.people.send(rita, 'hi');
    await statuses(20);
    await statuses(10);
    nowMs += 1000;
    expect(await statuses(1)).toEqual([200]);
  });
});
