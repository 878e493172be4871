import type { Update } from 'grammy/types';
import { expect, test } from 'vitest';
import { markUpdateDone, storeUpdates, unfinishedUpdates } from '#io/telegram/inbox.ts';
import { freshDatabase } from '#test/support/database.ts';

const { database: db } = await freshDatabase();

let nextId = 1;

function textUpdate(text: string): Update {
  nextId += 1;
  const chat = { id: 42, type: 'private' as const, first_name: 'Ana' };
  const from = { id: 42, is_bot: false, first_name: 'Ana' };
  return { update_id: nextId, message: { message_id: nextId, date: 1, chat, from, text } } as Update;
}

test('gives an update out once, however often Telegram delivers it', async () => {
  const update = textUpdate('/start');
  const twice = await storeUpdates(db, [update, update]);
  const again = await Promise.all([storeUpdates(db, [update]), storeUpdates(db, [update])]);
  expect(twice.map((one) => one.update_id)).toEqual([update.update_id]);
  expect(again.flat()).toEqual([]);
});

test('keeps the order of Telegram whatever order a batch comes in', async () => {
  const [first, second, third] = [textUpdate('1'), textUpdate('2'), textUpdate('3')];
  const stored = await storeUpdates(db, [third, first, second]);
  expect(stored.map((one) => one.update_id)).toEqual([first, second, third].map((one) => one.update_id));
});

test('never stores a text that looks like a password, nor the message it answers', async () => {
  const update = textUpdate('minha senha é Abacate99');
  Object.assign(update.message ?? {}, { reply_to_message: { text: 'Abacate99' } });
  const [stored] = await storeUpdates(db, [update]);
  expect(stored).toMatchObject({ redacted: true, message: { message_id: update.update_id } });
  const rows = await db.selectFrom('telegram_update').select('body').execute();
  expect(JSON.stringify(rows)).not.toContain('Abacate99');
});

test('stores a text with NUL and half an emoji', async () => {
  const update = textUpdate('a\u0000b\ud83d');
  expect(await storeUpdates(db, [update])).toHaveLength(1);
});

test('hands unfinished updates to the next process and sets aside one that keeps crashing it', async () => {
  await db.updateTable('telegram_update').set({ done_at: new Date() }).execute();
  const [fine, poison] = [textUpdate('fine'), textUpdate('poison')];
  await storeUpdates(db, [fine, poison]);
  const tries = [];
  for (let start = 0; start < 4; start += 1) {
    const { updates, setAside } = await unfinishedUpdates(db);
    tries.push({ updates: updates.map((one) => one.update_id), setAside });
    await markUpdateDone(db, fine.update_id);
  }
  expect(tries).toEqual([
    { updates: [fine.update_id, poison.update_id], setAside: [] },
    { updates: [poison.update_id], setAside: [] },
    { updates: [poison.update_id], setAside: [] },
    { updates: [], setAside: [poison.update_id] },
  ]);
});

test('lets only one of two handlers mark an update', async () => {
  const update = textUpdate('race');
  await storeUpdates(db, [update]);
  const marks = await Promise.all([markUpdateDone(db, update.update_id), markUpdateDone(db, update.update_id)]);
  expect(marks.sort()).toEqual([false, true]);
});
