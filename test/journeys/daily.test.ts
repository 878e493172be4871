import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '#engine/index.ts';
import { createPictures } from '#io/charts/pool.ts';
import { readLists } from '#io/db/lists.ts';
import { blockPerson } from '#io/db/people-care.ts';
import { createDrawOnce } from '#jobs/draw-once.ts';
import { sendDaily } from '#jobs/handlers/send-daily.ts';
import { answersTo, pictureFor, untilQuiet } from '#test/support/answers.ts';
import { wrongCalls } from '#test/support/calls.ts';
import { findButton, openHouse, pressWhenThere, settle } from '#test/support/house.ts';

const house = await openHouse();
const { people } = house.telegram;
const { database: db } = house;
const parts = { log: pino({ level: 'silent' }) };
const pictures = createPictures({ threads: 1 });
const draw = createDrawOnce({ db, pictures });
afterAll(async () => {
  await house.close();
  await pictures.close();
});

beforeAll(async () => {
  // A day of candles of three assets: what the feed would have brought.
  const person = await settle(house, { name: 'Feed' });
  for (const ticker of ['EURUSD-OTC', 'GBPUSD-OTC', 'USDJPY-OTC']) {
    await pictureFor(house, person, people.send(person, `/catalog ${ticker} m1 mhi g2 26h`));
  }
});

async function say(person: number, text: string): Promise<string> {
  return (await answersTo(house, person, people.send(person, text))).map((one) => one.text).join('\n');
}

async function subscribed(words: string, { zone = 'UTC', name = 'Ana', languageCode = 'pt-br' } = {}): Promise<number> {
  const person = await settle(house, { name, languageCode });
  await db.updateTable('person').set({ time_zone: zone }).where('telegram_id', '=', person).execute();
  await say(person, `/daily ${words}`);
  await db.updateTable('daily').set({ last_day: null }).where('telegram_id', '=', person).execute();
  return person;
}

function listsTo(person: number): string[] {
  const texts = people.chat(person).messages.map((one) => one.text);
  return texts.filter((text) => /^☀️ (A lista do dia|The list of the day)( · |\n)/.test(text));
}

/** The moment of today at which a clock in UTC shows this. */
function atUtc(hour: number, minute = 0): number {
  const at = new Date();
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate(), hour, minute);
}

/** The candles are of today, so the hour asked for is that of now. */
const NOW = Date.now();
const CLOCK = new Date(NOW).toISOString().slice(11, 16);
/** Of UTC, and not near now: the house has a clock of its own, which must not send what is to be sent here. */
const FAR_HOUR = new Date(NOW).getUTCHours() < 12 ? 18 : 2;
const send = (nowMs = NOW) => sendDaily({ db, draw, nowMs: () => nowMs }, parts);

test('everybody whose hour has come gets the list once, in their language, and it is in the ledger', async () => {
  const ana = await subscribed(CLOCK);
  const tom = await subscribed(CLOCK, { name: 'Tom', languageCode: 'en' });
  await send();
  await send(NOW + MINUTE_MS);
  await people.waitFor(ana, () => listsTo(ana).length > 0);
  await people.waitFor(tom, () => listsTo(tom).length > 0);
  await untilQuiet(house);
  expect([listsTo(ana).length, listsTo(tom).length]).toEqual([1, 1]);
  const [list = ''] = listsTo(ana);
  const rows = list.split(/🥇|🥈|🥉|4️⃣|5️⃣/u).slice(1);
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) {
    expect(row).toMatch(/1ª [\d,]+% (de \d+ )?\([\d,]+ a [\d,]+%\)\n(até )?G2 [\d,]+% de \d+ \(/);
    expect(row).toMatch(/(acima do equilíbrio|igual à sorte|abaixo do equilíbrio) · empata com [\d,]+% · ciclo −?R\$/);
  }
  expect(list).toMatch(/Ciclo: com R\$\s10,00 na 1ª entrada e a escada padrão/);
  expect(list).toMatch(
    /Testei \d+ combinações[\s\S]*Cara ou coroa: .*\. Velas presentes: [\d,]+% ou mais\. #[0-9A-Z]{8}/,
  );
  const untilMs = Math.floor((NOW - 15 * MINUTE_MS) / (15 * MINUTE_MS)) * 15 * MINUTE_MS;
  const lists = await readLists(db, { fromSeq: 1, limit: 100 });
  const kept = lists.filter(({ kind, candlesUntilMs }) => kind === 'daily' && candlesUntilMs === untilMs);
  expect(kept).toHaveLength(1);
  expect(kept[0]?.rows.length).toBeGreaterThan(0);
  expect(kept[0]?.rows.length).toBeLessThanOrEqual(5);
});

