import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTelegramSimulator, type TelegramSimulator } from '#io/telegram/simulator/simulator.ts';
import { clientOf, someone } from './client.ts';

interface Update {
  readonly update_id: number;
  readonly message?: { readonly text: string };
  readonly callback_query?: { readonly id: string };
}

let simulator: TelegramSimulator;
let nowMs = Date.UTC(2026, 10, 20);
let rita: number;
const call = <Result>(...args: Parameters<ReturnType<typeof clientOf>>) => clientOf(simulator)<Result>(...args);
const poll = async (params: object = {}) => (await call<Update[]>('getUpdates', params)).result;
const texts = (updates: readonly Update[]) => updates.map((update) => update.message?.text);

beforeEach(async () => {
  nowMs = Date.UTC(2026, 10, 20);
  simulator = await startTelegramSimulator({ nowMs: () => nowMs });
  rita = someone(simulator);
});
afterEach(() => simulator.close());

describe('getUpdates', () => {
  test('an update comes back until a later offset confirms it', async () => {
    for (const text of ['one', 'two', 'three']) simulator.people.send(rita, text);
    const first = await poll();
    expect(texts(first)).toEqual(['one', 'two', 'three']);
    expect(texts(await poll())).toEqual(['one', 'two', 'three']);
    expect(texts(await poll({ offset: first[0]!.update_id }))).toEqual(['one', 'two', 'three']);
    expect(texts(await poll({ offset: first[0]!.update_id + 1 }))).toEqual(['two', 'three']);
    expect(texts(await poll({ offset: first[2]!.update_id + 1 }))).toEqual([]);
    expect(texts(await poll({ offset: first[0]!.update_id }))).toEqual([]);
  });

  test('numbers grow by one, and by more where a gap is left', async () => {
    simulator.people.send(rita, 'one');
    simulator.people.send(rita, 'two');
    simulator.skipUpdateIds(5);
    simulator.people.send(rita, 'three');
    const [one, two, three] = (await poll()).map((update) => update.update_id);
    expect(two! - one!).toBe(1);
    expect(three! - two!).toBe(6);
  });

  test('a negative offset keeps the last ones and forgets the rest', async () => {
    for (const text of ['one', 'two', 'three']) simulator.people.send(rita, text);
    expect(texts(await poll({ offset: -2 }))).toEqual(['two', 'three']);
    expect(texts(await poll())).toEqual(['two', 'three']);
  });

  test('limit takes the earliest; out of 1–100 it means 100', async () => {
    for (let index = 0; index < 105; index += 1) simulator.people.send(rita, String(index));
    expect(texts(await poll({ limit: 2 }))).toEqual(['0', '1']);
    expect(await poll({ limit: 0 })).toHaveLength(100);
    expect(await poll({ limit: 101 })).toHaveLength(100);
  });

  test('a long poll ends when something happens', async () => {
    const polled = poll({ timeout: 30 });
    await call('getMe');
    simulator.people.send(rita, 'at last');
    expect(texts(await polled)).toEqual(['at last']);
  });

  test('of two pollers the earlier is ended with 409, and the later gets what comes', async () => {
    const polls = [1, 2].map(async (name) => ({ name, ...(await call<Update[]>('getUpdates', { timeout: 30 })) }));
    const ended = await Promise.race(polls);
    expect(ended).toMatchObject({
      status: 409,
      description: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    });
    simulator.people.send(rita, 'for the later');
    const all = await Promise.all(polls);
    expect(texts(all.find(({ name }) => name !== ended.name)!.result)).toEqual(['for the later']);
  });

  test('a poller that hangs up takes nothing with it', async () => {
    const patience = new AbortController();
    const gone = call('getUpdates', { timeout: 30 }, patience.signal).catch(() => 'gone');
    await call('getMe');
    patience.abort();
    expect(await gone).toBe('gone');
    simulator.people.send(rita, 'still here');
    expect(texts(await poll())).toEqual(['still here']);
  });

  test('only allowed kinds are queued, from then on', async () => {
    await poll({ allowed_updates: ['callback_query'] });
    simulator.people.send(rita, 'unheard');
    expect(await poll()).toEqual([]);
    await poll({ allowed_updates: [] });
    simulator.people.send(rita, 'heard');
    expect(texts(await poll())).toEqual(['heard']);
  });

  test('messages are kept for a day, pressed buttons for 150 seconds', async () => {
    await call('sendMessage', {
      chat_id: rita,
      text: 'choose',
      reply_markup: { inline_keyboard: [[{ text: 'A', callback_data: 'a' }]] },
    });
    simulator.people.send(rita, 'hello');
    simulator.people.press(rita, { data: 'a' });
    nowMs += 149_000;
    expect(await poll()).toHaveLength(2);
    nowMs += 1_000;
    expect(texts(await poll())).toEqual(['hello']);
    nowMs += 24 * 3600_000;
    expect(await poll()).toEqual([]);
  });

  test('is refused while a webhook is set', async () => {
    await call('setWebhook', { url: 'http://127.0.0.1:9/hook' });
    expect(await call('getUpdates')).toMatchObject({
      status: 409,
      description:
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    });
    await call('deleteWebhook');
    expect(await poll()).toEqual([]);
  });
});

test('a message update says who, where, in which language, and marks the command', async () => {
  simulator.people.send(rita, '/catalog EURUSD-OTC');
  const [update] = await poll();
  expect(update).toMatchObject({
    message: {
      from: { id: rita, is_bot: false, first_name: 'Rita', language_code: 'pt-br' },
      chat: { id: rita, type: 'private', first_name: 'Rita' },
      date: nowMs / 1000,
      text: '/catalog EURUSD-OTC',
      entities: [{ type: 'bot_command', offset: 0, length: 8 }],
    },
  });
});

test('blocking and unblocking are told as my_chat_member', async () => {
  simulator.people.block(rita);
  simulator.people.unblock(rita);
  expect(await poll()).toMatchObject([
    { my_chat_member: { old_chat_member: { status: 'member' }, new_chat_member: { status: 'kicked' } } },
    { my_chat_member: { old_chat_member: { status: 'kicked' }, new_chat_member: { status: 'member' } } },
  ]);
});

test('an injected update keeps its number, even an old one', async () => {
  simulator.people.send(rita, 'first');
  const [first] = await poll();
  simulator.people.inject({ update_id: first!.update_id, message: { text: 'again' } });
  expect((await poll()).map((update) => update.update_id)).toEqual([first!.update_id, first!.update_id]);
});
