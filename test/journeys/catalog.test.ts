import { afterAll, expect, test } from 'vitest';
import type { SeenMessage } from '#io/telegram/simulator/simulator.ts';
import { wrongCalls } from '#test/support/calls.ts';
import { findButton, openHouse, pressWhenThere, settle } from '#test/support/house.ts';

const house = await openHouse();
const { people } = house.telegram;
afterAll(() => house.close());

/** Waits for the picture that answers what was sent as message `askedWith`. */
function answerTo(person: number, askedWith: number): Promise<SeenMessage> {
  return people.waitFor(
    person,
    (chat) => chat.messages.find((one) => one.id > askedWith && one.photo !== null),
    30_000,
  );
}

test('a typed question becomes a chart in the message that said it was working', async () => {
  const ana = await settle(house);
  const asked = people.send(ana, '/catalog EURUSD-OTC m1 minority g2 100');
  const placeholder = await people.waitFor(ana, (chat) => chat.messages.find((one) => one.text.includes('⏳')));
  const result = await answerTo(ana, asked);
  expect(result.id).toBe(placeholder.id);
  expect(result.text).toMatch(/EURUSD \(OTC\).*M1.*Minoria/);
  for (const figure of [
    /1ª entrada: \d+ de \d+/,
    /até G2: /,
    /Perdas: \d+/,
    /Payout \d+%/,
    /Velas: \d+ de \d+/,
    /Veredito/,
  ]) {
    expect(result.text).toMatch(figure);
  }
  expect(result.photo).toMatchObject({ width: 1080 });
  expect(people.chat(ana).messages.filter((one) => one.id > asked && one.from === 'bot')).toHaveLength(1);
});

test.each([
  ['24h', /24 h/],
  ['7d', /7 dias/],
  ['50', /50 blocos/],
  ['m5 MHI1_MIN 3d', /M5/],
  ['m15 torres gemeas 5d g1', /M15.*Torres/],
])('answers a window or plan typed as "%s"', async (words, seen) => {
  const ana = await settle(house);
  const result = await answerTo(ana, people.send(ana, `/catalog GBPUSD-OTC ${words}`));
  expect(result.text).toMatch(seen);
});

test('the keyboard starts from the last question and leads to a chart without typing', async () => {
  const ana = await settle(house);
  await answerTo(ana, people.send(ana, '/catalog GBPUSD-OTC m1 mhi g1 50'));
  people.send(ana, '/catalog');
  const menu = await people.waitFor(ana, (chat) => findButton(chat, /💱 GBPUSD/)?.message);
  expect(menu.text).toMatch(/GBPUSD \(OTC\).*M1.*até G1.*50 blocos/);
  await pressWhenThere(house, ana, /⏱/);
  await pressWhenThere(house, ana, /^M5$/);
  await pressWhenThere(house, ana, /📏/);
  await pressWhenThere(house, ana, /24 h/);
  await pressWhenThere(house, ana, /▶️ /);
  const result = await people.waitFor(
    ana,
    (chat) => chat.messages.find((one) => one.id === menu.id && one.photo !== null),
    15_000,
  );
  expect(result.text).toMatch(/GBPUSD \(OTC\).*M5[\s\S]*24 h/);
});

test('writing the name of an asset opens its menu', async () => {
  const ana = await settle(house);
  people.send(ana, 'eur/jpy otc');
  const menu = await people.waitFor(ana, (chat) => findButton(chat, /▶️ /)?.message);
  expect(menu.text).toContain('EURJPY (OTC)');
});

test('the same question of two people is drawn and uploaded once', async () => {
  const [ana, bia] = [await settle(house), await settle(house, { name: 'Bia' })];
  const first = await answerTo(ana, people.send(ana, '/catalog USDJPY-OTC m1 minority g2 24h'));
  const second = await answerTo(bia, people.send(bia, '/catalog USDJPY-OTC m1 minority g2 24h'));
  const uploads = house.telegram.log.calls.filter(
    (call) => call.files.length > 0 && (call.chatId === ana || call.chatId === bia),
  );
  // The minute may turn between the two questions: then they are two pictures, and both are drawn.
  expect(uploads).toHaveLength(new Set([first.photo?.fileId, second.photo?.fileId]).size);
});

test('what somebody was told is told at once to whoever asks the same, and once however fast they tap', async () => {
  const [ana, ...others] = [
    await settle(house),
    await settle(house, { name: 'Bia' }),
    await settle(house, { name: 'Caio' }),
  ];
  const day = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
  const question = `/catalog EURUSD-OTC m1 minority g2 ${day}`;
  const first = await answerTo(ana!, people.send(ana!, question));
  for (const other of others) {
    const asked = [people.send(other, question), people.send(other, question)];
    const told = await answerTo(other, asked[0]!);
    expect(told.text).toBe(first.text);
    await people.waitFor(other, (chat) => chat.messages.find((one) => /Já estou|Acabei de responder/.test(one.text)));
    expect(people.chat(other).messages.filter((one) => one.photo !== null)).toHaveLength(1);
  }
  // A candle may come in between, and then one of them is answered by a worker.
  const atOnce = house.telegram.log.calls.filter(
    ({ method, chatId }) => method === 'sendPhoto' && others.includes(chatId ?? 0),
  );
  expect(atOnce.length).toBeGreaterThan(0);
});

