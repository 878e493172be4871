import { setTimeout as sleep } from 'node:timers/promises';
import { Bot } from 'grammy';
import type { Update, UserFromGetMe } from 'grammy/types';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { BotContext } from '#bot/context.ts';
import { floodGate } from '#bot/middlewares/flood-gate.ts';
import { closeDatabase, databaseOn, openPool } from '#io/db/database.ts';
import { storeUpdates } from '#io/telegram/inbox.ts';
import { freshDatabase } from '#test/support/database.ts';

const { database: db, url } = await freshDatabase();
let statements = 0;
const pool = openPool({ url, poolSize: 2 });
pool.on('connect', (client) => {
  const query = client.query.bind(client) as (...words: unknown[]) => unknown;
  Object.assign(client, {
    query(...words: unknown[]) {
      statements += 1;
      return query(...words);
    },
  });
});
const counted = databaseOn(pool);
afterAll(() => closeDatabase(counted));

const ME = { id: 1, is_bot: true, first_name: 'Bot', username: 'bot' } as UserFromGetMe;
let updates = 0;
let passed: { text: string; isFlooding: boolean }[] = [];

function openBot(): Bot<BotContext> {
  const bot = new Bot<BotContext>('1:token', { botInfo: ME });
  bot.use(floodGate({ db: counted }));
  bot.use((ctx) => void passed.push({ text: ctx.msg?.text ?? '', isFlooding: ctx.isFlooding === true }));
  return bot;
}

async function send(bot: Bot<BotContext>, { from, text }: { from: number; text: string }): Promise<void> {
  updates += 1;
  const person = { id: from, is_bot: false, first_name: 'Ana' };
  const chat = { id: from, type: 'private', first_name: 'Ana' } as const;
  const update: Update = { update_id: updates, message: { message_id: updates, date: 0, chat, from: person, text } };
  const [stored] = await storeUpdates(db, [update]);
  await bot.handleUpdate(stored as Update);
}

beforeEach(async () => {
  passed = [];
  await db.deleteFrom('telegram_update').execute();
});

test('A07: of sixty commands at once twenty pass and one is told; the others cost one statement each', async () => {
  const bot = openBot();
  for (let more = 0; more < 21; more += 1) await send(bot, { from: 42, text: '/help' });
  expect(passed.map(({ isFlooding }) => isFlooding)).toEqual([...Array(20).fill(false), true]);
  statements = 0;
  for (let more = 0; more < 39; more += 1) await send(bot, { from: 42, text: '/catalog EURUSD-OTC' });
  expect(passed).toHaveLength(21);
  expect(statements).toBe(39);
  const open = await db.selectFrom('telegram_update').select('update_id').where('done_at', 'is', null).execute();
  // Those that passed are ticked off by whoever handles them.
  expect(open).toHaveLength(21);
});

test('who writes beside a flood passes', async () => {
  const bot = openBot();
  for (let more = 0; more < 40; more += 1) await send(bot, { from: 42, text: '/help' });
  passed = [];
  await send(bot, { from: 43, text: '/top' });
  expect(passed).toEqual([{ text: '/top', isFlooding: false }]);
});

test('what looks like a password passes however fast they come, to be taken out of the chat', async () => {
  const bot = openBot();
  for (let more = 0; more < 40; more += 1) await send(bot, { from: 42, text: '/help' });
  passed = [];
  await send(bot, { from: 42, text: 'minha senha é Arara#88verde' });
  expect(passed).toHaveLength(1);
  expect(passed[0]?.isFlooding).toBe(false);
});

test('money passes however fast it comes, and so does who blocks the bot', async () => {
  const bot = openBot();
  for (let more = 0; more < 40; more += 1) await send(bot, { from: 42, text: '/help' });
  passed = [];
  const from = { id: 42, is_bot: false, first_name: 'Ana' };
  const chat = { id: 42, type: 'private', first_name: 'Ana' } as const;
  const payment = { currency: 'XTR', total_amount: 1, invoice_payload: 'p' };
  const charges = { telegram_payment_charge_id: 't', provider_payment_charge_id: 'p' };
  const message = { message_id: 9_000, date: 0, chat, from };
  const [left, here] = [
    { status: 'kicked', user: ME, until_date: 0 } as const,
    { status: 'member', user: ME } as const,
  ];
  for (const rest of [
    { pre_checkout_query: { id: '1', from, ...payment } },
    { message: { ...message, successful_payment: { ...payment, ...charges } } },
    { my_chat_member: { chat, from, date: 0, old_chat_member: here, new_chat_member: left } },
  ] satisfies Omit<Update, 'update_id'>[]) {
    updates += 1;
    await bot.handleUpdate({ update_id: updates, ...rest });
  }
  expect(passed).toHaveLength(3);
});

test('who keeps on for long is not heard before a pause, and then is', async () => {
  const bot = openBot();
  for (let more = 0; more < 25; more += 1) await send(bot, { from: 42, text: '/help' });
  const startMs = performance.now();
  while (performance.now() - startMs < 4_000) {
    await send(bot, { from: 42, text: '/help' });
    await sleep(10);
  }
  expect(passed).toHaveLength(21);
  await sleep(3_000);
  await send(bot, { from: 42, text: '/top' });
  expect(passed.at(-1)).toEqual({ text: '/top', isFlooding: false });
});
