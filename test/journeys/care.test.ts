import { afterAll, expect, test } from 'vitest';
import { DAY_MS, FIRST_TOP } from '#engine/index.ts';
import { countAudience } from '#io/db/broadcast-audience.ts';
import { careOf, pausePerson } from '#io/db/care.ts';
import { dueDaily, saveDaily } from '#io/db/daily.ts';
import { addPlanNews } from '#io/db/plan-news.ts';
import { createSettings } from '#io/db/settings.ts';
import { createLog } from '#io/log.ts';
import { lookAfterPlans } from '#jobs/handlers/look-after-plans.ts';
import { answersTo, untilQuiet } from '#test/support/answers.ts';
import { wrongCalls } from '#test/support/calls.ts';
import { openHouse, pressWhenThere, settle } from '#test/support/house.ts';
import { giveMonth } from '#test/support/plans.ts';

const house = await openHouse();
const { people } = house.telegram;
const db = house.database;
afterAll(() => house.close());

async function say(person: number, text: string): Promise<string> {
  return (await answersTo(house, person, people.send(person, text))).map((one) => one.text).join('\n');
}

async function press(person: number, button: RegExp, words: RegExp): Promise<string> {
  await pressWhenThere(house, person, button);
  return people.waitFor(
    person,
    (chat) => chat.messages.findLast(({ from, text }) => from === 'bot' && words.test(text))?.text,
  );
}

test('a break is asked for twice, and then nothing is answered but what is theirs by right', async () => {
  const ana = await settle(house);
  expect(await say(ana, '/pause')).toContain('Não dá para voltar antes do fim');
  expect(await press(ana, /7 dias/, /Fazer uma pausa até/)).toMatch(/\d\d\/\d\d \d\d:\d\d/);
  expect((await careOf(db, { telegramId: ana, nowMs: Date.now() })).pausedUntilMs).toBeNull();
  expect(await press(ana, /Sim, pausar: ⏸ 7 dias/, /Combinado/)).toContain('188');
  const { pausedUntilMs } = await careOf(db, { telegramId: ana, nowMs: Date.now() });
  expect(Math.abs((pausedUntilMs ?? 0) - Date.now() - 7 * DAY_MS)).toBeLessThan(60_000);

  for (const asked of [
    '/catalog EURUSD-OTC m1 minority g2 40',
    '/top',
    '/daily on',
    '/start',
    '/pause',
    'oi',
    '/plan',
  ]) {
    expect(await say(ana, asked), asked).toMatch(/^⏸ Você pediu uma pausa até/);
  }
  expect(await say(ana, '/privacy')).toContain('O que eu sei de você');
  expect(await say(ana, '/terms')).toContain('Termos de uso');
  expect(await say(ana, '/unlink')).toContain('Conta desconectada');
  expect(await db.selectFrom('request').select('id').where('telegram_id', '=', ana).execute()).toEqual([]);
});

test('a shorter break does not end a longer one, and buttons of before do not either', async () => {
  const bia = await settle(house, { name: 'Bia' });
  await say(bia, '/pause');
  await press(bia, /24 horas/, /Fazer uma pausa até/);
  await pausePerson(db, { telegramId: bia, untilMs: Date.now() + 30 * DAY_MS });
  await press(bia, /Sim, pausar: ⏸ 24 horas/, /Combinado/);
  const { pausedUntilMs } = await careOf(db, { telegramId: bia, nowMs: Date.now() });
  expect(pausedUntilMs ?? 0).toBeGreaterThan(Date.now() + 29 * DAY_MS);
});

test('when a break is over all is as before', async () => {
  const caio = await settle(house, { name: 'Caio' });
  await pausePerson(db, { telegramId: caio, untilMs: Date.now() + DAY_MS });
  expect(await say(caio, '/favourites')).toContain('Você pediu uma pausa');
  await db
    .updateTable('care')
    .set({ paused_until: new Date(Date.now() - 1_000) })
    .where('telegram_id', '=', caio)
    .execute();
  expect(await say(caio, '/favourites')).not.toContain('pausa');
});

test('nothing is sent by itself to whoever takes a break', async () => {
  const davi = await settle(house, { name: 'Davi' });
  await saveDaily(db, davi, { isOn: true, minuteOfDay: 0, question: FIRST_TOP, lastDay: null });
  const due = async () =>
    (await dueDaily(db, { zone: 'America/Sao_Paulo', day: '2999-01-01', minuteOfDay: 5 })).some(
      ({ telegramId }) => telegramId === davi,
    );
  expect(await due()).toBe(true);
  const before = await countAudience(db, {});
  await pausePerson(db, { telegramId: davi, untilMs: Date.now() + DAY_MS });
  expect(await due()).toBe(false);
  expect(await countAudience(db, {})).toBe(before - 1);
});