test('three quick taps are one question', async () => {
  const ana = await settle(house);
  house.broker.faults.set({ delayMs: 300 });
  const asked = ['', '', ''].map(() => people.send(ana, '/catalog NZDUSD-OTC m1 minority g2 150'));
  await answerTo(ana, asked.at(-1) ?? 0).finally(() => house.broker.faults.clear());
  await people.waitFor(ana, (chat) => chat.messages.filter((one) => /Já estou/.test(one.text)).length === 2);
  expect(people.chat(ana).messages.filter((one) => one.photo !== null)).toHaveLength(1);
});

test('a question can be canceled while it runs', async () => {
  const ana = await settle(house);
  house.broker.faults.set({ delayMs: 400 });
  people.send(ana, '/catalog AUDCAD-OTC m1 minority g2 30d');
  const placeholder = await pressWhenThere(house, ana, /Cancelar/);
  const after = await people.waitFor(ana, (chat) => chat.messages.find((one) => /Cancelado/.test(one.text)), 15_000);
  house.broker.faults.clear();
  expect(after.id).toBe(placeholder.id);
});

test('/top shows five assets with their figures, by their rate for who wants that', async () => {
  const ana = await settle(house);
  const result = await answerTo(ana, people.send(ana, '/top taxa'));
  expect(result.text.match(/🥇|🥈|🥉|4️⃣|5️⃣/gu)).toEqual(['🥇', '🥈', '🥉', '4️⃣', '5️⃣']);
  // A row may shorten what the head of the list has said: up to which gale.
  expect(result.text).toMatch(/^até G2 · /m);
  const rates = [...result.text.matchAll(/^(?:até )?G2 ([\d,]+)% de \d+ /gm)].map((match) =>
    Number(match[1]?.replace(',', '.')),
  );
  expect(rates).toHaveLength(5);
  expect(rates).toEqual([...rates].sort((a, b) => b - a));
});

test('/top canceled half way shows what was done until then', async () => {
  const ana = await settle(house, { name: 'Rui' });
  await house.database.deleteFrom('candle_chunk').execute();
  await house.database.deleteFrom('candle_gap').execute();
  house.broker.faults.set({ delayMs: 150 });
  // A window that nobody has asked for yet: what was counted once is kept for a minute.
  const asked = people.send(ana, '/top 90');
  await people.waitFor(ana, (chat) => chat.messages.find((one) => /[1-9]\d* de \d+ ativos/.test(one.text)), 15_000);
  await pressWhenThere(house, ana, /Cancelar/);
  const result = await answerTo(ana, asked).finally(() => house.broker.faults.clear());
  expect(result.text).toMatch(/Lista parcial: \d+ de \d+/);
});

test('language and time zone change what is said from then on', async () => {
  const ana = await settle(house);
  people.send(ana, '/settings');
  await pressWhenThere(house, ana, /Idioma/);
  await pressWhenThere(house, ana, /English/);
  await people.waitFor(ana, (chat) => findButton(chat, /Language/));
  await pressWhenThere(house, ana, /[Tt]ime zone/);
  await pressWhenThere(house, ana, /Lisbon/);
  await people.waitFor(ana, (chat) => findButton(chat, /Language/));
  const result = await answerTo(ana, people.send(ana, '/catalog EURUSD-OTC m1 minority g2 100'));
  expect(result.text).toMatch(/1st entry/);
  expect(result.text).toMatch(/Lisbon/);
});

test('unlinking ends the session at the broker and the next question asks to link', async () => {
  const ana = await settle(house);
  people.send(ana, '/unlink');
  await people.waitFor(ana, (chat) => chat.messages.find((one) => /[Dd]esconect/.test(one.text) && one.from === 'bot'));
  const row = await house.database.selectFrom('broker_link').selectAll().where('telegram_id', '=', ana).execute();
  expect(row).toEqual([]);
  people.send(ana, '/catalog EURUSD-OTC');
  expect(await people.waitFor(ana, (chat) => findButton(chat, /Conectar/))).toBeTruthy();
  await expect.poll(() => house.broker.log.count('logout')).toBeGreaterThanOrEqual(1);
});

test('a password written in the chat is deleted, kept nowhere, and answered with the page', async () => {
  const ana = await settle(house);
  const secret = 'Tucano#77azul';
  const sent = people.send(ana, `minha senha é ${secret}`);
  await people.waitFor(ana, (chat) => chat.messages.every((one) => one.id !== sent) && findButton(chat, /Conectar/));
  const tables = await Promise.all(
    (['telegram_update', 'outbox', 'request', 'person', 'broker_link'] as const).map((table) =>
      house.database.selectFrom(table).selectAll().execute(),
    ),
  );
  expect(JSON.stringify(tables)).not.toContain(secret);
  expect(house.output.join('')).not.toContain(secret);
});

test('no call of the bot was malformed', () => {
  expect(wrongCalls(house)).toEqual([]);
  expect(house.telegram.log.calls.length).toBeGreaterThan(0);
});
