import { execFile } from 'node:child_process';
import { afterAll, expect, test } from 'vitest';
import { DAY_MS, FIRST_TOP, HOUR_MS, type TopQuestion } from '#engine/index.ts';
import { lastList } from '#io/db/lists.ts';
import { ROUTINES } from '#io/queues/jobs.ts';
import { openQueue } from '#io/queues/queue.ts';
import { openQueueStore } from '#io/queues/store.ts';
import { keepList } from '#jobs/keep-list.ts';
import { answersTo, pictureFor } from '../support/answers.ts';
import { wrongCalls } from '../support/calls.ts';
import { saveFairMarket } from '../support/fair-market.ts';
import { openHouse, pressWhenThere, settle } from '../support/house.ts';

const house = await openHouse();
const { people } = house.telegram;
afterAll(() => house.close());

const ASSETS = ['FAIRONE-OTC', 'FAIRTWO-OTC', 'FAIRTHREE-OTC'];
const QUESTION: TopQuestion = { ...FIRST_TOP, window: { kind: 'hours', count: 24 } };
/** Midnight in São Paulo. */
const TODAY_MS = Math.floor((Date.now() - 3 * HOUR_MS) / DAY_MS) * DAY_MS + 3 * HOUR_MS;

test('what was shown is checked by the clock a day later, and anybody can ask how it did', async () => {
  const ana = await settle(house);
  const early = await answersTo(house, ana, people.send(ana, '/record'));
  expect(early.at(-1)?.text).toMatch(/Ainda não guardei nenhuma lista/);
  expect(early.at(-1)?.photo).toBeNull();

  await writeLists();
  const waiting = await answersTo(house, ana, people.send(ana, '/acertos'));
  expect(waiting.at(-1)?.text).toMatch(/Já guardei 3 listas/);

  await letTheClockStrike();
  const result = await pictureFor(house, ana, people.send(ana, '/record'));
  expect(result.text).toMatch(/Ontem · nenhuma lista/);
  expect(result.text).toMatch(/Últimos 7 dias · 3 de 3 listas conferidas/);
  expect(result.text).toMatch(
    /Mostrei \d+,\d%, veio \d+,\d% em [\d.]+ ciclos \(\d+,\d% a \d+,\d%\)\. Cara ou coroa: 8\d,\d%/,
  );
  expect(result.text).toMatch(/Acima do equilíbrio: \d de 9 linhas/);
  expect(result.text).toMatch(/Erro 0,\d+, de cara ou coroa 0,\d+/);
  const seal = (await lastList(house.database))?.hash.slice(0, 16);
  expect(result.text).toContain(`Selo da lista 3: ${seal}`);
  expect(result.text).toMatch(/Passado não é promessa/);
  expect(result.photo).toMatchObject({ width: 1080 });
  expect(await verify()).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^OK: 3 lists and 18 scores are as they were written; 0 scores are still to come\./),
  });

  await pressWhenThere(house, ana, /Atualizar/);
  const again = await pictureFor(house, ana, result.id);
  const bia = await settle(house, { name: 'Bia' });
  const hers = await pictureFor(house, bia, people.send(bia, '/record'));
  expect([again.photo?.fileId, hers.photo?.fileId]).toEqual([result.photo?.fileId, result.photo?.fileId]);
  const eva = await settle(house, { languageCode: 'es', name: 'Eva' });
  expect((await pictureFor(house, eva, people.send(eva, '/aciertos'))).text).toMatch(/Mostré/);
  expect(wrongCalls(house)).toEqual([]);
});

/** Three lists of a market of coins, on days that are over, and the candles that came after them. */
async function writeLists(): Promise<void> {
  const { database: db } = house;
  await saveFairMarket(db, { assets: ASSETS, fromMs: TODAY_MS - 6 * DAY_MS, minutes: 5 * 1440 });
  const rows = ASSETS.map((ticker) => ({ ticker, strategyId: 'MINORIA(5)', payoutRatio: 0.87, beats: false }));
  for (const hour of [0, 5, 12]) {
    const candlesUntilMs = TODAY_MS - 4 * DAY_MS + hour * HOUR_MS;
    const list = { kind: 'top', parameters: { question: QUESTION, tried: 3, passed: 0 } } as const;
    await keepList(db, { ...list, rows, candlesUntilMs, nowMs: candlesUntilMs + 900_000 });
  }
}

/** Lets the queue's own clock start the routine each second instead of each hour, until the scores are there. */
async function letTheClockStrike(): Promise<void> {
  const store = openQueueStore({ ...house.backing, poolSize: 2 });
  const queue = openQueue(store);
  const scores = async () => {
    // The worker sets it back when it next looks at its clock.
    await queue.keepTime({ ...ROUTINES, 'score-lists': { pattern: '* * * * * *' } });
    return (await house.database.selectFrom('list_score').select('seq').execute()).length;
  };
  await expect.poll(scores, { timeout: 20_000 }).toBe(3 * 3 * 2);
  await queue.keepTime(ROUTINES);
  await queue.close();
  await store.close();
}

function verify(): Promise<{ code: number; stdout: string }> {
  const main = new URL('../../ops/main.ts', import.meta.url).pathname;
  const env = { ...process.env, DATABASE_URL: house.env.DATABASE_URL };
  return new Promise((resolve) => {
    execFile(process.execPath, [main, 'verify'], { env }, (error, stdout) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout });
    });
  });
}
