import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { findPlan } from '#io/db/plans.ts';
import { readQuotaHits } from '#io/db/quota-hits.ts';
import type { SeenMessage } from '#io/telegram/simulator/simulator.ts';
import { answersTo, pictureFor } from '#test/support/answers.ts';
import { wrongCalls } from '#test/support/calls.ts';
import { findButton, openHouse, pressWhenThere, settle } from '#test/support/house.ts';

const house = await openHouse();
const { people } = house.telegram;
afterAll(() => house.close());

/** The words of what the bot answered. */
async function say(person: number, text: string): Promise<string> {
  return (await answersTo(house, person, people.send(person, text))).map((one) => one.text).join('\n');
}

function messageWith(person: number, words: RegExp): Promise<SeenMessage> {
  return people.waitFor(person, (chat) => chat.messages.findLast((one) => one.from === 'bot' && words.test(one.text)));
}

test('one more than the plan keeps is refused, and counted for the house', async () => {
  const ana = await settle(house);
  const db = house.database;
  await pictureFor(house, ana, people.send(ana, '/catalog EURUSD-OTC m1 mhi g0 60'));
  const { limits } = (await findPlan(db, { code: 'free' }))!;
  await sql`
    insert into preset (telegram_id, name, query, query_key, is_confirmed)
    select ${ana}, 'P' || i, '{}', 'k' || i, true from generate_series(1, ${limits.presets}::int) i`.execute(db);
  expect(await say(ana, '/presets salvar Mais um')).toContain(String(limits.presets));
  const hits = await readQuotaHits(db, { days: 1, nowMs: Date.now() });
  expect(hits).toContainEqual(expect.objectContaining({ plan: 'free', limit: 'presets', hits: 1 }));
});

test('a question without gales is saved under a name, run, renamed and deleted', async () => {
  const ana = await settle(house);
  await pictureFor(house, ana, people.send(ana, '/catalog EURUSD-OTC m1 mhi g0 60'));
  expect(await say(ana, '/presets salvar  Manhã   EUR ')).toMatch(
    /Salvo[\s\S]*Manhã EUR[\s\S]*EURUSD \(OTC\).*sem gale/,
  );
  await pictureFor(house, ana, people.send(ana, '/catalog GBPUSD-OTC m1 minority g1 100'));

  const again = await pictureFor(house, ana, people.send(ana, '/presets manhã eur'));
  expect(again.text).toMatch(/EURUSD \(OTC\)/);
  expect(await say(ana, '/presets renomear manhã eur = Cedo')).toMatch(/Cedo/);
  const asked = people.send(ana, '/presets');
  const list = (await answersTo(house, ana, asked))[0]!;
  expect(list.text).toContain('Cedo');
  await pressWhenThere(house, ana, /⚙️ Cedo/);
  await pressWhenThere(house, ana, /Apagar/);
  await pressWhenThere(house, ana, /Sim, apagar/);
  await messageWith(ana, /Apaguei o preset/);
  expect(await say(ana, '/presets')).toMatch(/ainda não tem nenhum/);
});

test('a plan with gales is kept only after its warning was read and confirmed', async () => {
  const ana = await settle(house);
  await pictureFor(house, ana, people.send(ana, '/catalog EURUSD-OTC m1 minority g2 100'));
  await pressWhenThere(house, ana, /Salvar preset/);
  const warning = await messageWith(ana, /guardar este plano assim mesmo/);
  expect(warning.text).toMatch(/R\$/);
  expect(await say(ana, '/presets')).toMatch(/ainda não tem nenhum/);
  const confirm = warning.keyboard.flat().find(({ text }) => /Guardar assim mesmo/.test(text));
  people.press(ana, { data: confirm?.callback_data ?? '', messageId: warning.id });
  await people.waitFor(ana, (chat) => chat.messages.find((one) => one.id === warning.id && /Salvo/.test(one.text)));
  expect(await say(ana, '/presets')).toMatch(/EURUSD \(OTC\).*até G2/);
});

test('a plan with gales that is not wanted after all is nowhere', async () => {
  const ana = await settle(house);
  await pictureFor(house, ana, people.send(ana, '/catalog EURUSD-OTC m1 minority g2 100'));
  people.send(ana, '/presets salvar Nunca');
  await pressWhenThere(house, ana, /Não guardar/);
  await messageWith(ana, /não guardei nada/);
  const rows = await house.database.selectFrom('preset').select('id').where('telegram_id', '=', ana).execute();
  expect(rows).toEqual([]);
});

test.each([
  ['a name of a kilobyte', `/presets salvar ${'x'.repeat(1_024)}`, /até 40 letras, e este tem 1\.024/],
  ['a name nobody has', '/presets fantasma', /Você não tem um preset chamado “fantasma”/],
  ['a rename without a new name', '/presets renomear fantasma', /Você não tem um preset chamado/],
])('%s is refused in one line with an example', async (_what, typed, line) => {
  const ana = await settle(house);
  await pictureFor(house, ana, people.send(ana, '/catalog EURUSD-OTC m1 mhi g0 50'));
  const said = await say(ana, typed);
  expect(said).toMatch(line);
  expect(said).toMatch(/Assim funciona: \/presets/);
});

