import { afterAll, expect, test } from 'vitest';
import { type Candle, DAY_MS } from '#engine/index.ts';
import { saveCandles } from '#io/market/candle-store.ts';
import type { SeenMessage } from '#io/telegram/simulator/simulator.ts';
import { answersTo, pictureFor, untilQuiet } from '#test/support/answers.ts';
import { wrongCalls } from '#test/support/calls.ts';
import { findButton, openHouse, pressWhenThere, settle } from '#test/support/house.ts';

const house = await openHouse();
const { people } = house.telegram;
afterAll(() => house.close());

const catalog = (person: number, words: string) => pictureFor(house, person, people.send(person, `/catalog ${words}`));

function idIn({ text }: SeenMessage): string {
  return /#([0-9A-Z]{8})/.exec(text)?.[1] ?? '';
}

/** The lines that carry figures: what must be the same months later. */
function figuresIn({ text }: SeenMessage): string[] {
  return text.split('\n').filter((line) => /^(🟢|🔵|🟡|🔴|⚪|Sequências|Payout|Velas|Estratégia)/u.test(line));
}

test('a result is worked out again from the stored candles: the same figures, and nobody asks the broker', async () => {
  const ana = await settle(house);
  const first = await catalog(ana, 'EURUSD-OTC m1 minority g2 100');
  const id = idIn(first);
  expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
  const asked = house.broker.log.count('get-candles');
  const again = await pictureFor(house, ana, people.send(ana, `/result ${id.toLowerCase()}`));
  expect(again.text).toContain('✅ Confere');
  expect(figuresIn(again)).toEqual(figuresIn(first));
  expect(figuresIn(first).length).toBeGreaterThanOrEqual(8);
  expect(house.broker.log.count('get-candles')).toBe(asked);
});

test('anybody may check it: by its name, by the button, or by a link', async () => {
  const [ana, rui] = [await settle(house), await settle(house, { name: 'Rui' })];
  const first = await catalog(ana, 'GBPUSD-OTC m5 mhi g1 3d');
  const byLink = await pictureFor(house, rui, people.send(rui, `/start r_${idIn(first)}`));
  expect(byLink.text).toContain('✅ Confere');
  expect(figuresIn(byLink)).toEqual(figuresIn(first));
  const pressed = await pressWhenThere(house, rui, /Conferir/);
  const byButton = await pictureFor(house, rui, pressed.id);
  expect(byButton.text).toContain('✅ Confere');
});

test('the same question of the same candles has the same name', async () => {
  const [ana, rui] = [await settle(house), await settle(house, { name: 'Rui' })];
  const words = 'EURJPY-OTC m1 minority g2 2d';
  let [first, second] = [await catalog(ana, words), await catalog(rui, words)];
  // The minute may turn between the two: then they are two results, and the next pair has a minute to itself.
  if (idIn(first) !== idIn(second)) [first, second] = [await catalog(ana, words), await catalog(rui, words)];
  expect(idIn(second)).toBe(idIn(first));
});

test('a candle that was changed since is noticed', async () => {
  const ana = await settle(house);
  const first = await catalog(ana, 'USDJPY-OTC m1 minority g2 24h');
  const { id: assetId } = await house.database
    .selectFrom('asset')
    .select('id')
    .where('ticker', '=', 'USDJPY-OTC')
    .executeTakeFirstOrThrow();
  const { from_ms: fromMs } = await house.database
    .selectFrom('result')
    .select('from_ms')
    .where('id', '=', idIn(first))
    .executeTakeFirstOrThrow();
  const truth = house.broker.truth('USDJPY-OTC', { timeframeSeconds: 60, fromMs, toMs: fromMs + 3_600_000 });
  const turned = truth.map((one): Candle => ({ ...one, open: one.close, close: one.open }));
  await saveCandles(house.database, { assetId, timeframeSeconds: 60, candles: turned, revision: 'next' });
  const [again] = await answersTo(house, ana, people.send(ana, `/result #${idIn(first)}`));
  expect(again?.text).toMatch(/⚠️ Não confere: as velas guardadas mudaram.*Com as de agora: \d+ de \d+/);
  expect(figuresIn(again!)).toEqual(figuresIn(first));
});