test('during a break reminders and thanks rest; what is about one’s money comes, and the rest after it', async () => {
  const fabi = await settle(house, { name: 'Fabi' });
  const log = createLog({ level: 'silent', environment: 'test', room: 'test' });
  const look = async (nowMs = Date.now()) => {
    const parts = { buttonKey: Buffer.alloc(32, 1), log };
    await lookAfterPlans({ db, nowMs: () => nowMs, settings: createSettings() }, parts);
    await untilQuiet(house);
    return people
      .chat(fabi)
      .messages.slice(before)
      .map(({ text }) => text);
  };
  await db.insertInto('quiet_hours').values({ telegram_id: fabi, from_hour: 0, to_hour: 0 }).execute();
  await giveMonth(db, { telegramId: fabi });
  await say(fabi, '/pause');
  await press(fabi, /30 dias/, /Fazer uma pausa até/);
  await press(fabi, /Sim, pausar/, /Combinado/);
  const before = people.chat(fabi).messages.length;
  const news = (facts: { kind: string }) => addPlanNews(db, { telegramId: fabi, key: `${fabi} ${facts.kind}`, facts });
  await news({ kind: 'thanks', code: 'premium', days: 7, reason: null } as never);
  expect(await look(Date.now() + 27.5 * DAY_MS)).toEqual([]);
  await news({ kind: 'refunded', code: 'premium', amount: 250 } as never);
  expect(await look()).toEqual([expect.stringContaining('foram devolvidas')]);
  // Nobody is charged without a word before it.
  await db.updateTable('subscription').set({ renews: true }).where('telegram_id', '=', fabi).execute();
  expect(await look(Date.now() + 27.5 * DAY_MS)).toHaveLength(1);
  expect((await look(Date.now() + 29.5 * DAY_MS)).slice(1)).toEqual([expect.stringMatching(/renova/)]);
  await db.deleteFrom('care').where('telegram_id', '=', fabi).execute();
  expect((await look()).slice(2)).toEqual([expect.stringMatching(/7 dias de Premium/)]);
});

test('a daily limit of one’s own holds at once, and is raised from the next day on', async () => {
  const eva = await settle(house, { name: 'Eva' });
  expect(await say(eva, '/limit 2')).toContain('Limite por dia. 2 catálogos.');
  await say(eva, '/catalog EURUSD-OTC m1 minority g2 40');
  await say(eva, '/catalog EURUSD-OTC m1 minority g2 41');
  expect(await say(eva, '/catalog EURUSD-OTC m1 minority g2 42')).toContain('Você combinou 2 catálogos por dia');
  const raised = await say(eva, '/limit 50');
  expect(raised).toContain('Limite por dia. 2 catálogos.');
  expect(raised).toMatch(/A partir de \d\d\/\d\d 00:00: 50 catálogos/);
  expect(await say(eva, '/catalog EURUSD-OTC m1 minority g2 43')).toContain('Você combinou 2 catálogos por dia');
  expect(await say(eva, '/limit sem')).toMatch(/A partir de .*: sem limite/);
  expect(await say(eva, '/limit muitos')).toContain('Não entendi “muitos”');
  expect(await say(eva, '/limit 0')).toContain('Não entendi “0”');
  const rows = await db.selectFrom('request').select('id').where('telegram_id', '=', eva).execute();
  expect(rows).toHaveLength(2);
});

test('whoever is not of age is thanked, and stays outside', async () => {
  const kid = people.create({ firstName: 'Leo', languageCode: 'pt-br' }).id;
  people.send(kid, '/start');
  expect(await press(kid, /menos de 18/, /maiores de 18 anos, então eu paro/)).toContain('/delete');
  expect(await say(kid, '/catalog EURUSD-OTC')).toContain('Antes disso, falta um passo');
});

test('whoever agreed to an older version is asked again, and each time is kept', async () => {
  const gil = await settle(house, { name: 'Gil' });
  await db.updateTable('person').set({ risk_notice_version: 1 }).where('telegram_id', '=', gil).execute();
  expect(await say(gil, '/favourites')).toContain('Antes disso, falta um passo');
  await pressWhenThere(house, gil, /18\+/);
  await untilQuiet(house);
  expect(await say(gil, '/favourites')).not.toContain('falta um passo');
  const consents = await db
    .selectFrom('consent')
    .select(['version', 'language'])
    .where('telegram_id', '=', gil)
    .execute();
  expect(consents).toEqual([
    { version: 2, language: 'pt' },
    { version: 2, language: 'pt' },
  ]);
});

test('every call was one that Telegram accepts', () => {
  expect(wrongCalls(house)).toEqual([]);
});
