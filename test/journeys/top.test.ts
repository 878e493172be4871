import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Tally } from '#engine/index.ts';
import { type RankingRow, rankingKey, saveRanking, WARM_RANKINGS } from '#io/market/ranking.ts';
import type { SeenMessage } from '#io/telegram/simulator/simulator.ts';
import { answersTo, pictureFor, untilQuiet } from '#test/support/answers.ts';
import { wrongCalls } from '#test/support/calls.ts';
import { findButton, openHouse, pressWhenThere, settle } from '#test/support/house.ts';

const house = await openHouse();
const { people } = house.telegram;
afterAll(() => house.close());

/** Linked, and told so: the broker's list comes a moment after the link. */
async function settleWithList(): Promise<number> {
  const person = await settle(house);
  await people.waitFor(person, (chat) => chat.messages.find((one) => /Conta conectada/.test(one.text)));
  return person;
}

// Somebody new each time: who asks all of this in three seconds is told to slow down.
let ana = await settleWithList();
beforeEach(async () => {
  ana = await settleWithList();
});
const assets = await house.database
  .selectFrom('asset')
  .select(['ticker', 'is_otc', 'category'])
  .where('is_open', '=', true)
  .orderBy('ticker')
  .execute();

const tallyOf = (win: number[], loss: number): Tally => {
  const total = win.reduce((sum, won) => sum + won, loss);
  return { cycles: total, win, loss, doji: 0, noSignal: 0, void: 0, total };
};

/** A fair coin's result on one asset: 87.5 % with two gales. */
const rowOf = (ticker: string, at: number): RankingRow => ({
  ticker,
  strategyId: 'MINORIA(5)',
  counts: tallyOf([48 + (at % 5), 24, 12], 12),
  maxLossStreak: 2,
  lossRuns: [
    [1, 10],
    [2, 1],
  ],
  dojiRatio: 0.01,
  payoutRatio: 0.87,
  coverage: { present: 500, expected: 500 },
});

const minuteMs = () => Math.floor(Date.now() / 60_000) * 60_000;

async function rankingIs(rows: readonly RankingRow[], candlesUntilMs = minuteMs()): Promise<void> {
  for (const question of WARM_RANKINGS) {
    await saveRanking(house.database, rankingKey(question), { candlesUntilMs, computedAtMs: Date.now(), rows });
  }
}

/** The names in the list, best first. */
function namesIn({ text }: SeenMessage): string[] {
  return [...text.matchAll(/(?:🥇|🥈|🥉|4️⃣|5️⃣) (.*?) · /gu)].map((match) => match[1]!);
}

test('from a ranking that stands ready it answers without a worker and without the broker, and then gets its picture', async () => {
  // Figures of no other test: nobody has seen this picture.
  await rankingIs(assets.map(({ ticker }) => ({ ...rowOf(ticker, 0), counts: tallyOf([41, 23, 17], 19) })));
  await house.kill('jobs', 'SIGTERM');
  const calls = house.broker.log.counts();
  const asked = people.send(ana, '/top');
  const isAnswer = (one: SeenMessage) => one.id > asked && one.from === 'bot';
  const told = await people.waitFor(ana, (chat) => chat.messages.find(isAnswer)).finally(() => house.start('jobs'));
  expect(namesIn(told)).toHaveLength(5);
  expect(told.text).toContain(`Testei ${assets.length} combinações`);
  expect(told.text).toMatch(/Nenhuma se separa da sorte. Velas até \d\d\/\d\d \d\d:\d\d/);
  expect(told.photo).toBeNull();
  const drawn = await pictureFor(house, ana, asked);
  expect(drawn).toMatchObject({ id: told.id, text: told.text });
  expect(house.broker.log.counts()).toEqual(calls);
});

test('who asks the same in the same minute gets the picture of the first at once', async () => {
  const rui = await settle(house, { name: 'Rui' });
  await rankingIs(assets.map(({ ticker }, at) => rowOf(ticker, at)));
  const first = await pictureFor(house, ana, people.send(ana, '/top'));
  const second = await pictureFor(house, rui, people.send(rui, '/top'));
  // The minute may turn in between; but nothing is renewed here, so the candles are the same.
  expect(second.photo?.fileId).toBe(first.photo?.fileId);
  expect(second.text).toBe(first.text);
});

test('a list is in the history under its name, also where its picture was there at once', async () => {
  const rui = await settle(house, { name: 'Rui' });
  await rankingIs(assets.map(({ ticker }, at) => rowOf(ticker, at)));
  await pictureFor(house, ana, people.send(ana, '/top'));
  const first = await pictureFor(house, rui, people.send(rui, '/top'));
  const [id] = /#[0-9A-Z]{8}/.exec(first.text) ?? [];
  people.send(rui, '/history');
  const list = await pressWhenThere(house, rui, /· Top 5 · M1 · Minoria/);
  const reopened = await pictureFor(house, rui, list.id);
  expect(reopened.text).toContain('Resposta guardada');
  expect(reopened.text).toContain(id);
  expect(reopened.photo?.fileId).toBe(first.photo?.fileId);
});

test('a row is marked when it beats break-even after correction for all that was computed, seen or not', async () => {
  const planted = { ...rowOf(assets[0]!.ticker, 0), counts: tallyOf([500, 300, 180], 20) };
  const others = assets.slice(1).map(({ ticker }, at) => rowOf(ticker, at));
  // Counted too, though nobody asked for this strategy.
  const unseen = assets.map(({ ticker }, at) => ({ ...rowOf(ticker, at), strategyId: 'MHI1_MIN' }));
  await rankingIs([...others, planted, ...unseen]);
  const result = await pictureFor(house, ana, people.send(ana, '/top'));
  const [best, ...rest] = result.text.split('\n').filter((line) => /^(acima|igual|abaixo|não)/.test(line));
  expect(best).toContain('acima do equilíbrio');
  expect(rest.join('\n')).not.toContain('acima do equilíbrio');
  expect(result.text).toContain(`Testei ${2 * assets.length} combinações`);
  expect(result.text).toContain('Só uma se separa da sorte.');
});

