import { afterAll, expect, test } from 'vitest';
import type { SeenMessage } from '#io/telegram/simulator/simulator.ts';
import { answersTo, countRequests, pictureFor, untilQuiet } from '#test/support/answers.ts';
import { wrongCalls } from '#test/support/calls.ts';
import { findButton, openHouse, pressWhenThere, settle } from '#test/support/house.ts';

const house = await openHouse();
const { people, faults, log } = house.telegram;
afterAll(() => house.close());

const QUESTION = '/catalog EURUSD-OTC m1 minority g2 40';

test('before the notice is accepted every question leads to it, and nothing is asked', async () => {
  const { id } = people.create({ firstName: 'Rui' });
  for (const typed of [QUESTION, '/top', '/link', '/settings', 'eurusd otc']) {
    const [notice, ...more] = await answersTo(house, id, people.send(id, typed));
    expect(notice?.text).toMatch(/Antes disso, falta um passo\.[\s\S]*maiores de 18 anos/);
    expect(more).toEqual([]);
  }
  expect(await countRequests(house, id)).toBe(0);
});

test.each(['/help', '/ajuda', '/terms', '/termos', '/Ajuda'])(
  '"%s" is answered before the notice, too',
  async (typed) => {
    const { id } = people.create({ firstName: 'Rui' });
    const [answer, ...more] = await answersTo(house, id, people.send(id, typed));
    expect(answer?.text).not.toMatch(/falta um passo/);
    expect(more).toEqual([]);
  },
);

test('without an account every question leads to the page, and the page to the answer', async () => {
  const id = await acceptNotice('Rui');
  for (const typed of [QUESTION, '/catalog', '/catalog EURUSD-OTC m7', '/top']) {
    const answers = await answersTo(house, id, people.send(id, typed));
    expect(answers.map(({ text }) => text)).toEqual([expect.stringMatching(/conecte primeiro a sua conta/)]);
  }
  expect(await countRequests(house, id)).toBe(0);
  const { id: pressedOn } = await pressWhenThere(house, id, /Conectar conta/);
  const page = await people.waitFor(id, (chat) => chat.messages.find((one) => one.id > pressedOn && tokenOn(one)));
  expect((await logIn(tokenOn(page))).ok).toBe(true);
  await pictureFor(house, id, people.send(id, QUESTION));
});

test('a second link page closes the first', async () => {
  const id = await acceptNotice('Rui');
  const [first, second] = [await linkToken(id), await linkToken(id)];
  expect(first).not.toBe(second);
  expect((await logIn(first)).ok).toBe(false);
  expect((await logIn(second)).ok).toBe(true);
  expect((await logIn(second)).ok).toBe(false);
});

test.each([
  ['HTML', '<b>&amp;"</i>'],
  ['emoji', '👩🏽‍🚀🇧🇷'],
  ['right to left', 'نور الدين'],
  ['turned round', '\u202eanA'],
  ['as long as it may be', 'Á'.repeat(64)],
  ['MarkDown', '*Ana* [x](y) `_`'],
])('A13: a name in %s is greeted as it is', async (_what, firstName) => {
  const { id } = people.create({ firstName });
  const [greeting, ...more] = await answersTo(house, id, people.send(id, '/start'));
  expect(more).toEqual([]);
  const shown = firstName.replace('\u202e', '').slice(0, 39);
  expect(greeting?.text.split('\n')[0]).toContain(shown);
  expect(greeting?.entities.every(({ offset }) => offset > 10)).toBe(true);
});

test('a name that is nothing but signs is greeted without it', async () => {
  const { id } = people.create({ firstName: '\u202e\u200f' });
  const [greeting] = await answersTo(house, id, people.send(id, '/start'));
  expect(greeting?.text).toMatch(/^Oi! 👋/);
});

test('a button copied from another person does nothing', async () => {
  const [ana, bia] = [await settle(house), await settle(house, { name: 'Bia' })];
  const [menuOfAna] = await answersTo(house, ana, people.send(ana, '/catalog EURSUD'));
  const [menuOfBia] = await answersTo(house, bia, people.send(bia, '/catalog'));
  const { data } = findButton(viewOf([menuOfAna!]), /EURUSD/)!;
  const answer = await people.answerTo(people.press(bia, { data, messageId: menuOfBia!.id }));
  expect(answer.text).toBe('Este botão é de outra pessoa. Mande /catalog para ter o seu.');
  await untilQuiet(house);
  expect(people.chat(bia).messages.at(-1)).toEqual(menuOfBia);
  expect(await countRequests(house, bia)).toBe(0);
});

