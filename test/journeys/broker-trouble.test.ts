import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, afterEach, expect, test } from 'vitest';
import type { CatalogFacts } from '#bot/views/catalog.ts';
import { columnsFrom, DEFAULT_READING, type EpochMs, evaluate, findStrategy, windowRange } from '#engine/index.ts';
import type { FaultSettings } from '#io/broker/simulator/faults.ts';
import { CANDLES_CHANNEL } from '#io/market/candle-news.ts';
import type { SeenMessage } from '#io/telegram/simulator/simulator.ts';
import { answersTo, countRequests, pictureFor, untilQuiet } from '#test/support/answers.ts';
import { wrongCalls } from '#test/support/calls.ts';
import { findButton, link, openHouse, pressWhenThere, settle } from '#test/support/house.ts';
import { waitUntil } from '#test/support/wait-until.ts';

/** As long as a request may take in the operator's configuration. */
const PATIENCE = { POLARIUM_TIMEOUT_SECONDS: '4' };
const house = await openHouse({ env: PATIENCE });
const { people } = house.telegram;
const { broker } = house;
afterEach(async () => {
  const wasDown = broker.faults.current.down;
  broker.faults.clear();
  // A broker that was away is left alone for so long, as configured (test/support/house.ts).
  if (wasDown) await sleep(1_000);
});
afterAll(() => house.close());

const DOWN = /🔌 A corretora não está respondendo agora/;
const PATIENCE_MS = 80_000;
const TRY_AGAIN_MS = 1_000;
const ANNOYING: Partial<FaultSettings> = {
  duplicateAnswers: true,
  outOfOrder: true,
  numericIds: true,
  unknownEvents: true,
  shuffledCandles: true,
};

test.each<[string, string, Partial<FaultSettings>]>([
  ['every answer twice', 'GBPUSD-OTC', { duplicateAnswers: true }],
  ['answers out of order', 'USDJPY-OTC', { outOfOrder: true }],
  ['request ids as numbers', 'AUDCAD-OTC', { numericIds: true }],
  ['events nobody knows', 'EURJPY-OTC', { unknownEvents: true }],
  ['candles doubled and shuffled', 'NZDUSD-OTC', { shuffledCandles: true }],
  ['a hole in the candle ids', 'USDCHF-OTC', { idHole: true }],
  ['200 ms for every answer', 'GBPJPY-OTC', { delayMs: 200 }],
  ['all of it at once', 'EURGBP-OTC', { ...ANNOYING, delayMs: 50 }],
])('with %s the figures are those of the market', async (_what, ticker, fault) => {
  const ana = await settle(house);
  broker.faults.set(fault);
  const [result, ...more] = await answersTo(house, ana, people.send(ana, `/catalog ${ticker} m1 minority g2 48h`));
  expect(more).toEqual([]);
  await expectTruth(ana, result, []);
});

// A market without the daily pause: there a block may be incomplete already.
test('a candle the broker has lost is shown in the coverage, and its block is not counted', async () => {
  const ana = await settle(house);
  broker.faults.set({ missingCandle: true });
  const [result] = await answersTo(house, ana, people.send(ana, question('ETHUSD')));
  const facts = await factsOf(ana);
  const lost = await lostCandles('ETHUSD', facts);
  expect(lost).toHaveLength(1);
  await expectTruth(ana, result, lost);
  expect(facts.coverage.present).toBe(truthOf(facts, []).coverage.present - 1);
  expect(facts.counts.cycles).toBeLessThan(truthOf(facts, []).counts.cycles);
});