test('two presets cannot have one name, whatever the capitals', async () => {
  const ana = await settle(house);
  await pictureFor(house, ana, people.send(ana, '/catalog EURUSD-OTC m1 mhi g0 50'));
  await say(ana, '/presets salvar Um');
  await pictureFor(house, ana, people.send(ana, '/catalog EURUSD-OTC m1 mhi g0 70'));
  expect(await say(ana, '/presets salvar UM')).toMatch(/já tem um preset chamado/);
});

test('without a question there is nothing to save', async () => {
  const ana = await settle(house);
  expect(await say(ana, '/presets salvar Nada')).toMatch(/faça um catálogo primeiro[\s\S]*\/catalog/);
});

test('a shared link shows the question to another person, who keeps a copy', async () => {
  const ana = await settle(house);
  await pictureFor(house, ana, people.send(ana, '/catalog EURUSD-OTC m1 mhi g0 80'));
  await say(ana, '/presets salvar Da Ana');
  const shared = await say(ana, '/presets compartilhar da ana');
  const [, parameter = ''] = /\?start=(p_[\w-]+)/.exec(shared) ?? [];
  expect(parameter.length).toBeLessThanOrEqual(64);

  const bia = await settle(house, { name: 'Bia' });
  expect(await say(bia, `/start ${parameter}`)).toMatch(/Da Ana[\s\S]*EURUSD \(OTC\).*80 blocos/);
  await pressWhenThere(house, bia, /Guardar uma cópia/);
  await messageWith(bia, /Salvo/);
  expect(await say(bia, '/presets')).toMatch(/Da Ana/);

  const forged = `${parameter.slice(0, -1)}${parameter.endsWith('A') ? 'B' : 'A'}`;
  expect(await say(bia, `/start ${forged}`)).toMatch(/não vale mais/);
});

test('whoever is new sees what was shared after their first steps, not before', async () => {
  const ana = await settle(house);
  await pictureFor(house, ana, people.send(ana, '/catalog EURUSD-OTC m1 mhi g0 90'));
  await say(ana, '/presets salvar Convite');
  const [, parameter = ''] = /\?start=(p_[\w-]+)/.exec(await say(ana, '/presets share convite')) ?? [];
  const rui = people.create({ firstName: 'Rui', languageCode: 'pt-br' });
  const before = await say(rui.id, `/start ${parameter}`);
  expect(before).not.toContain('Convite');
  await pressWhenThere(house, rui.id, /18\+/);
  await pressWhenThere(house, rui.id, /Brasília/);
  expect((await messageWith(rui.id, /Convite/)).text).toMatch(/90 blocos/);
});

test('an asset starred under a result is cataloged from the favourites with one tap', async () => {
  const ana = await settle(house);
  const result = await pictureFor(house, ana, people.send(ana, '/catalog USDJPY-OTC m1 mhi g0 50'));
  const star = result.keyboard.flat().find(({ text }) => text.startsWith('⭐'));
  const query = people.press(ana, { data: star?.callback_data ?? '', messageId: result.id });
  expect((await people.answerTo(query)).text).toMatch(/USDJPY \(OTC\) agora é um favorito/);
  expect(await say(ana, '/favoritos eur/jpy otc')).toMatch(/EURJPY \(OTC\) agora é um favorito/);
  expect(await say(ana, '/favourites EURJPX-OTC')).toMatch(/Não encontrei o ativo[\s\S]*\/favourites/);

  const asked = people.send(ana, '/favourites');
  await answersTo(house, ana, asked);
  await pressWhenThere(house, ana, /✖️ EURJPY/);
  await people.waitFor(ana, (chat) => !findButton(chat, /✖️ EURJPY/) && findButton(chat, /✖️ USDJPY/));
  await pressWhenThere(house, ana, /[🟢🔒] USDJPY/u);
  expect((await pictureFor(house, ana, asked)).text).toMatch(/USDJPY \(OTC\).*M1/);
});

test('another person cannot touch a preset', async () => {
  const ana = await settle(house);
  await pictureFor(house, ana, people.send(ana, '/catalog EURUSD-OTC m1 mhi g0 55'));
  await say(ana, '/presets salvar Meu');
  const bia = await settle(house, { name: 'Bia' });
  const list = (await answersTo(house, ana, people.send(ana, '/presets')))[0]!;
  const data = list.keyboard[0]?.[1]?.callback_data ?? '';
  const own = (await answersTo(house, bia, people.send(bia, '/presets')))[0]!;
  expect((await people.answerTo(people.press(bia, { data, messageId: own.id }))).text).toMatch(/outra pessoa/);
});

test('no call of the bot was malformed', () => {
  expect(wrongCalls(house)).toEqual([]);
});