test('nobody cancels what another person asked', async () => {
  const [ana, bia] = [await settle(house), await settle(house, { name: 'Bia' })];
  house.broker.faults.set({ delayMs: 400 });
  const asked = people.send(ana, '/catalog USDCHF-OTC m1 minority g2 3d');
  const { data } = await people.waitFor(ana, (chat) => findButton(chat, /Cancelar/));
  const messageId = people.chat(bia).messages.at(-1)!.id;
  const answer = await people.answerTo(people.press(bia, { data, messageId }));
  house.broker.faults.clear();
  expect(answer.text).toMatch(/outra pessoa/);
  await pictureFor(house, ana, asked);
});

test.each([
  ['of a version before ours', (data: string) => `Z${data.slice(1)}`, /expirou/],
  ['of the Python bot', () => 'catalog:EURUSD:100', /expirou/],
  ['without data', () => '', /expirou/],
  ['with one letter changed', (data: string) => `${data.slice(0, 2)}9${data.slice(3)}`, /outra pessoa/],
  ['with half of its signature', (data: string) => data.slice(0, -4), /outra pessoa/],
  ['with something added', (data: string) => `${data}x`, /outra pessoa/],
  ['of 4 kB', (data: string) => data + 'x'.repeat(4_000), /expirou/],
  ['of emoji', () => 'A🦜🦜🦜🦜🦜', /outra pessoa|expirou/],
  ['of NUL and half characters', () => 'A\0\ud83d\0\0\0\0\0\0\0\0\0\0', /outra pessoa|expirou/],
])('a button %s is answered and asks nothing', async (_what, forge, said) => {
  const ana = await settle(house);
  const [menu] = await answersTo(house, ana, people.send(ana, '/catalog'));
  const { data } = findButton(viewOf([menu!]), /▶️ /)!;
  const answer = await people.answerTo(people.press(ana, { data: forge(data), messageId: menu!.id }));
  expect(answer.text).toMatch(said);
  await untilQuiet(house);
  expect(await countRequests(house, ana)).toBe(0);
  const after = people.chat(ana).messages.filter((one) => one.id > menu!.id);
  if (!/expirou/.test(answer.text)) return expect(after).toEqual([]);
  expect(after.map(({ text }) => text)).toEqual([expect.stringMatching(/menu antigo/)]);
  await pressWhenThere(house, ana, /^📊 Catalogar$/);
  await people.waitFor(ana, (chat) => findButton(chat, /▶️ /)?.message.id !== menu!.id && findButton(chat, /▶️ /));
});

test('a button on a message that is gone is answered in a new one', async () => {
  const ana = await settle(house);
  const [menu] = await answersTo(house, ana, people.send(ana, '/catalog'));
  const { data } = findButton(viewOf([menu!]), /⏱/)!;
  const chat = { id: ana, type: 'private', first_name: 'Ana' };
  const from = { id: ana, is_bot: false, first_name: 'Ana' };
  // What Telegram sends for a message it no longer shows to bots.
  const message = { chat, message_id: 1_000_000, date: 0 };
  people.inject({ callback_query: { id: '77', from, message, chat_instance: '1', data } } as never);
  const answer = await people.waitFor(ana, (view) => view.messages.find((one) => one.id > menu!.id));
  expect(answer.keyboard.flat().map(({ text }) => text)).toContain('M15');
});

test('a group is left alone', async () => {
  const ana = await settle(house);
  const stranger = people.create({ firstName: 'Estranha' }).id;
  const group = people.createGroup('Traders');
  for (const typed of ['/start', QUESTION, '/link', 'minha senha é Arara#88verde', 'oi']) {
    people.send(ana, typed, { chatId: group });
    people.send(stranger, typed, { chatId: group });
  }
  // That they came, and nothing of what was said.
  const bare = async () => {
    const rows = await house.database.selectFrom('telegram_update').select(['body', 'done_at']).execute();
    return rows.filter(({ body, done_at }) => done_at !== null && Object.keys(body as object).join() === 'update_id');
  };
  await expect.poll(async () => (await bare()).length).toBe(10);
  await untilQuiet(house);
  expect(log.calls.filter((call) => call.chatId === group)).toEqual([]);
  expect(await countRequests(house, ana)).toBe(0);
  const known = await house.database.selectFrom('person').where('telegram_id', '=', stranger).selectAll().execute();
  expect(known).toEqual([]);
});