test('answers that cannot be read are asked for again', async () => {
  const kinds = ['malformed', 'truncated', 'nan', 'huge'] as const;
  const tickers = ['USDCAD-OTC', 'AUDJPY-OTC', 'GBPCAD-OTC', 'GBPAUD-OTC'];
  const askers = await Promise.all(kinds.map(() => settle(house)));
  const asked: number[] = [];
  for (const [index, kind] of kinds.entries()) {
    broker.faults.set({ spoil: { kind, times: 1 } });
    asked.push(people.send(askers[index]!, question(tickers[index]!)));
    await waitUntil(`an answer is ${kind}`, () => broker.faults.current.spoil?.times === 0);
  }
  for (const [index, ana] of askers.entries()) {
    const result = await pictureFor(house, ana, asked[index]!);
    await untilQuiet(house);
    await expectTruth(ana, result, []);
  }
}, 90_000);

test('candles of a wrong type are no figures: the broker is said to be down, and asked again it works', async () => {
  const ana = await settle(house);
  broker.faults.set({ spoil: { kind: 'wrong_types', times: 1 } });
  const asked = people.send(ana, question('EURCAD-OTC'));
  const answers = await answersTo(house, ana, asked);
  expect(answers.map(({ text }) => text)).toEqual([expect.stringMatching(DOWN)]);
  await pressWhenThere(house, ana, /Tentar de novo/);
  const result = await pictureFor(house, ana, asked);
  await untilQuiet(house);
  await expectTruth(ana, result, []);
});

test('a broker that never answers is said to be down', async () => {
  const ana = await settle(house);
  broker.faults.set({ unanswered: ['get-candles'] });
  const asked = people.send(ana, question('EURAUD-OTC'));
  const told = await people.waitFor(ana, (chat) => chat.messages.find((one) => DOWN.test(one.text)), 60_000);
  await untilQuiet(house);
  expect(people.chat(ana).messages.filter((one) => one.id > asked)).toEqual([told]);
}, 90_000);

test('a connection cut every few frames gets there in the end, with every candle once', async () => {
  const ana = await settle(house);
  broker.faults.set({ dropAfterFrames: 8 });
  const asked = people.send(ana, '/catalog AUDCHF-OTC m1 minority g2 48h');
  const done = await persist(ana, asked);
  await untilQuiet(house);
  await expectTruth(ana, done, []);
}, 120_000);

test('down without an older answer: it says so, and the same message becomes the chart when the broker is back', async () => {
  const ana = await settle(house);
  broker.faults.set({ down: true });
  const asked = people.send(ana, question('EURCHF-OTC'));
  const told = await people.waitFor(ana, (chat) => chat.messages.find((one) => DOWN.test(one.text)), 40_000);
  expect(told.text).toMatch(/Tente de novo (em alguns minutos|às \d\d:\d\d)\./);
  expect(findButton(people.chat(ana), /Ver a de/)).toBeNull();
  broker.faults.clear();
  const result = await persist(ana, asked);
  expect(result.id).toBe(told.id);
  await untilQuiet(house);
  await expectTruth(ana, result, []);
}, 90_000);

test('down with an older answer: it is offered with its age, and a tap shows it as it was', async () => {
  const ana = await settle(house);
  const [first] = await answersTo(house, ana, people.send(ana, question('CADJPY-OTC')));
  await forgetCandles();
  broker.faults.set({ down: true });
  const asked = people.send(ana, question('CADJPY-OTC'));
  const told = await people.waitFor(ana, (chat) => chat.messages.find((one) => DOWN.test(one.text)), 40_000);
  expect(told.text).toMatch(/Tenho a resposta de \d+ min atrás/);
  await pressWhenThere(house, ana, /🕰 Ver a de \d+ min atrás/);
  const stored = await pictureFor(house, ana, asked);
  expect(stored.photo?.fileId).toBe(first?.photo?.fileId);
  expect(stored.text).toMatch(/🕰 Resposta guardada, de \d+ min atrás\./);
  const figure = /1ª entrada: .*/;
  expect(figure.exec(stored.text)?.[0]).toBe(figure.exec(first?.text ?? '')?.[0]);
  broker.faults.clear();
  await pressWhenThere(house, ana, /Atualizar/);
  await persist(ana, stored.id);
}, 120_000);

