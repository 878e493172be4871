import { afterAll, afterEach, expect, test } from 'vitest';
import { DAY_MS } from '#engine/index.ts';
import { lookOf } from '#io/charts/theme.ts';
import { pictureFor, untilQuiet } from '#test/support/answers.ts';
import { wrongCalls } from '#test/support/calls.ts';
import { decodePng } from '#test/support/decode-png.ts';
import { findButton, openHouse, pressWhenThere, settle } from '#test/support/house.ts';

const house = await openHouse();
const { people, faults, log } = house.telegram;
afterEach(() => faults.clear());
afterAll(() => house.close());

/** A day that is over: its candles, and so its picture, change no more. */
const DAY = [3, 2].map((days) => dayAndMonth(Date.now() - days * DAY_MS)).join('..');

test('charts are dark until light ones are chosen, and dark again when those are', async () => {
  const ana = await settle(house);
  expect(await groundAfter(ana, '/catalog EURUSD-OTC m1 mhi g1 50')).toBe(lookOf('dark').background);
  people.send(ana, '/settings');
  const menu = await pressWhenThere(house, ana, /Gráficos claros/);
  await people.waitFor(ana, (chat) => findButton(chat, /Gráficos escuros/));
  expect(people.chat(ana).messages.find(({ id }) => id === menu.id)?.text).toMatch(/Gráficos: claros/);
  expect(await groundAfter(ana, '/catalog EURUSD-OTC m1 mhi g1 50')).toBe(lookOf('light').background);
  expect(await groundAfter(ana, '/top')).toBe(lookOf('light').background);
  await pressWhenThere(house, ana, /Gráficos escuros/);
  await people.waitFor(ana, (chat) => findButton(chat, /Gráficos claros/));
  expect(await groundAfter(ana, '/catalog EURUSD-OTC m1 mhi g1 50')).toBe(lookOf('dark').background);
});

test('a picture sent before a restart is neither drawn nor uploaded again', async () => {
  const [ana, bia] = [await settle(house), await settle(house, { name: 'Bia' })];
  const question = `/catalog GBPUSD-OTC m5 mhi g1 ${DAY}`;
  await answered(ana, question);
  const [drawn, uploaded] = [await countDrawn(), countUploads()];
  await Promise.all([house.kill('jobs'), house.kill('bot')]);
  await Promise.all([house.start('jobs'), house.start('bot')]);
  await answered(bia, question);
  expect(await countDrawn()).toBe(drawn);
  expect(countUploads()).toBe(uploaded);
});

test('a file that Telegram no longer knows is uploaded again, once, and good from then on', async () => {
  const [ana, bia, caio] = await Promise.all(['Ana', 'Bia', 'Caio'].map((name) => settle(house, { name })));
  const question = `/catalog USDJPY-OTC m5 mhi g1 ${DAY}`;
  await answered(ana as number, question);
  const [drawn, uploaded] = [await countDrawn(), countUploads()];
  faults.add({ kind: 'file_refused', count: 1 });
  await answered(bia as number, question);
  expect(countUploads()).toBe(uploaded + 1);
  await answered(caio as number, question);
  expect(countUploads()).toBe(uploaded + 1);
  expect(await countDrawn()).toBe(drawn);
});

test('no call was malformed', () => {
  expect(wrongCalls(house)).toEqual([]);
});

async function answered(person: number, question: string): Promise<void> {
  await pictureFor(house, person, people.send(person, question));
  await untilQuiet(house);
}

/** The colour of the corner of the picture that answers. */
async function groundAfter(person: number, question: string): Promise<string> {
  await answered(person, question);
  const { result } = await house.database
    .selectFrom('request')
    .select('result')
    .where('telegram_id', '=', person)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  const { pictureHash } = result as { pictureHash: string };
  const row = await house.database
    .selectFrom('picture')
    .select('png')
    .where('hash', '=', pictureHash)
    .executeTakeFirstOrThrow();
  return (await decodePng(row.png ?? Buffer.alloc(0))).at(2, 2);
}

async function countDrawn(): Promise<number> {
  return (await house.database.selectFrom('picture').select('hash').execute()).length;
}

function countUploads(): number {
  return log.calls.filter(({ files }) => files.length > 0).length;
}

function dayAndMonth(ms: number): string {
  return new Date(ms).toISOString().slice(5, 10).split('-').reverse().join('/');
}