test('sixty commands at once: one word of warning, and nobody else waits for it', async () => {
  const [ana, bia] = [await settle(house), await settle(house, { name: 'Bia' })];
  const startedMs = performance.now();
  const first = people.send(ana, '/help');
  for (let more = 1; more < 60; more += 1) people.send(ana, '/help');
  const calm = await answersTo(house, bia, people.send(bia, '/help'));
  expect(calm).toHaveLength(1);
  await untilQuiet(house, 60_000);
  // On a machine that needs longer than one spell of patience for sixty updates, a second spell begins.
  const spells = Math.ceil((performance.now() - startedMs) / 3_000);
  const answers = people.chat(ana).messages.filter((one) => one.from === 'bot' && one.id > first);
  const warnings = answers.filter(({ text }) => text.startsWith('🐢'));
  expect(warnings).toHaveLength(1);
  expect(answers.length - warnings.length).toBeLessThanOrEqual(20 * spells);
  await pictureFor(house, bia, people.send(bia, QUESTION));
}, 90_000);

test('A23: a password in the middle of a flood is deleted all the same', async () => {
  const ana = await settle(house);
  for (let more = 0; more < 30; more += 1) people.send(ana, '/help');
  const secret = people.send(ana, 'minha senha é Arara#88verde');
  await people.waitFor(ana, (chat) => chat.messages.every((one) => one.id !== secret), 30_000);
  await untilQuiet(house, 60_000);
}, 90_000);

test('updates that come twice and in the wrong order are handled once, in the right one', async () => {
  const [ana, bia] = [await settle(house), await settle(house, { name: 'Bia' })];
  faults.add({ kind: 'duplicate_updates', copies: 2 });
  faults.add({ kind: 'reorder_updates' });
  const first = people.send(ana, '/um');
  const asked = people.send(bia, QUESTION);
  for (const typed of ['/dois', '/tres', '/quatro', '/cinco']) people.send(ana, typed);
  await people.waitFor(ana, (chat) => chat.messages.find((one) => one.text.includes('“/cinco”')));
  await pictureFor(house, bia, asked);
  await untilQuiet(house);
  faults.clear();
  const answers = people.chat(ana).messages.filter((one) => one.from === 'bot' && one.id > first);
  expect(answers.map(({ text }) => /“(.+)”/.exec(text)?.[1])).toEqual(['/um', '/dois', '/tres', '/quatro', '/cinco']);
  expect(people.chat(bia).messages.filter((one) => one.from === 'bot' && one.id > asked)).toHaveLength(1);
  expect(await countRequests(house, bia)).toBe(1);
});

test('an update that Telegram sends again much later is known', async () => {
  const ana = await settle(house);
  const asked = people.send(ana, '/help');
  await answersTo(house, ana, asked);
  const [row] = await house.database
    .selectFrom('telegram_update')
    .select(['update_id', 'body'])
    .where('chat_id', '=', ana)
    .orderBy('update_id', 'desc')
    .limit(1)
    .execute();
  people.inject(row!.body as never);
  const after = people.send(ana, '/terms');
  await answersTo(house, ana, after);
  expect(people.chat(ana).messages.filter((one) => one.from === 'bot' && one.id > asked)).toHaveLength(2);
});

test('no call of the bot was malformed', () => {
  expect(wrongCalls(house)).toEqual([]);
  expect(house.output.join('')).not.toMatch(/ (error|fatal) /);
});

async function acceptNotice(firstName: string): Promise<number> {
  const { id } = people.create({ firstName });
  people.send(id, '/start');
  await pressWhenThere(house, id, /18\+/);
  await pressWhenThere(house, id, /Brasília/);
  await people.waitFor(id, (chat) => findButton(chat, /Conectar/));
  return id;
}

async function linkToken(personId: number): Promise<string> {
  const [page] = await answersTo(house, personId, people.send(personId, '/link'));
  return tokenOn(page);
}

function tokenOn(page: SeenMessage | undefined): string {
  return page?.keyboard.flat()[0]?.url?.split('#')[1] ?? '';
}

function logIn(token: string): Promise<Response> {
  return fetch(`${house.webUrl}/link/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: house.webUrl },
    body: JSON.stringify({ token, identifier: 'rui@trader.test', password: 'polarium' }),
  });
}

function viewOf(messages: readonly SeenMessage[]) {
  return { messages, underField: null, unreadCount: 0 };
}
