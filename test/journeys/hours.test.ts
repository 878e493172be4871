import { afterAll, expect, test } from 'vitest';
import { GREEN, parseSignals, RED } from '#engine/index.ts';
import type { SeenMessage } from '#io/telegram/simulator/simulator.ts';
import { wrongCalls } from '#test/support/calls.ts';
import { findButton, openHouse, pressWhenThere, settle } from '#test/support/house.ts';

const house = await openHouse();
const { people } = house.telegram;
afterAll(() => house.close());

/** Waits for the answer to message `askedWith`: what the placeholder became. */
function answerTo(person: number, askedWith: number, words: RegExp): Promise<SeenMessage> {
  return people.waitFor(
    person,
    (chat) => chat.messages.find((one) => one.id > askedWith && one.from === 'bot' && words.test(one.text)),
    30_000,
  );
}

/** The bytes of a document, as the person's device gets them. */
async function fileOf(person: number, after: number): Promise<{ name: string; text: string }> {
  const document = await people.waitFor(person, (chat) => {
    return chat.messages.find((one) => one.id > after && one.document !== null)?.document;
  });
  const answer = await fetch(new URL(document.url, house.telegram.apiRoot));
  return { name: document.name, text: Buffer.from(await answer.arrayBuffer()).toString('utf8') };
}

/** What every answer that shows a rate must carry. */
const CARD = [
  /1ª entrada: [\d.]+ de [\d.]+ = [\d,]+% \([\d,]+% a [\d,]+%\)/,
  /Perdas: [\d.]+ · maior sequência: \d+/,
  /para empatar .*: [\d,]+%/,
  /Cara ou coroa daria [\d,]+%/,
  /Veredito: (acima|igual|abaixo)/,
  /daria em média/,
  /Velas: [\d.]+ de [\d.]+/,
  /versão \d+ · resultado #[0-9A-Z]{8}/,
];

test('/hours becomes a heat map with the hours at both ends and what they are worth', async () => {
  const ana = await settle(house);
  const asked = people.send(ana, '/hours EURUSD-OTC m1 minority g1');
  const result = await answerTo(ana, asked, /Onde se saiu melhor/);
  expect(result.photo).toMatchObject({ width: 1080 });
  expect(result.text).toMatch(/EURUSD \(OTC\).*M1.*Minoria[\s\S]*até G1 · 30 dias/);
  expect(
    result.text.match(/(dom|seg|ter|qua|qui|sex|sáb) \d\dh: [\d,]+% de \d+ \([\d,]+% a [\d,]+%\)/g)?.length,
  ).toBeGreaterThanOrEqual(4);
  // A month of a market that never closes fills all hours of the week.
  expect(result.text).toMatch(/168 horários comparados/);
  for (const figure of CARD) expect(result.text).toMatch(figure);
  expect(result.text).toMatch(/até G1: /);
});

test('/entries lists what the figures were counted from, page by page, in the same message', async () => {
  const ana = await settle(house);
  const asked = people.send(ana, '/entries GBPUSD-OTC m1 mhi g2 60');
  const first = await answerTo(ana, asked, /página 1 de/);
  const [, wins, total] = /até G2: ([\d.]+) de ([\d.]+)/.exec(first.text)?.map(Number) ?? [];
  const rows: string[] = [];
  for (let page = 1; ; page++) {
    const shown = await answerTo(ana, asked, new RegExp(`página ${page} de`));
    expect(shown.id).toBe(first.id);
    rows.push(...(shown.text.match(/^\d\d:\d\d [▲▼] (?:CALL|PUT) · . \w+$/gmu) ?? []));
    if (findButton({ messages: [shown], underField: null, unreadCount: 0 }, /Próxima/) === null) break;
    await pressWhenThere(house, ana, /Próxima/);
  }
  expect(rows).toHaveLength(total ?? 0);
  expect(rows.filter((row) => !row.endsWith(' H'))).toHaveLength(wins ?? 0);
});

test('the entries come as a file that spreadsheets open', async () => {
  const ana = await settle(house);
  const asked = people.send(ana, '/entries AUDUSD-OTC m5 mhi g1 3d');
  const listed = await answerTo(ana, asked, /Entradas|entradas/);
  await pressWhenThere(house, ana, /planilha/);
  const { name, text } = await fileOf(ana, listed.id);
  expect(name).toBe('entradas-AUDUSD-OTC-M5.csv');
  expect(text).toMatch(/^\ufeffdata;hora \(Brasília\);ativo;vela;estratégia;direção;resultado\r\n/);
  const rows = text.trimEnd().split('\r\n').slice(1);
  const [, total] = /até G1: [\d.]+ de ([\d.]+)/.exec(listed.text)?.map(Number) ?? [];
  expect(rows).toHaveLength(total ?? 0);
  for (const row of rows) expect(row).toMatch(/^\d{4}-\d\d-\d\d;\d\d:\d\d;AUDUSD-OTC;M5;[^;]+;(CALL|PUT);(W|G1|H)$/);
  // A second press sends the same file, by its file_id.
  await pressWhenThere(house, ana, /planilha/);
  await people.waitFor(ana, (chat) => chat.messages.filter((one) => one.document !== null).length === 2);
  const sent = house.telegram.log.calls.filter((call) => call.method === 'sendDocument' && call.chatId === ana);
  expect(sent.map((call) => call.files.length)).toEqual([1, 0]);
});