test('what is stored needs no broker', async () => {
  const ana = await settle(house);
  const day = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
  const asked = `/catalog NZDJPY-OTC m1 minority g2 ${day}`;
  await answersTo(house, ana, people.send(ana, asked));
  broker.faults.set({ down: true });
  const [answer] = await answersTo(house, ana, people.send(ana, asked));
  expect(answer?.photo).not.toBeNull();
  expect(answer?.text).not.toContain('Resposta guardada');
});

test('an asset without candles is said to have none, and another is offered', async () => {
  const ana = await settle(house);
  broker.faults.set({ notFoundAssets: [2298] });
  const answers = await answersTo(house, ana, people.send(ana, question('USDBRL-OTC')));
  expect(answers.map(({ text }) => text)).toEqual([
    expect.stringMatching(/não tem velas de USDBRL \(OTC\) neste período/),
  ]);
  await pressWhenThere(house, ana, /Outro ativo/);
  await people.waitFor(ana, (chat) => findButton(chat, /Moedas/));
});

test('a closed asset without candles is said to be closed; with candles its past is shown', async () => {
  const ana = await settle(house);
  const { broker_asset_id: brokerId } = await house.database
    .selectFrom('asset')
    .select('broker_asset_id')
    .where('ticker', '=', 'USDHKD-OTC')
    .executeTakeFirstOrThrow();
  broker.faults.set({ notFoundAssets: [brokerId ?? 0] });
  const answers = await answersTo(house, ana, people.send(ana, question('USDHKD-OTC')));
  expect(answers.map(({ text }) => text)).toEqual([expect.stringMatching(/🔒 USDHKD \(OTC\) está fechado agora/)]);
  broker.faults.clear();
  await forgetCandles();
  const [past] = await answersTo(house, ana, people.send(ana, question('USDHKD-OTC')));
  await expectTruth(ana, past, []);
  expect(past?.text).toMatch(/🔒 Fechado agora: as velas vão até (\d\d\/\d\d )?\d\d:\d\d\./);
});

test('without a list of assets yet nothing is called unknown, and the list is fetched', async () => {
  const ana = await settle(house);
  await forgetCandles();
  await house.database.deleteFrom('asset').execute();
  broker.faults.set({ unanswered: ['get-initialization-data'] });
  const asked = question('EURUSD-OTC');
  for (const typed of [asked, '/catalog', 'eurusd', 'XPTO-OTC']) {
    const answers = await answersTo(house, ana, people.send(ana, typed));
    expect(answers.map(({ text }) => text)).toEqual([expect.stringMatching(/Ainda não tenho a lista de ativos/)]);
  }
  broker.faults.clear();
  const listed = () => house.database.selectFrom('asset').select('id').execute();
  await expect.poll(async () => (await listed()).length, { timeout: 20_000 }).toBeGreaterThan(50);
  await pictureFor(house, ana, people.send(ana, asked));
});

test('a refused session: asked once to link again, no knocking at the broker, and all is well after it', async () => {
  const own = await openHouse({ env: PATIENCE });
  try {
    const ana = await settle(own);
    await pictureFor(own, ana, own.telegram.people.send(ana, question('EURUSD-OTC')));
    own.broker.revokeSessions();
    own.broker.dropConnections();
    const before = own.broker.log.count('authenticate');
    for (const typed of [question('GBPUSD-OTC'), question('GBPUSD-OTC'), '/top', '/catalog']) {
      const answers = await answersTo(own, ana, own.telegram.people.send(ana, typed));
      expect(answers.map(({ text }) => text)).toEqual([
        expect.stringMatching(/encerrou a sua sessão.*conecte de novo/),
      ]);
      expect(answers[0]?.keyboard.flat().map(({ text }) => text)).toEqual(['🔗 Conectar conta']);
    }
    // The line that comes back learns it, and at most one opening that was under way.
    expect(own.broker.log.count('authenticate') - before).toBeLessThanOrEqual(2);
    expect(await countRequests(own, ana)).toBe(2);
    await link(own, ana);
    await pictureFor(own, ana, own.telegram.people.send(ana, question('GBPUSD-OTC')));
    expect(wrongCalls(own)).toEqual([]);
  } finally {
    await own.close();
  }
}, 90_000);

