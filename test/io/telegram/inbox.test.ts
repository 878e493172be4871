import type { Update } from 'grammy/types';
import { expect, test } from 'vitest';
import { takeLease } from '#io/db/lease.ts';
import { claimUpdates, freeUnheard, freeUpdates, markUpdateDone, storeUpdates } from '#io/telegram/inbox.ts';
import { freshDatabase } from '#test/support/database.ts';

const { database: db, url } = await freshDatabase();

let nextId = 1;

function textUpdate(text: string, chatId = 42): Update {
  nextId += 1;
  const chat = { id: chatId, type: 'private' as const, first_name: 'Ana' };
  const from = { id: 42, is_bot: false, first_name: 'Ana' };
  return { update_id: nextId, message: { message_id: nextId, date: 1, chat, from, text } } as Update;
}

/** Of no chat: nothing has to wait for it. */
function inlineUpdate(): Update {
  nextId += 1;
  const from = { id: 42, is_bot: false, first_name: 'Ana' };
  return { update_id: nextId, inline_query: { id: String(nextId), from, query: '', offset: '' } };
}

async function finishAll(): Promise<void> {
  await db.updateTable('telegram_update').set({ done_at: new Date() }).execute();
}

async function claim(owner: string): Promise<number[]> {
  const { updates } = await claimUpdates(db, { owner, limit: 10 });
  return updates.map((one) => one.update_id);
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

test.each([
  ['a quoted line', { message: { text: 'e isto?', quote: { text: 'senha: Abacate88', position: 0 } } }],
  ['the message it answers', { message: { text: 'e isto?', reply_to_message: { text: 'senha: Abacate88' } } }],
  ['a caption it answers', { edited_message: { text: 'x', reply_to_message: { caption: 'senha: Abacate88' } } }],
  ['words typed after the bot’s name', { inline_query: { id: '1', query: 'senha: Abacate88' } }],
  ['words that chose a result', { chosen_inline_result: { query: 'senha: Abacate88' } }],
  ['the way to a link page', { callback_query: { message: { reply_markup: { url: '/link#Abacate88' } } } }],
  ['the way to a link page it answers', { message: { text: 'x', reply_to_message: { reply_markup: 'Abacate88' } } }],
])('never stores a secret in %s; the rest of the update is kept', async (_where, content) => {
  nextId += 1;
  const [stored] = await storeUpdates(db, [{ update_id: nextId, ...content } as unknown as Update]);
  expect(Object.keys(stored ?? {})).toEqual(['update_id', ...Object.keys(content)]);
  const rows = await db.selectFrom('telegram_update').select('body').where('update_id', '=', nextId).execute();
  expect(JSON.stringify(rows)).not.toContain('Abacate88');
});

test('of what is said in a group nothing is kept, and nobody has to handle it', async () => {
  await finishAll();
  const update = textUpdate('bom dia, quem opera hoje?', -100);
  Object.assign(update.message!.chat, { type: 'group', title: 'Traders' });
  expect(await storeUpdates(db, [update])).toHaveLength(1);
  expect(await storeUpdates(db, [update])).toHaveLength(0);
  expect(await claim('a')).toEqual([]);
  const row = await db.selectFrom('telegram_update').selectAll().where('update_id', '=', update.update_id).execute();
  expect(row).toMatchObject([{ body: { update_id: update.update_id }, chat_id: null }]);
});

test('stores a text with NUL and half an emoji', async () => {
  const update = textUpdate('a\u0000b\ud83d');
  expect(await storeUpdates(db, [update])).toHaveLength(1);
});

test('gives the oldest open update of each chat, the next one only after it', async () => {
  await finishAll();
  const updates = [textUpdate('1', 7), textUpdate('2', 7), textUpdate('3', 8), inlineUpdate(), inlineUpdate()];
  const [first, second, third, ...inline] = updates.map((one) => one.update_id);
  await storeUpdates(db, updates);
  const taken = await Promise.all([claim('a'), claim('b')]);
  expect(taken.flat().sort()).toEqual([first, third, ...inline]);
  expect(await claim('a')).toEqual([]);
  await markUpdateDone(db, first!);
  expect(await claim('b')).toEqual([second]);
});

test('says whether others wait: for room, for one that is taken, for nobody', async () => {
  await finishAll();
  const isMore = async (limit: number) => (await claimUpdates(db, { owner: 'a', limit })).isMore;
  const updates = [textUpdate('1', 7), textUpdate('2', 7), textUpdate('3', 8)];
  await storeUpdates(db, updates);
  expect(await isMore(1)).toBe(true);
  expect(await isMore(10)).toBe(true);
  await markUpdateDone(db, updates[0]!.update_id);
  expect(await isMore(10)).toBe(false);
  expect(await isMore(10)).toBe(false);
});

test('what a dead process had taken is free again, and nothing else', async () => {
  await finishAll();
  const [dead, living] = [textUpdate('dead', 7), textUpdate('living', 8)];
  await using closing = new AsyncDisposableStack();
  const [lease, other] = await Promise.all(['bot a', 'bot b'].map((name) => takeLease({ url, name })));
  closing.defer(() => other!.release());
  await storeUpdates(db, [dead]);
  await claim('bot a');
  await storeUpdates(db, [living]);
  await claim('bot b');
  await freeUpdates(db);
  expect(await claim('bot c')).toEqual([]);
  await lease!.release();
  await freeUpdates(db);
  expect(await claim('bot c')).toEqual([dead.update_id]);
});

test('what was taken without hearing of it is free again, and what is in hand is not', async () => {
  await finishAll();
  const [unheard, inHand] = [textUpdate('unheard', 7), textUpdate('in hand', 8)];
  await storeUpdates(db, [unheard, inHand]);
  await claim('bot a');
  await freeUnheard(db, { owner: 'bot a', inHand: [inHand.update_id] });
  expect(await claim('bot a')).toEqual([unheard.update_id]);
});

test('sets aside an update whose handlers keep dying', async () => {
  await finishAll();
  const poison = textUpdate('poison');
  await storeUpdates(db, [poison]);
  const tries = [];
  for (let life = 1; life <= 4; life += 1) {
    const { updates, setAside } = await claimUpdates(db, { owner: `dead ${life}`, limit: 10 });
    tries.push({ taken: updates.length, setAside: setAside.map((one) => one.update_id) });
    await freeUpdates(db);
  }
  expect(tries).toEqual([
    ...Array.from({ length: 3 }, () => ({ taken: 1, setAside: [] })),
    { taken: 0, setAside: [poison.update_id] },
  ]);
  expect(await claim('a')).toEqual([]);
});

test('lets only one of two handlers mark an update', async () => {
  const update = textUpdate('race');
  await storeUpdates(db, [update]);
  const marks = await Promise.all([markUpdateDone(db, update.update_id), markUpdateDone(db, update.update_id)]);
  expect(marks.sort()).toEqual([false, true]);
});
