import { createCanvas } from '@napi-rs/canvas';
import { Api, GrammyError, InputFile } from 'grammy';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTelegramSimulator, type TelegramSimulator } from '#io/telegram/simulator/simulator.ts';
import { someone } from './client.ts';

const picture = (width: number, height: number) => createCanvas(width, height).toBuffer('image/png');
const file = (width: number, height: number) => new InputFile(picture(width, height), 'chart.png');

let simulator: TelegramSimulator;
let api: Api;
let rita: number;
const seen = () => simulator.people.chat(rita).messages;
const uploads = () => simulator.log.calls.flatMap((call) => call.files);

beforeEach(async () => {
  simulator = await startTelegramSimulator();
  api = new Api(simulator.token, { apiRoot: simulator.apiRoot });
  rita = someone(simulator);
});
afterEach(async () => {
  expect(simulator.log.violations).toEqual([]);
  await simulator.close();
});

test('a photo is measured from its bytes and comes in several sizes, the largest last', async () => {
  const { photo } = await api.sendPhoto(rita, file(1000, 600), { caption: '<b>EURUSD</b>', parse_mode: 'HTML' });
  expect(photo.map(({ width, height }) => [width, height])).toEqual([
    [320, 192],
    [800, 480],
    [1000, 600],
  ]);
  expect(seen()).toMatchObject([{ text: 'EURUSD', entities: [{ type: 'bold' }], photo: { width: 1000, height: 600 } }]);
});

test('a JPEG is a photo too', async () => {
  const jpeg = new InputFile(createCanvas(64, 48).toBuffer('image/jpeg'), 'a.jpg');
  const { photo } = await api.sendPhoto(rita, jpeg);
  expect(photo.at(-1)).toMatchObject({ width: 64, height: 48 });
});

test('an id is sent again without an upload, and its bytes are the same', async () => {
  const first = await api.sendPhoto(rita, file(300, 200));
  const second = await api.sendPhoto(rita, first.photo.at(-1)!.file_id);
  expect(second.photo).toEqual(first.photo);
  expect(uploads()).toHaveLength(1);
  const { file_path } = await api.getFile(first.photo[0]!.file_id);
  const response = await fetch(`${simulator.apiRoot}/file/bot${simulator.token}/${file_path}`);
  expect(response.headers.get('content-type')).toBe('image/png');
  expect(Buffer.from(await response.arrayBuffer()).equals(picture(300, 200))).toBe(true);
});

test('a placeholder becomes the picture, keeps its number, and loses its buttons unless they are given', async () => {
  const keyboard = { inline_keyboard: [[{ text: 'Cancel', callback_data: 'cancel' }]] };
  const placeholder = await api.sendMessage(rita, '⏳', { reply_markup: keyboard });
  const media = { type: 'photo' as const, media: file(300, 200), caption: 'done' };
  const edited = await api.editMessageMedia(rita, placeholder.message_id, media);
  expect(edited).toMatchObject({ message_id: placeholder.message_id, caption: 'done' });
  expect(seen()).toMatchObject([{ id: placeholder.message_id, text: 'done', keyboard: [], photo: { width: 300 } }]);
});

test('a caption is edited without touching the picture', async () => {
  const { message_id } = await api.sendPhoto(rita, file(300, 200), { caption: 'one' });
  await api.editMessageCaption(rita, message_id, { caption: 'two' });
  expect(seen()).toMatchObject([{ text: 'two', photo: { width: 300 } }]);
});

test('a document keeps its name and bytes', async () => {
  const { document } = await api.sendDocument(rita, new InputFile(Buffer.from('a;b'), 'histórico 1.csv'));
  expect(document).toMatchObject({ file_size: 3 });
  expect(seen()).toMatchObject([{ document: { sizeBytes: 3 } }]);
});

test.each([
  ['text', () => new InputFile(Buffer.from('hello'), 'a.png'), 'Bad Request: IMAGE_PROCESS_FAILED'],
  ['nothing', () => new InputFile(Buffer.alloc(0), 'a.png'), 'Bad Request: file must be non-empty'],
  ['a thread', () => file(420, 20), 'Bad Request: PHOTO_INVALID_DIMENSIONS'],
  ['an unknown id', () => 'AgACAgQunknown', 'Bad Request: wrong file identifier/HTTP URL specified'],
])('%s is no photo', async (_name, photo, description) => {
  await expect(api.sendPhoto(rita, photo())).rejects.toMatchObject({ error_code: 400, description });
});

test('a caption ends at 1024 characters, a photo at 10 MB', async () => {
  await expect(api.sendPhoto(rita, file(20, 20), { caption: 'x'.repeat(1025) })).rejects.toThrow('caption is too long');
  await api.sendPhoto(rita, file(20, 20), { caption: 'x'.repeat(1024) });
  const heavy = Buffer.concat([picture(20, 20), Buffer.alloc(10 * 1024 * 1024)]);
  await expect(api.sendPhoto(rita, new InputFile(heavy, 'a.png'))).rejects.toThrow('is too big for a photo');
});

test('a document id is no photo', async () => {
  const { document } = await api.sendDocument(rita, new InputFile(Buffer.from('x'), 'x.csv'));
  await expect(api.sendPhoto(rita, document.file_id)).rejects.toThrow("can't use file of type Document as Photo");
});

test('a picture of a person reaches the bot as a photo', async () => {
  await simulator.people.upload(rita, { bytes: picture(40, 30), name: 'me.png', mimeType: 'image/png' });
  const [update] = await api.getUpdates();
  expect(update?.message?.photo?.at(-1)).toMatchObject({ width: 40, height: 30 });
});

test('what is refused is an error of the other side for the client', async () => {
  await expect(api.sendMessage(1, 'x')).rejects.toBeInstanceOf(GrammyError);
});