test('no call of the bot was malformed', () => {
  expect(wrongCalls(house)).toEqual([]);
});

/** Every test has its own asset, so that the broker is asked. */
function question(ticker: string): string {
  return `/catalog ${ticker} m1 minority g2 6h`;
}

/** Presses "try again" as often as it is offered, until there is a picture: after a broker was away we leave it alone for a while. */
async function persist(personId: number, askedWith: number): Promise<SeenMessage> {
  const endMs = performance.now() + PATIENCE_MS;
  while (performance.now() < endMs) {
    const ending = await people.waitFor(
      personId,
      (chat) => chat.messages.find((one) => one.id > askedWith && (one.photo !== null || DOWN.test(one.text))),
      60_000,
    );
    if (ending.photo !== null) return ending;
    await pressWhenThere(house, personId, /Tentar de novo/);
    await sleep(TRY_AGAIN_MS);
  }
  throw new Error('Trying again and again brought no picture.');
}

async function factsOf(personId: number): Promise<CatalogFacts> {
  const { result } = await house.database
    .selectFrom('request')
    .select('result')
    .where('telegram_id', '=', personId)
    .where('state', '=', 'done')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return (result as { facts: CatalogFacts }).facts;
}

/** What the engine makes of the simulator's own market, less some candles. */
function truthOf({ query, nowMs }: CatalogFacts, without: readonly EpochMs[]) {
  const { ticker, timeframe, strategyId, depth, window } = query;
  const strategy = findStrategy({ timeframe, name: strategyId })!;
  const range = windowRange({ window, strategy, depth, nowMs });
  const candles = broker
    .truth(ticker, { timeframeSeconds: 60, ...range })
    .filter((one) => !without.includes(one.openMs));
  return evaluate(columnsFrom(candles, timeframe), { strategy, depth, reading: DEFAULT_READING, live: true, range });
}

async function expectTruth(personId: number, result: SeenMessage | undefined, without: readonly EpochMs[]) {
  const facts = await factsOf(personId);
  const { counts, coverage } = truthOf(facts, without);
  expect(facts.counts).toEqual(counts);
  expect(facts.coverage).toEqual(coverage);
  expect(result?.text).toContain(`1ª entrada: ${counts.win[0]} de ${counts.total} `);
  const number = new Intl.NumberFormat('pt-BR');
  expect(result?.text).toContain(`Velas: ${number.format(coverage.present)} de ${number.format(coverage.expected)}`);
}

/** The candles of the market that are known to be missing from the store. */
async function lostCandles(ticker: string, { query, nowMs }: CatalogFacts): Promise<EpochMs[]> {
  const gaps = await house.database
    .selectFrom('candle_gap')
    .innerJoin('asset', 'asset.id', 'candle_gap.asset_id')
    .select(['from_ms', 'to_ms'])
    .where('ticker', '=', ticker)
    .where('reason', '=', 'missing')
    .execute();
  const strategy = findStrategy({ timeframe: query.timeframe, name: query.strategyId })!;
  const range = windowRange({ window: query.window, strategy, depth: query.depth, nowMs });
  return broker
    .truth(ticker, { timeframeSeconds: 60, ...range })
    .map(({ openMs }) => openMs)
    .filter((openMs) => gaps.some(({ from_ms, to_ms }) => from_ms <= openMs && openMs < to_ms));
}

async function forgetCandles(): Promise<void> {
  await house.database.deleteFrom('candle_chunk').execute();
  await house.database.deleteFrom('candle_gap').execute();
  // What was made of them is to be forgotten as well.
  await house.database.deleteFrom('ready_answer').execute();
  await sql`select pg_notify(${CANDLES_CHANNEL}, '')`.execute(house.database);
}