test('those who asked alike are one campaign, worded once a language, and its buttons are each one’s own', async () => {
  const ana = await subscribed(CLOCK);
  const bia = await subscribed(CLOCK);
  const tom = await subscribed(CLOCK, { languageCode: 'en' });
  await Promise.all([send(), send()]);
  for (const person of [ana, bia, tom]) await people.waitFor(person, () => listsTo(person).length > 0);
  const contents = await db
    .selectFrom('campaign_content')
    .innerJoin('campaign_recipient', 'content_id', 'campaign_content.id')
    .select(['campaign_content.campaign_id', 'variant'])
    .where('telegram_id', 'in', [ana, bia, tom])
    .orderBy('telegram_id')
    .execute();
  expect(new Set(contents.map((row) => row.campaign_id)).size).toBe(1);
  expect(contents.map(({ variant }) => variant)).toEqual(['pt dark UTC', 'pt dark UTC', 'en dark UTC']);
  const settings = (person: number) => findButton(people.chat(person), /Lista do dia|lista do dia/)?.data;
  expect(settings(ana)).toMatch(/^A/);
  expect(settings(ana)).not.toBe(settings(bia));
  await pressWhenThere(house, bia, /Lista do dia|lista do dia/);
  await people.waitFor(bia, (chat) => chat.messages.some((one) => /Ligada/.test(one.text)));
});

test('the list comes under its picture: the same for all who asked alike, and it goes up once', async () => {
  const ana = await subscribed(CLOCK);
  const bia = await subscribed(CLOCK);
  const uploads = () => house.telegram.log.calls.filter((call) => call.files.length > 0).length;
  const before = uploads();
  await send();
  const photoOf = (person: number) =>
    people.waitFor(
      person,
      (chat) => chat.messages.find(({ text, photo }) => /A lista do dia/.test(text) && photo)?.photo,
    );
  const [mine, hers] = [await photoOf(ana), await photoOf(bia)];
  expect(mine.fileId).toBe(hers.fileId);
  await untilQuiet(house);
  expect(uploads() - before).toBeLessThanOrEqual(1);
});

test('its figures are a tap away, row by row, and its name counts them again', async () => {
  const ana = await subscribed(CLOCK);
  await send();
  const pressed = await pressWhenThere(house, ana, /Linha por linha/);
  const [details] = await answersTo(house, ana, pressed.id);
  expect(details?.text).toMatch(
    /🟢 1ª entrada: .*\n🔵 até G1: .*\n🟡 até G2: .*\n🔴 Perdas: \d+ · maior sequência: \d+/,
  );
  expect(details?.text).toMatch(/Estratégia \S+, versão \d/);
  const [, id] = /#([0-9A-Z]{8})/.exec(details?.text ?? '') ?? [];
  const again = await pictureFor(house, ana, people.send(ana, `/result ${id}`));
  expect(again.text).toContain('✅ Confere');
});

test('what a cycle brings is told with one’s own ladder, and the list is in the history', async () => {
  const [ana, bia] = [await subscribed(CLOCK), await subscribed(CLOCK)];
  const ladder = JSON.stringify({ kind: 'multiplier', multiplier: 2.2, firstStakeCents: 500 });
  await db
    .updateTable('person')
    .set({ ladder: ladder as never })
    .where('telegram_id', '=', ana)
    .execute();
  await send();
  for (const person of [ana, bia]) await people.waitFor(person, () => listsTo(person).length > 0);
  const [mine = '', hers = ''] = [listsTo(ana)[0], listsTo(bia)[0]];
  expect(mine).toMatch(/Ciclo: com a sua escada, R\$\s5,00 e gales × 2,2\./);
  expect(hers).toMatch(/Ciclo: com R\$\s10,00 na 1ª entrada e a escada padrão/);
  const idIn = (text = '') => /#([0-9A-Z]{8})/.exec(text)?.[1];
  expect(idIn(mine)).toBe(idIn(hers));
  await untilQuiet(house);
  people.send(bia, '/history');
  const pressed = await pressWhenThere(house, bia, /· Top 5 · M1/);
  const reopened = await pictureFor(house, bia, pressed.id);
  expect(idIn(reopened.text)).toBe(idIn(hers));
  expect(reopened.text).toContain('Resposta guardada');
});

test('two workers at one moment send it once', async () => {
  const ana = await subscribed(CLOCK);
  await Promise.all([send(), send(), send()]);
  await people.waitFor(ana, () => listsTo(ana).length > 0);
  await untilQuiet(house);
  expect(listsTo(ana)).toHaveLength(1);
});

