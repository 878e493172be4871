import { afterAll, expect, test } from 'vitest';
import { DAY_MS, DOJI, GREEN, MINUTE_MS, MISSING, RED } from '#engine/index.ts';
import { readColumns, saveCandles } from '#io/market/candle-store.ts';
import { answersTo } from '#test/support/answers.ts';
import { wrongCalls } from '#test/support/calls.ts';
import { openHouse, pressWhenThere, settle } from '#test/support/house.ts';

const house = await openHouse();
const { people } = house.telegram;
afterAll(() => house.close());

/** São Paulo, without summer time. */
const ZONE_MS = -3 * 60 * MINUTE_MS;

/** `20/11/2026 13:50` on the clock of São Paulo. */
function stamp(atMs: number): string {
  const [date = '', time = ''] = new Date(atMs + ZONE_MS).toISOString().split('T');
  return `${date.split('-').reverse().join('/')} ${time.slice(0, 5)}`;
}

const minutesAgo = (minutes: number) => Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS - minutes * MINUTE_MS;

/** The codes of the lines, as the answer shows them. */
function codesOf(text: string): string[] {
  return [...text.matchAll(/^\d+ (?:✅|❌|➖|▫️) (\w+)/gmu)].map((match) => match[1] ?? '');
}

/** Of so many minutes, how many have a candle, and how many of these are dojis. */
async function entriesOf(fromMs: number, minutes: number): Promise<{ rows: number; dojis: number }> {
  const asset = await house.database
    .selectFrom('asset')
    .select('id')
    .where('ticker', '=', 'EURUSD-OTC')
    .executeTakeFirstOrThrow();
  const range = { fromMs, toMs: fromMs + minutes * MINUTE_MS };
  const { colours } = await readColumns(house.database, { assetId: asset.id, timeframe: 'M1', ...range });
  const present = colours.filter((colour) => colour !== MISSING);
  return { rows: present.length, dojis: present.filter((colour) => colour === DOJI).length };
}