test('candles that are gone, and a strategy that means something else by now, are said', async () => {
  const ana = await settle(house);
  const old = await catalog(ana, 'AUDUSD-OTC m1 minority g2 100');
  await house.database.updateTable('result').set({ strategy_version: 0 }).where('id', '=', idIn(old)).execute();
  const [changed] = await answersTo(house, ana, people.send(ana, `/result ${idIn(old)}`));
  expect(changed?.text).toContain('A definição da estratégia mudou');

  const gone = await catalog(ana, 'NZDUSD-OTC m1 minority g2 100');
  const asset = house.database.selectFrom('asset').select('id').where('ticker', '=', 'NZDUSD-OTC');
  await house.database.deleteFrom('candle_chunk').where('asset_id', '=', asset).execute();
  const [lost] = await answersTo(house, ana, people.send(ana, `/result ${idIn(gone)}`));
  expect(lost?.text).toContain('já não estão guardadas');
  expect(figuresIn(lost!)).toEqual(figuresIn(gone));
});

test.each([
  ['/result', /oito letras[\s\S]*\/result K7Q2M4XA/],
  ['/result 00000000', /Não encontrei o resultado “00000000”[\s\S]*\/result/],
  [`/result ${'x'.repeat(900)}`, /Não encontrei o resultado “x+…”/],
  ['/result <b>&', /Não encontrei o resultado “<b>&”/],
])('"%s" is answered with what would be right', async (typed, seen) => {
  const ana = await settle(house);
  const [answer] = await answersTo(house, ana, people.send(ana, typed));
  expect(answer?.text).toMatch(seen);
});

test('somebody new who follows a link reads the notice first', async () => {
  const eva = people.create({ firstName: 'Eva', languageCode: 'pt-br' });
  const [answer] = await answersTo(house, eva.id, people.send(eva.id, '/start r_K7Q2M4XA'));
  expect(answer?.text).toContain('18 anos');
});

test('the history opens past results at once, each with its own picture, and nothing goes up again', async () => {
  const ana = await settle(house);
  const [none] = await answersTo(house, ana, people.send(ana, '/history'));
  expect(none?.text).toContain('ainda não tem resultados');
  const first = await catalog(ana, 'EURUSD-OTC m1 minority g2 50');
  await catalog(ana, 'GBPUSD-OTC m1 minority g1 50');
  const uploads = () => house.telegram.log.calls.filter((call) => call.files.length > 0).length;
  const [before, asked] = [uploads(), house.broker.log.count('get-candles')];
  people.send(ana, '/historico');
  const list = await pressWhenThere(house, ana, /· EURUSD \(OTC\) · M1/);
  const reopened = await pictureFor(house, ana, list.id);
  expect(reopened.photo?.fileId).toBe(first.photo?.fileId);
  expect(figuresIn(reopened)).toEqual(figuresIn(first));
  expect(reopened.text).toContain('Resposta guardada');
  expect([uploads(), house.broker.log.count('get-candles')]).toEqual([before, asked]);
});

test('the history is paged, and shows nobody else’s results', async () => {
  const [ana, rui] = [await settle(house), await settle(house, { name: 'Rui' })];
  for (let blocks = 20; blocks < 29; blocks += 1) await catalog(ana, `EURUSD-OTC m1 minority g2 ${blocks}`);
  people.send(ana, '/history');
  const page = await people.waitFor(ana, (chat) => findButton(chat, /▶️/)?.message);
  expect(page.keyboard.flat()).toHaveLength(9);
  await pressWhenThere(house, ana, /▶️/);
  const second = await people.waitFor(ana, (chat) => findButton(chat, /◀️/)?.message);
  expect(second.id).toBe(page.id);
  expect(second.keyboard.flat()).toHaveLength(2);
  const [empty] = await answersTo(house, rui, people.send(rui, '/history'));
  expect(empty?.text).toContain('ainda não tem resultados');
});

test('a window longer than the history says from when there are candles', async () => {
  const ana = await settle(house);
  await catalog(ana, 'USDCHF-OTC m1 minority g2 50');
  const asset = house.database.selectFrom('asset').select('id').where('ticker', '=', 'USDCHF-OTC');
  const until = Math.floor(Date.now() / 60_000) * 60_000 - DAY_MS;
  // The broker has nothing older than a day.
  const { id: assetId } = await asset.executeTakeFirstOrThrow();
  await house.database.deleteFrom('candle_chunk').where('asset_id', '=', assetId).execute();
  await house.database.deleteFrom('candle_gap').where('asset_id', '=', assetId).execute();
  const gap = { timeframe_seconds: 60, from_ms: until - 40 * DAY_MS, to_ms: until, reason: 'missing' };
  await house.database
    .insertInto('candle_gap')
    .values({ asset_id: assetId, ...gap })
    .execute();
  const result = await catalog(ana, 'USDCHF-OTC m1 minority g2 7d');
  expect(result.text).toMatch(/mais longo que o histórico: as velas começam em \d\d\/\d\d \d\d:\d\d/);
});

test('no call of the bot was malformed', async () => {
  await untilQuiet(house);
  expect(wrongCalls(house)).toEqual([]);
});
