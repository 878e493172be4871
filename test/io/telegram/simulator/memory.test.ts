import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Api, InputFile } from 'grammy';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTelegramSimulator } from '#io/telegram/simulator/simulator.ts';
import { tinyPng } from '#test/support/tiny-png.ts';
import { someone } from './client.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'catalogador-telegram-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('chats, files, numbers and waiting updates outlive a restart', async () => {
  const before = await startTelegramSimulator({ folder });
  const rita = someone(before);
  const sentId = before.people.send(rita, 'remember me');
  const { photo } = await new Api(before.token, { apiRoot: before.apiRoot }).sendPhoto(
    rita,
    new InputFile(tinyPng, 'a.png'),
  );
  const chat = before.people.chat(rita);
  await before.close();

  const after = await startTelegramSimulator({ folder });
  const api = new Api(after.token, { apiRoot: after.apiRoot });
  expect(after.people.chat(rita)).toEqual(chat);
  expect(after.people.list().map(({ firstName }) => firstName)).toContain('Rita');
  expect((await api.getUpdates()).map(({ message }) => message?.text)).toEqual(['remember me']);
  const { message_id } = await api.sendPhoto(rita, photo.at(-1)!.file_id);
  expect(message_id).toBe(sentId + 2);
  const shown = await fetch(`${after.apiRoot}${after.people.chat(rita).messages.at(-1)!.photo!.url}`);
  expect(Buffer.from(await shown.arrayBuffer()).equals(Buffer.from(tinyPng))).toBe(true);
  await after.close();
});

test('a file that was cut short starts the chats anew', async () => {
  await writeFile(join(folder, 'telegram-simulator.json'), '{"people":');
  const simulator = await startTelegramSimulator({ folder });
  expect(simulator.people.list().map(({ languageCode }) => languageCode)).toEqual(['pt-br', 'pt-br', 'en', 'es', 'en']);
  await simulator.close();
});
