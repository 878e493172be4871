import { Bot, InputFile } from 'grammy';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTelegramSimulator, type TelegramSimulator } from '#io/telegram/simulator/simulator.ts';
import { loadBotApiSpec, validateCall } from '#test/support/bot-api-validator.ts';
import { dataFolder } from '#test/support/data.ts';
import { tinyPng } from '#test/support/tiny-png.ts';
import { someone } from './client.ts';

let simulator: TelegramSimulator;
let bot: Bot;
let rita: number;
let polling: Promise<void>;

beforeEach(async () => {
  simulator = await startTelegramSimulator();
  rita = someone(simulator);
  bot = new Bot(simulator.token, { client: { apiRoot: simulator.apiRoot } });
});
afterEach(async () => {
  await bot.stop();
  await polling;
  const spec = dataFolder ? loadBotApiSpec(dataFolder) : null;
  expect(simulator.log.violations).toEqual([]);
  expect(simulator.log.calls.flatMap(({ method, params }) => (spec ? validateCall(spec, method, params) : []))).toEqual(
    [],
  );
  await simulator.close();
});

test('a long-polling bot takes a command from placeholder to picture, with a button that answers', async () => {
  const keyboard = { inline_keyboard: [[{ text: 'Again', callback_data: 'again' }]] };
  bot.command('catalog', async (ctx) => {
    const { message_id } = await ctx.reply(`⏳ <b>${ctx.match}</b>`, { parse_mode: 'HTML' });
    await ctx.replyWithChatAction('upload_photo');
    const media = { type: 'photo' as const, media: new InputFile(tinyPng, 'chart.png'), caption: ctx.match };
    await ctx.api.editMessageMedia(ctx.chat.id, message_id, media, { reply_markup: keyboard });
  });
  bot.callbackQuery('again', async (ctx) => {
    await ctx.answerCallbackQuery({ text: 'once more' });
    await ctx.editMessageCaption({ caption: 'again' });
  });
  polling = bot.start({ allowed_updates: ['message', 'callback_query'] });

  simulator.people.send(rita, '/catalog EURUSD-OTC');
  const done = await simulator.people.waitFor(rita, (chat) => chat.messages.find(({ photo }) => photo));
  expect(done).toMatchObject({ text: 'EURUSD-OTC', photo: { width: 16, height: 16 }, isEdited: true });
  expect(simulator.people.chat(rita).messages).toHaveLength(2);

  const queryId = simulator.people.press(rita, { data: 'again' });
  expect(await simulator.people.answerTo(queryId)).toMatchObject({ text: 'once more' });
  await simulator.people.waitFor(rita, (chat) => chat.messages.at(-1)?.text === 'again');
});

test('a bot that stops in the middle finds the unconfirmed updates when it comes back', async () => {
  const heard: string[] = [];
  simulator.people.send(rita, 'one');
  simulator.people.send(rita, 'two');
  const [first] = await bot.api.getUpdates({ limit: 1 });
  await bot.api.getUpdates({ offset: first!.update_id + 1, limit: 1 });
  bot.on('message:text', (ctx) => void heard.push(ctx.msg.text));
  polling = bot.start();
  await expect.poll(() => heard).toEqual(['two']);
});
