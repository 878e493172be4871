import { pino } from 'pino';
import { afterAll, expect, test } from 'vitest';
import { MINUTE_MS } from '#engine/index.ts';
import { addNotice, noticedTickers, setQuietHours } from '#io/db/notices.ts';
import { blockPerson, unblockPerson } from '#io/db/people-care.ts';
import { readQuotaHits } from '#io/db/quota-hits.ts';
import { createSettings } from '#io/db/settings.ts';
import { checkNotices } from '#jobs/handlers/check-notices.ts';
import { answersTo, pictureFor, untilQuiet } from '#test/support/answers.ts';
import { wrongCalls } from '#test/support/calls.ts';
import { openHouse, pressWhenThere, settle } from '#test/support/house.ts';

const settings = createSettings();

const house = await openHouse();
const { people } = house.telegram;
const { database: db } = house;
const parts = { buttonKey: Buffer.alloc(32), log: pino({ level: 'silent' }) };
/** By the clock of UTC everybody here is asleep for one hour a day: not now. */
const AWAKE = { fromHour: (new Date().getUTCHours() + 12) % 24, toHour: (new Date().getUTCHours() + 13) % 24 };
afterAll(() => house.close());

async function say(person: number, text: string): Promise<string> {
  return (await answersTo(house, person, people.send(person, text))).map((one) => one.text).join('\n');
}

/** Somebody with one preset of this question. */
async function withPreset(words: string, { name = 'Ana' } = {}): Promise<{ person: number; presetId: number }> {
  const person = await settle(house, { name });
  await db.updateTable('person').set({ time_zone: 'UTC' }).where('telegram_id', '=', person).execute();
  await setQuietHours(db, person, AWAKE);
  await pictureFor(house, person, people.send(person, `/catalog ${words}`));
  await say(person, '/presets salvar P');
  const { id } = await db.selectFrom('preset').select('id').where('telegram_id', '=', person).executeTakeFirstOrThrow();
  return { person, presetId: id };
}

/** A line that lies on the far side of the figure: below 99.9 %. */
async function withCrossing(words: string) {
  const known = await withPreset(words);
  const line = { side: 'below', lineRatio: 0.999, isBeyond: false, checkedUntilMs: 0 } as const;
  await addNotice(db, { telegramId: known.person, presetId: known.presetId, most: 20, ...line });
  return known;
}

function noticesTo(person: number): string[] {
  const texts = people.chat(person).messages.map((one) => one.text);
  return texts.filter((text) => text.startsWith('🔔') && text.includes('Cara ou coroa'));
}

