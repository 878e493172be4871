import { Api, InputFile } from 'grammy';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTelegramSimulator, type TelegramSimulator } from '#io/telegram/simulator/simulator.ts';
import { someone } from './client.ts';

let simulator: TelegramSimulator;
let rita: number;
const ask = (path: string, init: RequestInit = {}) => fetch(`${simulator.apiRoot}/sim/${path}`, init);
const post = (path: string, body: object, headers = {}) =>
  ask(path, { method: 'POST', body: JSON.stringify(body), headers });

beforeEach(async () => {
  simulator = await startTelegramSimulator();
  rita = someone(simulator);
});
afterEach(() => simulator.close());

test('a page of another origin can do nothing, a program and the own page can', async () => {
  const person = { firstName: 'Eve' };
  expect((await post('people', person, { origin: 'https://evil.example' })).status).toBe(403);
  expect((await post('people', person, { origin: simulator.apiRoot })).status).toBe(200);
  expect((await post('people', person)).status).toBe(200);
  expect(simulator.people.list().filter(({ firstName }) => firstName === 'Eve')).toHaveLength(2);
});

test('a text sent over HTTP is one the bot receives', async () => {
  expect(await (await post(`people/${rita}/messages`, { text: 'hi' })).json()).toEqual({ messageId: 1 });
  const [update] = await new Api(simulator.token, { apiRoot: simulator.apiRoot }).getUpdates();
  expect(update?.message).toMatchObject({ text: 'hi', from: { id: rita } });
});

test('what a person could not do is 400 with the reason', async () => {
  const empty = await post(`people/${rita}/messages`, { text: ' ' });
  expect([empty.status, await empty.json()]).toEqual([400, { error: 'Nobody can send an empty message.' }]);
  expect((await post('people/5/messages', { text: 'x' })).status).toBe(400);
  expect((await post('people', { firstName: '' })).status).toBe(400);
  expect((await ask('nothing')).status).toBe(404);
});

test('changes are streamed as they happen', async () => {
  const patience = new AbortController();
  const stream = await ask('events', { signal: patience.signal });
  simulator.people.send(rita, 'now');
  let heard = '';
  for await (const chunk of stream.body!.pipeThrough(new TextDecoderStream())) {
    heard += chunk;
    if (heard.includes('"kind":"message"')) break;
  }
  expect(heard).toContain('"text":"now"');
  patience.abort();
});

test('a file of the bot is saved, never run as a page', async () => {
  const api = new Api(simulator.token, { apiRoot: simulator.apiRoot });
  await api.sendDocument(rita, new InputFile(Buffer.from('<script>alert(1)</script>'), 'x.html'));
  const { url } = simulator.people.chat(rita).messages[0]!.document!;
  const { headers } = await fetch(simulator.apiRoot + url);
  expect(headers.get('content-type')).toBe('application/octet-stream');
  expect(headers.get('content-disposition')).toContain('attachment');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});

test('who waits in vain is told what the chat shows', async () => {
  simulator.people.send(rita, 'alone');
  await expect(simulator.people.waitFor(rita, (chat) => chat.messages[1], 20)).rejects.toThrow(
    'Waited 20 ms in vain; chat 700000006 shows 1 messages, the last "alone".',
  );
});

test('an edit by a person reaches the bot as edited_message', async () => {
  const messageId = simulator.people.send(rita, 'tpyo');
  simulator.people.edit(rita, messageId, 'typo');
  const api = new Api(simulator.token, { apiRoot: simulator.apiRoot });
  const updates = await api.getUpdates();
  expect(updates.at(-1)?.edited_message).toMatchObject({ message_id: messageId, text: 'typo' });
});