test('each line is scored as the stored candles say, and the totals stand above', async () => {
  const ana = await settle(house);
  const entries = Array.from({ length: 30 }, (_, place) => minutesAgo(400 - 10 * place));
  const list = entries.map((atMs, place) => `M1;EURUSD-OTC;${stamp(atMs)};${place % 2 ? 'CALL' : 'PUT'}`);
  const [answer] = await answersTo(house, ana, people.send(ana, `/check g1\n${list.join('\n')}`));
  const asset = await house.database
    .selectFrom('asset')
    .select('id')
    .where('ticker', '=', 'EURUSD-OTC')
    .executeTakeFirstOrThrow();
  const candles = { assetId: asset.id, timeframe: 'M1', fromMs: entries[0]!, toMs: minutesAgo(0) } as const;
  const { colours, startMs } = await readColumns(house.database, candles);
  const expected = entries.map((atMs, place) => {
    const direction = place % 2 ? GREEN : RED;
    const at = (atMs - startMs) / MINUTE_MS;
    if (colours[at] === MISSING || colours[at + 1] === MISSING) return 'sem';
    if (colours[at] === direction) return 'W';
    return colours[at + 1] === direction ? 'G1' : 'H';
  });
  const wins = expected.filter((code) => code === 'W').length;
  const played = expected.filter((code) => code !== 'sem').length;
  expect(played).toBeGreaterThan(20);
  expect(answer?.text).toMatch(/Lista de sinais · até G1/);
  expect(answer?.text).toMatch(new RegExp(`1ª entrada: ${wins} de ${played} = `));
  expect(answer?.text).toMatch(/Para empatar até G1: [\d,]+%, pelos payouts de \d\d\/\d\d \d\d:\d\d \(não os da hora/);
  expect(answer?.text).toMatch(/Cara ou coroa/);
  const longest = Math.max(0, ...lossRunsOf(expected));
  const losses = expected.filter((code) => code === 'H').length;
  expect(answer?.text).toContain(`Perdas: ${losses} · maior sequência: ${longest}`);
  expect(answer?.text).toMatch(/Com R\$\s10,00 na 1ª entrada e gales [^,]+, cada ciclo daria em média −?R\$/);
  expect(answer?.text).toContain(`Sinais com todas as velas: ${played} de 30`);
  expect(answer?.text).toMatch(/Conferência de listas, versão 1 · resultado #[0-9A-Z]{8}/);
  expect(codesOf(answer?.text ?? '')).toEqual(expected.slice(0, 20));

  await pressWhenThere(house, ana, /▶️/);
  const second = await people.waitFor(ana, (chat) =>
    chat.messages.find((one) => one.id === answer?.id && /^21 /m.test(one.text)),
  );
  expect(codesOf(second.text)).toEqual(expected.slice(20));
});

/** How long each run of losses was; lines without a candle neither break nor extend one. */
function lossRunsOf(codes: readonly string[]): number[] {
  const played = codes.filter((code) => code !== 'sem').join(' ');
  return [...played.matchAll(/H(?: H)*/g)].map(([run]) => run.split(' ').length);
}

test('a checked list has a name: anybody may check it again, and its own person finds it in the history', async () => {
  const [ana, rui] = [await settle(house), await settle(house, { name: 'Rui' })];
  const entries = Array.from({ length: 22 }, (_, place) => minutesAgo(300 - 10 * place));
  const lines = entries.map((atMs) => `M1;GBPUSD-OTC;${stamp(atMs)};CALL`);
  const list = ['segredo da Ana;25:00;CALL', ...lines, `M1;GBPUSD-OTC;${stamp(minutesAgo(-600))};PUT`].join('\n');
  const [first] = await answersTo(house, ana, people.send(ana, `/check g1\n${list}`));
  const figures = (text = '') =>
    text.split('\n').filter((line) => /^(🟢|🔵|🔴|💰|Para empatar|Cara|Sinais com)/u.test(line));
  expect(figures(first?.text)).toHaveLength(7);
  expect(first?.text).toContain('segredo da Ana');
  const [, id] = /#([0-9A-Z]{8})/.exec(first?.text ?? '') ?? [];

  const asked = house.broker.log.count('get-candles');
  const [again] = await answersTo(house, rui, people.send(rui, `/result ${id}`));
  expect(again?.text).toContain('✅ Confere');
  expect(figures(again?.text)).toEqual(figures(first?.text));
  expect(again?.text).toMatch(/^2 .* GBPUSD \(OTC\)/m);
  // What is no signal stays with the person who pasted it.
  expect(again?.text).not.toContain('segredo');
  expect(house.broker.log.count('get-candles')).toBe(asked);
  await pressWhenThere(house, rui, /▶️/);
  const second = await people.waitFor(rui, (chat) =>
    chat.messages.find((one) => one.id === again?.id && /^2[34] /m.test(one.text)),
  );
  expect(second.text).toMatch(/^24 ⏳ por vir/m);

  people.send(ana, '/history');
  const before = await pressWhenThere(house, ana, /Lista de sinais · 23 sinais · até G1/);
  const [reopened] = await answersTo(house, ana, before.id);
  expect(reopened?.text).toContain('Resposta guardada');
  expect(reopened?.text).toContain('segredo da Ana');
  expect(figures(reopened?.text)).toEqual(figures(first?.text));
});

test('a list whose candles have changed since does not check', async () => {
  const ana = await settle(house);
  const atMs = minutesAgo(500);
  const [first] = await answersTo(house, ana, people.send(ana, `/check g0\nUSDJPY-OTC ${stamp(atMs)} CALL`));
  const [, id] = /#([0-9A-Z]{8})/.exec(first?.text ?? '') ?? [];
  const { id: assetId } = await house.database
    .selectFrom('asset')
    .select('id')
    .where('ticker', '=', 'USDJPY-OTC')
    .executeTakeFirstOrThrow();
  const flat = { openMs: atMs, open: 1, high: 2, low: 1, close: 1 };
  const [truth = flat] = house.broker.truth('USDJPY-OTC', {
    timeframeSeconds: 60,
    fromMs: atMs,
    toMs: atMs + MINUTE_MS,
  });
  const turned =
    truth.open === truth.close
      ? { ...truth, close: truth.high + 1, high: truth.high + 1 }
      : { ...truth, open: truth.close, close: truth.open };
  await saveCandles(house.database, { assetId, timeframeSeconds: 60, candles: [turned], revision: 'next' });
  const [again] = await answersTo(house, ana, people.send(ana, `/result ${id}`));
  expect(again?.text).toMatch(/⚠️ Não confere: as velas guardadas mudaram.*Com as de agora: [01] de 1/);
  await house.database.deleteFrom('candle_chunk').where('asset_id', '=', assetId).execute();
  const [gone] = await answersTo(house, ana, people.send(ana, `/result ${id}`));
  expect(gone?.text).toContain('já não estão guardadas');
});

test('a list pasted without a command is checked, a lone line too', async () => {
  const ana = await settle(house);
  const line = `M5;EURUSD-OTC;${stamp(Math.floor(minutesAgo(120) / (5 * MINUTE_MS)) * 5 * MINUTE_MS).replace(' ', ';')};CALL`;
  const [answer, ...more] = await answersTo(house, ana, people.send(ana, line));
  expect(more).toEqual([]);
  expect(codesOf(answer?.text ?? '')).toHaveLength(1);
});

test('a list that was sent before is checked in a reply to it, with options', async () => {
  const ana = await settle(house);
  const firstMs = minutesAgo(300);
  const list = Array.from({ length: 40 }, (_, place) => `EURUSD-OTC ${stamp(firstMs + place * MINUTE_MS)} PUT`).join(
    '\n',
  );
  const sent = people.send(ana, list);
  const [usual] = await answersTo(house, ana, sent);
  expect(usual?.text).toMatch(/até G2 *\n/);
  const asked = people.send(ana, '/check g0 doji', { replyToMessageId: sent });
  const [answer] = await answersTo(house, ana, asked);
  expect(answer?.text).toMatch(/sem gale *\n/);
  // With ties apart a doji is neither won nor lost.
  const { rows, dojis } = await entriesOf(firstMs, 40);
  const [, played] = /Sinais contados: (\d+)/.exec(answer?.text ?? '') ?? [];
  expect(Number(played)).toBe(rows - dojis);
});

test('a check can be canceled while it runs', async () => {
  const ana = await settle(house, { name: 'Rui' });
  house.broker.faults.set({ delayMs: 400 });
  const days = Array.from({ length: 40 }, (_, day) => `AUDCAD-OTC ${stamp(minutesAgo(0) - (day + 3) * DAY_MS)} CALL`);
  people.send(ana, `/check m1\n${days.join('\n')}`);
  await pressWhenThere(house, ana, /Cancelar/);
  const after = await people.waitFor(ana, (chat) => chat.messages.find((one) => /Cancelado/.test(one.text)), 15_000);
  house.broker.faults.clear();
  expect(after.text).toMatch(/Lista de sinais/);
});

test('other gales are one tap away, for the same list', async () => {
  const ana = await settle(house);
  const [answer] = await answersTo(house, ana, people.send(ana, `/check g0\nEURUSD-OTC ${stamp(minutesAgo(90))} CALL`));
  expect(answer?.text).toMatch(/sem gale/);
  await pressWhenThere(house, ana, /^G2$/);
  const deeper = await people.waitFor(ana, (chat) =>
    chat.messages.find((one) => one.id === answer?.id && /até G2: /.test(one.text)),
  );
  expect(codesOf(deeper.text)).toHaveLength(1);
});

test('wrong lines are named, the others are checked all the same', async () => {
  const ana = await settle(house);
  const good = stamp(minutesAgo(60));
  const list = [
    `M1;EURUSD-OTC;${good};CALL`,
    'M1;EURUSD-OTC;25:00;CALL',
    'M1;EURUSD-OTC;31/02/2026 10:00;CALL',
    `M1;EURUSD-OTC;01/01/1999 10:00;CALL`,
    `M1;EURUSD-OTC;${stamp(Date.now() - 400 * DAY_MS)};CALL`,
    `M1;EURUSD-OTC;${stamp(Date.now() + 400 * DAY_MS)};CALL`,
    `M1;EURUSD-OTC;${good}`,
    `M1;${good};CALL`,
    `H4;EURUSD-OTC;${good};CALL`,
    'M15;EURUSD-OTC;10:07;CALL',
    `M1;EURUSDX;${good};CALL`,
    `M1;EURUSD-OTC;${good};CALL`,
    '<b>oi</b>',
  ];
  const [answer] = await answersTo(house, ana, people.send(ana, `/check\n${list.join('\n')}`));
  const text = answer?.text ?? '';
  expect(codesOf(text)).toHaveLength(1);
  for (const said of [
    /Linha 2: falta um horário/,
    /Linha 3: a data não existe/,
    /Linha 4: é antes dos \d+ dias/,
    /Linha 5: é antes dos \d+ dias/,
    /Linha 6: é no futuro; confira o ano/,
    /Linha 7: falta a direção/,
    /Linha 8: falta o ativo/,
    /Linha 9: o tempo da vela/,
    /Linha 10: nenhuma vela desse tempo/,
    /Linha 11: não conheço EURUSDX; seria EURUSD/,
    /Linha 12: repete/,
    /Linha 13: .* · <b>oi<\/b>/,
    /12 linhas com erro/,
  ]) {
    expect(text).toMatch(said);
  }
});

test('a time still to come is of yesterday; one with a date of tomorrow is to come', async () => {
  const ana = await settle(house);
  const later = stamp(minutesAgo(-5));
  const [answer] = await answersTo(
    house,
    ana,
    people.send(ana, `/check m1 g0\nEURUSD-OTC ${later.split(' ')[1]} CALL\nEURUSD-OTC ${later} PUT`),
  );
  const yesterday = stamp(minutesAgo(-5) - DAY_MS).slice(0, 5);
  expect(answer?.text).toMatch(new RegExp(`^1 (✅|❌) \\w+ · ${yesterday}`, 'm'));
  expect(answer?.text).toMatch(/^2 ⏳ por vir/m);
});

test('a list longer than a hundred lines says what was left out', async () => {
  const ana = await settle(house);
  const list = Array.from(
    { length: 130 },
    (_, place) => `${stamp(minutesAgo(200 - place)).split(' ')[1]};EURUSD-OTC;PUT`,
  );
  const [answer] = await answersTo(house, ana, people.send(ana, `/check\n${list.join('\n')}`));
  expect(answer?.text).toMatch(/Conferi as 100 primeiras linhas; 30 ficaram de fora/);
});

test.each([
  ['nothing', '', /Cole a sua lista de sinais aqui/],
  ['small talk', 'bom dia', /Não achei nenhum sinal[\s\S]*Linha 1/],
  ['4 kB of noise', 'x;y;z\n'.repeat(600), /Não achei nenhum sinal/],
])('%s is answered with an example', async (_what, typed, said) => {
  const ana = await settle(house);
  const [answer, ...more] = await answersTo(house, ana, people.send(ana, `/check ${typed}`));
  expect(more).toEqual([]);
  expect(answer?.text).toMatch(said);
  expect(answer?.text).toMatch(/M5;EURUSD-OTC;13:50;CALL/);
});

test('no call of the bot was malformed', () => {
  expect(wrongCalls(house)).toEqual([]);
  expect(house.output.join('')).toBe('');
});
