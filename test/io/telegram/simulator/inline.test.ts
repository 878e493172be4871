import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTelegramSimulator, type TelegramSimulator } from '#io/telegram/simulator/simulator.ts';
import { clientOf, someone } from './client.ts';

let simulator: TelegramSimulator;
let rita: number;
let call: ReturnType<typeof clientOf>;
let nowMs: number;

beforeEach(async () => {
  nowMs = Date.now();
  simulator = await startTelegramSimulator({ nowMs: () => nowMs });
  rita = someone(simulator);
  call = clientOf(simulator);
});
afterEach(() => simulator.close());

const article = (id: string, text = 'hi') => ({
  type: 'article',
  id,
  title: 'A card',
  input_message_content: { message_text: text, parse_mode: 'HTML' },
});

function answer(results: readonly object[], more: object = {}) {
  const queryId = simulator.people.inlineQuery(rita, 'eurusd');
  return { queryId, end: call('answerInlineQuery', { inline_query_id: queryId, results, ...more }) };
}

test('the bot hears who asks and what, and not from which chat', async () => {
  const queryId = simulator.people.inlineQuery(rita, 'eurusd m1');
  const { result } = await call<readonly { inline_query: object }[]>('getUpdates');
  expect(result[0]?.inline_query).toEqual({
    id: queryId,
    from: expect.objectContaining({ id: rita }),
    query: 'eurusd m1',
    offset: '',
    chat_type: 'group',
  });
});

test('a chosen result becomes a message of the person, through the bot', async () => {
  const { queryId, end } = answer([article('1', '<b>85%</b>')], { is_personal: true });
  expect((await end).ok).toBe(true);
  expect(await simulator.people.inlineAnswer(queryId)).toMatchObject({ isPersonal: true, choices: [{ id: '1' }] });
  const group = simulator.people.createGroup('Traders');
  simulator.people.chooseInline(rita, { queryId, resultId: '1', chatId: group });
  const { result } = await call<readonly { message?: object; chosen_inline_result?: object }[]>('getUpdates');
  expect(result.at(-2)?.chosen_inline_result).toMatchObject({ result_id: '1', from: { id: rita } });
  expect(result.at(-1)?.message).toMatchObject({
    text: '85%',
    entities: [{ type: 'bold', offset: 0, length: 3 }],
    via_bot: { is_bot: true },
    from: { id: rita },
    chat: { id: group },
  });
});

test.each([
  ['the same id twice', [article('1'), article('1')], 'RESULT_ID_DUPLICATE'],
  ['an id that is too long', [article('x'.repeat(65))], 'RESULT_ID_INVALID'],
  ['more than fifty', Array.from({ length: 51 }, (_, at) => article(String(at))), 'RESULTS_TOO_MUCH'],
  ['an empty text', [article('1', ' ')], 'message text is empty'],
  ['broken markup', [article('1', '<b>x')], "can't parse entities"],
  ['a photo that Telegram never had', [{ type: 'photo', id: '1', photo_file_id: 'AgAC' }], 'wrong'],
  ['a kind nobody knows', [{ type: 'smell', id: '1' }], 'unallowed inline query result type'],
])('%s is refused', async (_what, results, reason) => {
  const { ok, status, description } = await answer(results).end;
  expect([ok, status]).toEqual([false, 400]);
  expect(description).toContain(reason);
});

test('a start parameter takes the letters Telegram allows', async () => {
  const button = (startParameter: string) => ({ button: { text: 'Open', start_parameter: startParameter } });
  expect((await answer([], button('share')).end).ok).toBe(true);
  expect((await answer([], button('a b')).end).description).toContain('START_PARAM_INVALID');
});

test('an answer that comes late is refused', async () => {
  const queryId = simulator.people.inlineQuery(rita, 'x');
  nowMs += 31_000;
  const { description } = await call('answerInlineQuery', { inline_query_id: queryId, results: [] });
  expect(description).toContain('query is too old');
});
