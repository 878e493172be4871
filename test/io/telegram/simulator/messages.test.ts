import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTelegramSimulator, type TelegramSimulator } from '#io/telegram/simulator/simulator.ts';
import { clientOf, someone } from './client.ts';

interface Message {
  readonly message_id: number;
  readonly text: string;
  readonly entities?: readonly object[];
  readonly edit_date?: number;
  readonly reply_markup?: object;
}

let simulator: TelegramSimulator;
let nowMs = Date.UTC(2026, 10, 20);
let rita: number;
const call = <Result = Message>(...args: Parameters<ReturnType<typeof clientOf>>) =>
  clientOf(simulator)<Result>(...args);
const send = async (params: object = {}) =>
  (await call('sendMessage', { chat_id: rita, text: 'hello', ...params })).result;
const keyboard = (...data: string[]) => ({
  inline_keyboard: [data.map((one) => ({ text: one, callback_data: one }))],
});
const refusal = async (method: string, params: object) => {
  const { ok, status, description } = await call(method, params);
  return ok ? 'accepted' : `${status} ${description}`;
};

beforeEach(async () => {
  nowMs = Date.UTC(2026, 10, 20);
  simulator = await startTelegramSimulator({ nowMs: () => nowMs });
  rita = someone(simulator);
});
afterEach(() => simulator.close());

describe('the door', () => {
  test('a wrong token is 401, an unknown method 404', async () => {
    const stranger = await fetch(`${simulator.apiRoot}/bot1:wrong/getMe`);
    expect(stranger.status).toBe(401);
    expect(await stranger.json()).toEqual({ ok: false, error_code: 401, description: 'Unauthorized' });
    expect(await call('sendTelepathy')).toMatchObject({ status: 404, description: 'Not Found' });
  });

  test('parameters come by address, form and JSON alike; methods in any case', async () => {
    const root = `${simulator.apiRoot}/bot${simulator.token}`;
    const byAddress = await fetch(`${root}/SENDMESSAGE?chat_id=${rita}&text=by+address&disable_notification=true`);
    const body = new URLSearchParams({
      chat_id: String(rita),
      text: 'by form',
      reply_markup: '{"inline_keyboard":[]}',
    });
    const byForm = await fetch(`${root}/sendMessage`, { method: 'POST', body });
    expect([byAddress.status, byForm.status]).toEqual([200, 200]);
    await send({ text: 'by JSON' });
    expect(simulator.people.chat(rita).messages.map(({ text }) => text)).toEqual(['by address', 'by form', 'by JSON']);
    expect(simulator.log.violations).toEqual([]);
    expect(simulator.log.calls.at(-2)).toMatchObject({
      method: 'sendMessage',
      chatId: rita,
      params: { chat_id: rita },
    });
  });

  test('a body that is no JSON is 400, one that is too large 413', async () => {
    const address = `${simulator.apiRoot}/bot${simulator.token}/sendMessage`;
    const headers = { 'content-type': 'application/json' };
    expect((await fetch(address, { method: 'POST', headers, body: '{' })).status).toBe(400);
    const huge = JSON.stringify({ chat_id: rita, text: 'x'.repeat(2_000_000) });
    const answer = await fetch(address, { method: 'POST', headers, body: huge }).catch(() => ({ status: 'reset' }));
    expect([413, 'reset']).toContain(answer.status);
    expect(simulator.people.chat(rita).messages).toEqual([]);
  });

  test('what the Bot API does not know is noted', async () => {
    await send({ chatid: 7, disable_notification: 'yes' });
    await call('deleteMessage', { chat_id: rita });
    expect(simulator.log.violations.map(({ method, what }) => `${method}: ${what}`)).toEqual([
      'sendMessage: unknown parameter "chatid"',
      'sendMessage: "disable_notification" is not of kind flag',
      'deleteMessage: "message_id" is missing',
    ]);
  });
});