test.each([
  ['/hours GBPJPY-OTC m5 mhi g1 5d', /Onde se saiu melhor/],
  ['/entries GBPJPY-OTC m5 mhi g1 5d', /página 1 de/],
  ['/times GBPJPY-OTC m5 8d 70%', /nos dias que escolhem/],
])('what "%s" says has a name: it is in the history, and counts the same again', async (typed, seen) => {
  const ana = await settle(house);
  const answer = await answerTo(ana, people.send(ana, typed), seen);
  for (const figure of CARD) expect(answer.text).toMatch(figure);
  const [, id] = /resultado #([0-9A-Z]{8})/.exec(answer.text) ?? [];
  const again = await answerTo(ana, people.send(ana, `/result ${id}`), /✅ Confere/);
  const figures = (text: string) => text.match(/^🟢.*$|Perdas: .*$|média.*$/gmu);
  expect(figures(again.text)).toEqual(figures(answer.text));
  people.send(ana, '/history');
  const list = await pressWhenThere(house, ana, /· GBPJPY \(OTC\) · M5/);
  await answerTo(ana, list.id, new RegExp(`Resposta guardada[\\s\\S]*#${id}`));
});

test('/times picks on half of the days, measures on the other, and gives the list as other tools read it', async () => {
  const ana = await settle(house);
  const asked = people.send(ana, '/times EURUSD-OTC m5 10d 80%');
  const listed = await answerTo(ana, asked, /nos dias que escolhem/);
  expect(listed.text).toMatch(/sem gale · 10 dias · 80% ou mais/);
  const [, count] = /(\d+) dos \d+ horários/.exec(listed.text)?.map(Number) ?? [];
  expect(listed.text).toMatch(/Por puro acaso seriam \d+/);
  expect(listed.text).toMatch(/Nos outros dias, todos eles juntos:\n🟢 1ª entrada: \d+ de \d+ = /);
  for (const figure of CARD) expect(listed.text).toMatch(figure);
  expect(listed.text).toMatch(/^\d\d:\d\d [▲▼] (CALL|PUT) · [45]\/5 → \d\/5/mu);
  await pressWhenThere(house, ana, /Baixar a lista/);
  const { name, text } = await fileOf(ana, listed.id);
  expect(name).toBe('horarios-EURUSD-OTC-M5.txt');
  expect(text).toMatch(/^M5;EURUSD-OTC;\d\d:\d\d;(CALL|PUT)\r\n/);
  const signals = parseSignals(text, { timeframe: 'M1', dayMs: Date.now(), utcOffsetMsAt: () => -10_800_000 });
  expect(signals).toHaveLength(count ?? 0);
  for (const line of signals) {
    expect(line).toMatchObject({ kind: 'signal', signal: { ticker: 'EURUSD-OTC', timeframe: 'M5' } });
    expect([GREEN, RED]).toContain(line.kind === 'signal' ? line.signal.direction : null);
  }
});

test.each([
  ['/hours EURUSD-OTC m1 minoritu', /\/hours EURUSD-OTC m1/],
  ['/entries EURUSD-OTC g99', /\/entries EURUSD-OTC m1/],
  ['/times EURUSD-OTC m1 10d 120%', /\/times EURUSD-OTC m1 g0 10d 90%/],
  ['/times EURUSD-OTC 100', /\/times EURUSD-OTC m1 g0 20d 90%/],
  ['/times EURUSD-OTC mhi 10d', /\/times EURUSD-OTC m1 g0 10d 90%/],
])('what is wrong in "%s" is answered with an example that works', async (typed, example) => {
  const ana = await settle(house);
  const refusal = await answerTo(ana, people.send(ana, typed), /Assim funciona/);
  expect(refusal.text).toMatch(example);
});

test("another person's list is not shown to whoever presses its buttons", async () => {
  const [ana, bia] = [await settle(house), await settle(house, { name: 'Bia' })];
  const listed = await answerTo(ana, people.send(ana, '/entries EURUSD-OTC m1 mhi g2 60'), /página 1 de/);
  const button = findButton({ messages: [listed], underField: null, unreadCount: 0 }, /planilha/);
  const menu = people.send(bia, '/help');
  const help = await answerTo(bia, menu, /./);
  people.press(bia, { data: button?.data ?? '', messageId: help.id });
  await expect.poll(() => house.telegram.log.calls.some((call) => call.method === 'answerCallbackQuery')).toBe(true);
  expect(people.chat(bia).messages.filter((one) => one.document !== null)).toEqual([]);
});

test('no call of the bot was malformed, and no word was missing', () => {
  expect(house.output.join('')).not.toMatch(/words missing/);
  expect(wrongCalls(house)).toEqual([]);
});