test('a line that the figure rarely crosses is tested on the last day and set, listed and ended', async () => {
  const { person } = await withPreset('EURUSD-OTC m1 mhi g0 100');
  const said = await say(person, '/notify p acima de 99,9%');
  expect(said).toMatch(
    /Aviso ligado[\s\S]*acima de 99,9%[\s\S]*nenhuma vez[\s\S]*1ª entrada: \d+ de \d+ = [\d,]+% \([\s\S]*resultado #[0-9A-Z]{8}/,
  );
  expect(said).toMatch(/não diz o que vem depois/);
  expect(await say(person, '/notify P acima 99.9')).toMatch(/já estava ligado/);
  expect(await say(person, '/notify')).toMatch(/acima de 99,9%[\s\S]*Silêncio/);
  await pressWhenThere(house, person, /✖️ P/);
  await people.waitFor(person, (chat) => chat.messages.some((one) => /Aviso desligado/.test(one.text)));
  expect(await say(person, '/avisar')).toMatch(/não tem avisos/);
});

test('a notice that would come at every block is refused with what was seen', async () => {
  const { person } = await withPreset('GBPUSD-OTC m1 mhi g0 100');
  const said = await say(person, '/notify P abaixo 99,9%');
  expect(said).toMatch(/Nos \d+ blocos das últimas 24 horas[\s\S]*a cada bloco[\s\S]*não liguei/);
  expect(await say(person, '/notify')).toMatch(/não tem avisos/);
});

test('a notice on a window of one block would come all the time, and is refused', async () => {
  const { person } = await withPreset('EURJPY-OTC m1 mhi g0 1');
  expect(await say(person, '/notify P acima 50%')).toMatch(
    /cruzou esta linha \d+ vezes: seria aviso quase o tempo todo/,
  );
});

test.each([
  ['no line', '/notify P', /Diga o preset, o lado e a linha/],
  ['a line of 0', '/notify P acima 0%', /não serve como linha/],
  ['a line of 100', '/notify P acima 100', /não serve como linha/],
  ['words for a line', '/notify P acima muito', /“muito” não serve como linha/],
  ['a preset nobody has', '/notify Q acima 80', /Você não tem um preset chamado “Q”/],
  ['hours of another world', '/notify silencio 22-25', /não serve como horas de silêncio/],
])('%s is refused in one line with an example', async (_what, typed, line) => {
  const { person } = await withPreset('EURUSD-OTC m1 mhi g0 50');
  const said = await say(person, typed);
  expect(said).toMatch(line);
  expect(said).toMatch(/Assim funciona: \/notify/);
});

test('a preset of fixed dates has nothing to notify', async () => {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = (ago: number) => {
    const at = new Date(Date.now() - ago * 86_400_000);
    return `${two(at.getUTCDate())}/${two(at.getUTCMonth() + 1)}`;
  };
  const { person } = await withPreset(`EURUSD-OTC m1 mhi g0 ${day(3)}..${day(2)}`);
  expect(await say(person, '/notify P acima 60%')).toMatch(/datas fixas/);
});

test('a crossing is told once, with all that it takes to weigh it', async () => {
  const { person } = await withCrossing('AUDCAD-OTC m1 mhi g0 60');
  for (const later of [0, 1, 2]) await checkNotices({ db, nowMs: () => Date.now() + later, settings }, parts);
  await people.waitFor(person, () => noticesTo(person).length > 0);
  await untilQuiet(house);
  const [told = '', ...more] = noticesTo(person);
  expect(more).toEqual([]);
  for (const part of [
    /abaixo de 99,9%/,
    /AUDCAD \(OTC\)/,
    /1ª entrada: \d+ de \d+ = [\d,]+% \(/,
    /Payout/,
    /Cara ou coroa/,
    /Veredito/,
    /Velas: \d+ de \d+/,
  ]) {
    expect(told).toMatch(part);
  }
  expect(told).not.toMatch(/entre agora|compre|venda/i);
});

test('two workers at one moment tell a crossing once', async () => {
  const { person } = await withCrossing('NZDUSD-OTC m1 mhi g0 60');
  await Promise.all([1, 2, 3].map(() => checkNotices({ db, nowMs: Date.now, settings }, parts)));
  await untilQuiet(house);
  expect(noticesTo(person)).toHaveLength(1);
});

test('in the quiet hours nothing is told; after them it is, if it still is so', async () => {
  const { person } = await withCrossing('USDCHF-OTC m1 mhi g0 60');
  const hour = new Date().getUTCHours();
  await setQuietHours(db, person, { fromHour: hour, toHour: (hour + 2) % 24 });
  await checkNotices({ db, nowMs: Date.now, settings }, parts);
  await untilQuiet(house);
  expect(noticesTo(person)).toEqual([]);
  await setQuietHours(db, person, AWAKE);
  await db.updateTable('notice').set({ checked_until: 0 }).execute();
  await checkNotices({ db, nowMs: Date.now, settings }, parts);
  await people.waitFor(person, () => noticesTo(person).length === 1);
});

test('whoever takes a break, is suspended or blocked the bot is not watched for, and is told when that is over', async () => {
  const { person, presetId } = await withCrossing('AUDUSD-OTC m1 mhi g0 60');
  const look = async () => {
    await checkNotices({ db, nowMs: Date.now, settings }, parts);
    await untilQuiet(house);
    return noticesTo(person).length;
  };
  const looked = async () =>
    (await db.selectFrom('notice').select('checked_until').where('preset_id', '=', presetId).executeTakeFirstOrThrow())
      .checked_until;
  await say(person, '/pause');
  await pressWhenThere(house, person, /24 horas/);
  await pressWhenThere(house, person, /Sim, pausar/);
  await people.waitFor(person, (chat) => chat.messages.some(({ text }) => /Combinado/.test(text)));
  expect([await look(), await looked(), await noticedTickers(db)]).toEqual([
    0,
    0,
    expect.not.arrayContaining(['AUDUSD-OTC']),
  ]);
  await db.deleteFrom('care').where('telegram_id', '=', person).execute();

  await blockPerson(db, { telegramId: person, nowMs: Date.now() });
  expect(await say(person, '/notify')).toMatch(/suspenso/);
  expect([await look(), await looked()]).toEqual([0, 0]);
  await unblockPerson(db, person);

  people.block(person);
  const inactive = () =>
    db.selectFrom('person').select('inactive_since').where('telegram_id', '=', person).executeTakeFirst();
  await expect.poll(async () => (await inactive())?.inactive_since).toBeInstanceOf(Date);
  expect([await look(), await looked()]).toEqual([0, 0]);
  people.unblock(person);
  await untilQuiet(house);
  await say(person, '/start');
  expect(await noticedTickers(db)).toContain('AUDUSD-OTC');
  expect(await look()).toBe(1);
});

test('after a notice a line is left alone for an hour', async () => {
  const { person, presetId } = await withCrossing('EURGBP-OTC m1 mhi g0 60');
  const again = { is_beyond: false, checked_until: 0 };
  await checkNotices({ db, nowMs: Date.now, settings }, parts);
  await people.waitFor(person, () => noticesTo(person).length === 1);
  await db.updateTable('notice').set(again).where('preset_id', '=', presetId).execute();
  await checkNotices({ db, nowMs: Date.now, settings }, parts);
  await untilQuiet(house);
  expect(noticesTo(person)).toHaveLength(1);
  const earlier = new Date(Date.now() - 61 * MINUTE_MS);
  await db
    .updateTable('notice')
    .set({ ...again, last_sent_at: earlier })
    .where('preset_id', '=', presetId)
    .execute();
  await db.deleteFrom('outbox').where('dedupe_key', 'like', 'notice:%').execute();
  await checkNotices({ db, nowMs: Date.now, settings }, parts);
  await people.waitFor(person, () => noticesTo(person).length === 2);
});

test('nobody has more than twenty', async () => {
  const { person, presetId } = await withPreset('EURUSD-OTC m1 mhi g0 40');
  const line = { telegramId: person, presetId, side: 'above', isBeyond: false, checkedUntilMs: 0 } as const;
  for (let at = 1; at <= 20; at++)
    expect(await addNotice(db, { ...line, most: 20, lineRatio: 0.9 + at / 1_000 })).toBe('added');
  expect(await say(person, '/notify P acima 99,9%')).toMatch(/20 avisos, o máximo/);
  expect(await readQuotaHits(db, { days: 1, nowMs: Date.now() })).toMatchObject([{ limit: 'notices', hits: 1 }]);
});

test('no call of the bot was malformed', () => {
  expect(wrongCalls(house)).toEqual([]);
});