describe('sending', () => {
  test('message numbers grow over all private chats together', async () => {
    const other = someone(simulator);
    const ids = [
      (await send()).message_id,
      (await send({ chat_id: other })).message_id,
      simulator.people.send(rita, 'hi'),
      (await send()).message_id,
    ];
    expect(ids).toEqual([ids[0], ids[0]! + 1, ids[0]! + 2, ids[0]! + 3]);
  });

  test.each([
    ['nobody there', { chat_id: 99 }, '400 Bad Request: chat not found'],
    ['no text', { text: ' \n ' }, '400 Bad Request: message text is empty'],
    ['4097 characters', { text: 'x'.repeat(4097) }, '400 Bad Request: message is too long'],
    ['4096 characters', { text: 'x'.repeat(4096) }, 'accepted'],
    ['64 bytes on a button', { reply_markup: keyboard('é'.repeat(32)) }, 'accepted'],
    ['65 bytes on a button', { reply_markup: keyboard(`${'é'.repeat(32)}x`) }, '400 Bad Request: BUTTON_DATA_INVALID'],
    ['an empty button', { reply_markup: keyboard('') }, '400 Bad Request: BUTTON_TEXT_INVALID'],
    [
      '101 buttons',
      { reply_markup: { inline_keyboard: Array.from({ length: 101 }, () => [{ text: 'a', callback_data: 'a' }]) } },
      '400 Bad Request: REPLY_MARKUP_TOO_LONG',
    ],
    [
      'a button that does nothing',
      { reply_markup: { inline_keyboard: [[{ text: 'a' }]] } },
      "400 Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ],
    [
      'a button to nowhere',
      { reply_markup: { inline_keyboard: [[{ text: 'a', url: 'javascript:alert(1)' }]] } },
      "400 Bad Request: inline keyboard button URL 'javascript:alert(1)' is invalid: Wrong HTTP URL",
    ],
    ['an unknown parse mode', { parse_mode: 'Pretty' }, '400 Bad Request: unsupported parse_mode'],
    [
      'a reply to nothing',
      { reply_parameters: { message_id: 77 } },
      '400 Bad Request: message to be replied not found',
    ],
  ])('%s', async (_name, params, outcome) => {
    expect(await refusal('sendMessage', { chat_id: rita, text: 'hello', ...params })).toBe(outcome);
  });

  test('a bot cannot write first, nor to who blocked it', async () => {
    const { id } = simulator.people.create({ firstName: 'Silent' });
    expect(await refusal('sendMessage', { chat_id: id, text: 'hello' })).toBe('400 Bad Request: chat not found');
    simulator.people.send(id, '/start');
    expect(await refusal('sendMessage', { chat_id: id, text: 'hello' })).toBe('accepted');
    simulator.people.block(id);
    expect(await refusal('sendMessage', { chat_id: id, text: 'hello' })).toBe(
      '403 Forbidden: bot was blocked by the user',
    );
  });

  test('a button to this machine by name is accepted, and noted: Telegram would refuse it', async () => {
    await send({ reply_markup: { inline_keyboard: [[{ text: 'link', url: 'http://localhost:8080/link' }]] } });
    expect(simulator.log.violations).toMatchObject([
      { what: 'Telegram refuses the button address "http://localhost:8080/link"' },
    ]);
  });
});

describe('editing', () => {
  test('a new text takes the place of the old, and without a keyboard the old one goes', async () => {
    const { message_id } = await send({ reply_markup: keyboard('a') });
    nowMs += 5000;
    const edited = await call('editMessageText', { chat_id: rita, message_id, text: 'bye' });
    expect(edited.result).toMatchObject({ message_id, text: 'bye', edit_date: nowMs / 1000 });
    expect(edited.result.reply_markup).toBeUndefined();
    expect(simulator.people.chat(rita).messages).toMatchObject([{ text: 'bye', isEdited: true, keyboard: [] }]);
  });

  test('the same again is refused, also when written differently', async () => {
    const { message_id } = await send({ text: '<b>hello</b>', parse_mode: 'HTML', reply_markup: keyboard('a') });
    const unchanged =
      '400 Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';
    const same = { chat_id: rita, message_id, text: '*hello*', parse_mode: 'MarkdownV2', reply_markup: keyboard('a') };
    expect(await refusal('editMessageText', same)).toBe(unchanged);
    const markup = { chat_id: rita, message_id, reply_markup: keyboard('a') };
    expect(await refusal('editMessageReplyMarkup', markup)).toBe(unchanged);
    expect(await refusal('editMessageText', { ...same, reply_markup: keyboard('b') })).toBe('accepted');
  });

  test.each([
    ['a message that is not there', { message_id: 999 }, '400 Bad Request: message to edit not found'],
    ['4097 characters', { text: 'x'.repeat(4097) }, '400 Bad Request: MESSAGE_TOO_LONG'],
    ['no text', { text: '' }, '400 Bad Request: message text is empty'],
    ['an inline message', { inline_message_id: 'x' }, '400 Bad Request: MESSAGE_ID_INVALID'],
  ])('%s', async (_name, params, outcome) => {
    const { message_id } = await send();
    expect(await refusal('editMessageText', { chat_id: rita, message_id, text: 'new', ...params })).toBe(outcome);
  });

  test("a person's message cannot be edited by the bot", async () => {
    const message_id = simulator.people.send(rita, 'mine');
    expect(await refusal('editMessageText', { chat_id: rita, message_id, text: 'ours' })).toBe(
      "400 Bad Request: message can't be edited",
    );
  });

  test('a text has no caption', async () => {
    const { message_id } = await send();
    expect(await refusal('editMessageCaption', { chat_id: rita, message_id, caption: 'x' })).toBe(
      '400 Bad Request: there is no caption in the message to edit',
    );
  });
});

describe('deleting', () => {
  test('both sides go, within 48 hours, once', async () => {
    const { message_id } = await send();
    const incoming = simulator.people.send(rita, 'my password is …');
    expect(await refusal('deleteMessage', { chat_id: rita, message_id: incoming })).toBe('accepted');
    expect(await refusal('deleteMessage', { chat_id: rita, message_id: incoming })).toBe(
      '400 Bad Request: message to delete not found',
    );
    nowMs += 48 * 3600_000 + 1000;
    expect(await refusal('deleteMessage', { chat_id: rita, message_id })).toBe(
      "400 Bad Request: message can't be deleted for everyone",
    );
    expect(simulator.people.chat(rita).messages.map(({ id }) => id)).toEqual([message_id]);
  });
});

describe('buttons', () => {
  test('a press is answered once it is read, and its sender learns what was said', async () => {
    await send({ reply_markup: keyboard('go') });
    const queryId = simulator.people.press(rita, { data: 'go' });
    const updates = (await call<{ callback_query: object }[]>('getUpdates')).result;
    expect(updates.at(-1)?.callback_query).toMatchObject({ id: queryId, data: 'go', message: { text: 'hello' } });
    await call('answerCallbackQuery', { callback_query_id: queryId, text: 'gone', show_alert: true });
    expect(await simulator.people.answerTo(queryId)).toEqual({ text: 'gone', isAlert: true, url: null });
  });

  test('after 150 seconds, or for a number nobody gave, it is too late', async () => {
    await send({ reply_markup: keyboard('go') });
    const callback_query_id = simulator.people.press(rita, { data: 'go' });
    nowMs += 150_000;
    const late = '400 Bad Request: query is too old and response timeout expired or query ID is invalid';
    expect(await refusal('answerCallbackQuery', { callback_query_id })).toBe(late);
    expect(await refusal('answerCallbackQuery', { callback_query_id: '1' })).toBe(late);
  });

  test('only a button that is there can be pressed by its data', async () => {
    await send({ reply_markup: keyboard('go') });
    expect(() => simulator.people.press(rita, { data: 'stay' })).toThrow('sees no button with data "stay"');
  });
});

describe('the field below', () => {
  test('a forced reply stands there until it is given', async () => {
    await send({ reply_markup: { force_reply: true, input_field_placeholder: 'EURUSD' } });
    expect(simulator.people.chat(rita).underField).toMatchObject({ markup: { force_reply: true } });
    simulator.people.send(rita, 'EURUSD-OTC');
    expect(simulator.people.chat(rita).underField).toBeNull();
  });
});

describe('what the bot says of itself', () => {
  test('commands are seen in the language and scope of the person', async () => {
    const commands = (word: string) => [{ command: 'top', description: word }];
    await call('setMyCommands', { commands: commands('best') });
    await call('setMyCommands', { commands: commands('melhores'), language_code: 'pt' });
    const { id } = simulator.people.create({ firstName: 'Emily', languageCode: 'en' });
    expect(simulator.people.commands(rita)).toEqual(commands('melhores'));
    expect(simulator.people.commands(id)).toEqual(commands('best'));
    await call('setMyCommands', { commands: commands('for you'), scope: { type: 'chat', chat_id: id } });
    expect(simulator.people.commands(id)).toEqual(commands('for you'));
    await call('deleteMyCommands', { language_code: 'pt' });
    expect((await call('getMyCommands', { language_code: 'pt' })).result).toEqual([]);
    expect(simulator.people.commands(rita)).toEqual(commands('best'));
  });

  test.each([
    ['Top', 'x', 'BOT_COMMAND_INVALID'],
    ['top', '', 'BOT_COMMAND_DESCRIPTION_INVALID'],
  ])('the command "%s" described as "%s" is refused', async (command, description, reason) => {
    expect(await refusal('setMyCommands', { commands: [{ command, description }] })).toBe(`400 Bad Request: ${reason}`);
  });

  test('names and descriptions fall back from a language to none', async () => {
    await call('setMyDescription', { description: 'all', language_code: '' });
    await call('setMyDescription', { description: 'todos', language_code: 'pt' });
    expect((await call('getMyDescription', { language_code: 'pt' })).result).toEqual({ description: 'todos' });
    expect((await call('getMyDescription', { language_code: 'es' })).result).toEqual({ description: 'all' });
  });
});