test('the hour is the one of the person, wherever they live', async () => {
  const manaus = await subscribed(`${(FAR_HOUR + 20) % 24}:30`, { zone: 'America/Manaus' });
  await send(atUtc(FAR_HOUR, 29));
  await untilQuiet(house);
  expect(listsTo(manaus)).toEqual([]);
  await send(atUtc(FAR_HOUR, 30));
  await people.waitFor(manaus, () => listsTo(manaus).length === 1);
});

test('on the day the clocks change it still comes once, at the hour of the wall', async () => {
  const lisbon = await subscribed('1:30', { zone: 'Europe/Lisbon' });
  // 25 October 2026: at two o'clock it is one o'clock again.
  const firstHalfPastOne = Date.UTC(2026, 9, 25, 0, 30);
  for (const nowMs of [firstHalfPastOne - MINUTE_MS, firstHalfPastOne, firstHalfPastOne + HOUR_MS]) await send(nowMs);
  const sent = await db
    .selectFrom('campaign_recipient')
    .innerJoin('campaign', 'campaign.id', 'campaign_id')
    .select('title')
    .where('telegram_id', '=', lisbon)
    .where('title', 'like', '%2026-10-%')
    .execute();
  expect(sent.map(({ title }) => title)).toEqual([expect.stringMatching(/^Daily list of 2026-10-25/)]);
});

test('a house that was down for hours does not send the morning in the evening', async () => {
  const ana = await subscribed(`${FAR_HOUR}:00`);
  await send(atUtc(FAR_HOUR + 3, 30));
  await send(atUtc(FAR_HOUR + 3, 31));
  await untilQuiet(house);
  expect(listsTo(ana)).toEqual([]);
});

test('without fresh candles it says so, once, instead of an old list', async () => {
  const ana = await subscribed(CLOCK);
  await send(NOW + 40 * 24 * HOUR_MS);
  await people.waitFor(ana, () => people.chat(ana).messages.some((one) => /não tenho velas recentes/.test(one.text)));
});

test('hour, filters, on and off are set by words and by buttons', async () => {
  const ana = await settle(house);
  expect(await say(ana, '/daily')).toMatch(/Desligada/);
  expect(await say(ana, '/daily 8h30 otc 85% mhi g1 100')).toMatch(
    /às 08:30 \(Brasília\)[\s\S]*MHI.*até G1.*100 blocos.*OTC.*85%/,
  );
  await pressWhenThere(house, ana, /^18h$/);
  await people.waitFor(ana, (chat) => chat.messages.some((one) => /às 18:00/.test(one.text)));
  await pressWhenThere(house, ana, /Desligar/);
  await people.waitFor(ana, (chat) => chat.messages.some((one) => /Desligada/.test(one.text)));
  expect(await say(ana, '/daily on')).toMatch(/Ligada: chega todo dia às 18:00/);
  expect(await say(ana, '/daily off')).toMatch(/Desligada/);
});

test.each(['/daily 25:00', '/daily bananas', '/daily 9:75'])(
  '"%s" is refused in one line with an example',
  async (typed) => {
    const ana = await settle(house);
    expect(await say(ana, typed)).toMatch(/Não entendi “[^”]+” para a lista do dia\.\nAssim funciona: \/daily 8:30/);
  },
);

test('whoever takes a break, or is suspended, gets none; the others do', async () => {
  const [ana, bia, caio] = [await subscribed(CLOCK), await subscribed(CLOCK), await subscribed(CLOCK)];
  await say(ana, '/pause');
  await pressWhenThere(house, ana, /24 horas/);
  await pressWhenThere(house, ana, /Sim, pausar/);
  await people.waitFor(ana, (chat) => chat.messages.find(({ text }) => /Combinado/.test(text)));
  await blockPerson(db, { telegramId: bia, nowMs: Date.now() });
  // The house may have sent theirs before.
  await untilQuiet(house);
  const lists = () => [ana, bia, caio].map((person) => listsTo(person).length);
  const [anas, bias, caios = 0] = lists();
  await db.updateTable('daily').set({ last_day: null }).where('telegram_id', 'in', [ana, bia, caio]).execute();
  await send();
  await people.waitFor(caio, () => listsTo(caio).length > caios);
  await untilQuiet(house);
  expect(lists().slice(0, 2)).toEqual([anas, bias]);
});

test('whoever turns it off gets none', async () => {
  const ana = await subscribed(CLOCK);
  await say(ana, '/daily off');
  await send();
  await untilQuiet(house);
  expect(listsTo(ana)).toEqual([]);
});

test('no call of the bot was malformed', () => {
  expect(wrongCalls(house)).toEqual([]);
});