test('the lower bound goes first; the highest rate is one tap away', async () => {
  const [long, short, ...others] = assets.map(({ ticker }, at) => rowOf(ticker, at));
  const rows = [
    { ...long!, counts: tallyOf([500, 300, 150], 50) },
    // Perfect, but only twelve times.
    { ...short!, counts: tallyOf([9, 2, 1], 0) },
    ...others,
  ];
  await rankingIs(rows);
  const honest = await pictureFor(house, ana, people.send(ana, '/top'));
  expect(namesIn(honest)[0]).toBe(nameOf(long!.ticker));
  const pressed = await pressWhenThere(house, ana, /maior taxa/);
  const byRate = await pictureFor(house, ana, pressed.id);
  expect(namesIn(byRate)[0]).toBe(nameOf(short!.ticker));
  expect(byRate.text).toContain('100,0%');
});

test('rows whose candles are missing are not ranked, and that is said', async () => {
  const [sparse, ...others] = assets.map(({ ticker }, at) => rowOf(ticker, at));
  const counts = tallyOf([95, 4, 1], 0);
  await rankingIs([{ ...sparse!, counts, coverage: { present: 489, expected: 500 } }, ...others]);
  const result = await pictureFor(house, ana, people.send(ana, '/top'));
  expect(namesIn(result)).not.toContain(nameOf(sparse!.ticker));
  expect(result.text).toContain(`fora da ordem: ${nameOf(sparse!.ticker)} 97,8%`);
});

test.each([
  ['otc', ({ is_otc }: (typeof assets)[number]) => is_otc, /· OTC/],
  ['normal', ({ is_otc }: (typeof assets)[number]) => !is_otc, /mercado normal/],
  ['cripto', ({ category }: (typeof assets)[number]) => category === 'crypto', /Cripto/],
])('"/top %s" shows nothing else', async (word, isWanted, seen) => {
  await rankingIs(assets.map(({ ticker }, at) => rowOf(ticker, at)));
  const wanted = assets.filter(isWanted).map(({ ticker }) => nameOf(ticker));
  const [result] = await answersTo(house, ana, people.send(ana, `/top ${word}`));
  if (wanted.length === 0) return expect(result?.text).toContain('Nada passou por estes filtros');
  expect(result?.text).toMatch(seen);
  for (const name of namesIn(result!)) expect(wanted).toContain(name);
});

test('a least payout that nothing reaches leaves nothing, and says so', async () => {
  await rankingIs(assets.map(({ ticker }, at) => rowOf(ticker, at)));
  const [result] = await answersTo(house, ana, people.send(ana, '/top payout 99'));
  expect(result?.text).toContain('Nada passou por estes filtros');
});

test('the menu changes one thing at a time and ends in the list', async () => {
  await rankingIs(assets.map(({ ticker }, at) => rowOf(ticker, at)));
  await pictureFor(house, ana, people.send(ana, '/top'));
  await pressWhenThere(house, ana, /Filtros/);
  await pressWhenThere(house, ana, /🏛/);
  await pressWhenThere(house, ana, /^OTC$/);
  await pressWhenThere(house, ana, /📏/);
  await pressWhenThere(house, ana, /24 h/);
  const menu = await people.waitFor(ana, (chat) => findButton(chat, /🏛 OTC/)?.message);
  await pressWhenThere(house, ana, /Ver o Top 5/);
  const result = await people.waitFor(ana, (chat) =>
    chat.messages.find((one) => one.id >= menu.id && one.photo !== null && /24 h · OTC/.test(one.text)),
  );
  expect(result.id).toBe(menu.id);
});

test('an old ranking is not shown as today’s: the list is worked out anew, for every strategy at once', async () => {
  await rankingIs([], minuteMs() - 600_000);
  const result = await pictureFor(house, ana, people.send(ana, '/top m5 todas g1 24h'));
  expect(result.text).toMatch(/M5 · todas as estratégias/);
  expect(namesIn(result)).toHaveLength(5);
  const tried = Number(/Testei ([\d.]+)/.exec(result.text)?.[1]?.replace('.', ''));
  expect(tried).toBeGreaterThan(3 * assets.length);
});

test.each([
  ['xyz', /Não entendi “xyz”[\s\S]*\/top m1 minority g2 100/],
  ['otc normal', /“normal” veio a mais[\s\S]*\/top/],
  ['payout 300', /“300” não serve como payout mínimo/],
  ['g77 otc', /“g77” não serve: vai de g0[\s\S]*\/top m1 minority g9 100 otc/],
  ['m7', /“m7” não é um tempo de vela/],
  ['9999999h', /“9999999h” não serve/],
  ['x'.repeat(700), /longo demais/],
])('"/top %s" gets one clear line and a working example', async (typed, seen) => {
  const [answer] = await answersTo(house, ana, people.send(ana, `/top ${typed}`));
  expect(answer?.text).toMatch(seen);
});

test('no call of the bot was malformed', async () => {
  await untilQuiet(house);
  expect(wrongCalls(house)).toEqual([]);
});

function nameOf(ticker: string): string {
  return ticker.replace('-OTC', ' (OTC)');
}
