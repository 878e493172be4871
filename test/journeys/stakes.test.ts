import { afterAll, expect, test } from 'vitest';
import { answersTo, pictureFor } from '#test/support/answers.ts';
import { wrongCalls } from '#test/support/calls.ts';
import { findButton, openHouse, pressWhenThere, settle } from '#test/support/house.ts';

const house = await openHouse();
const { people } = house.telegram;
afterAll(() => house.close());

test('a typed plan becomes its sums over a fan of futures, by coin while there is no result', async () => {
  const ana = await settle(house);
  const result = await pictureFor(house, ana, people.send(ana, '/stakes 500 5 x2.2 g2 87%'));
  // Worked by hand: 5 · 2,2 · 2,2; 1 − (0,87 / 1,87)³; 1 − 0,875²⁰.
  for (const figure of [
    /Banca: R\$\s500,00/,
    /R\$\s5,00 → R\$\s11,00 → R\$\s24,20/,
    /custa R\$\s40,20/,
    /Para empatar até G2: 89,9% dos ciclos/,
    /com cara ou coroa:/,
    /perder ao menos um ciclo: 93,1% em 20, mais de 99,9% em 100/,
    /ruína.*: certa, cedo ou tarde/,
    /banca para 1% de ruína: nenhuma basta/,
    /1\.000 simulações de 300 ciclos · quebraram: \d+/,
  ]) {
    expect(result.text).toMatch(figure);
  }
  expect(result.photo).toMatchObject({ width: 1080 });
});

test('after a catalog the sums rest on its rate and the low end of its interval', async () => {
  const ana = await settle(house);
  const catalog = await pictureFor(house, ana, people.send(ana, '/catalog EURUSD-OTC m1 minority g2 100'));
  const [, wins, n] = /até G2: (\d+) de (\d+)/.exec(catalog.text) ?? [];
  const result = await pictureFor(house, ana, people.send(ana, '/stakes 1000 5 alvo g2'));
  expect(result.text).toContain(`EURUSD (OTC), ${wins} de ${n} = `);
  const [, id] = /resultado #([0-9A-Z]{8})/.exec(catalog.text) ?? [];
  const [, candles] = /Velas: ([\d.]+ de [\d.]+)/.exec(catalog.text) ?? [];
  expect(result.text).toContain(`${candles} velas, resultado #${id}:`);
  expect(result.text).toMatch(/na ponta baixa/);
});

test('the ladder is kept for the next time and for other figures', async () => {
  const ana = await settle(house);
  await pictureFor(house, ana, people.send(ana, '/stakes 500 5 x2.2 g2 87%'));
  const [menu] = await answersTo(house, ana, people.send(ana, '/stakes'));
  expect(menu?.text).toMatch(/multiplica por 2,2/);
  expect(menu?.text).toMatch(/Primeira entrada: R\$\s5,00/);
  const row = await house.database
    .selectFrom('person')
    .select('ladder')
    .where('telegram_id', '=', ana)
    .executeTakeFirstOrThrow();
  expect(row.ladder).toEqual({ kind: 'multiplier', multiplier: 2.2, firstStakeCents: 500 });
});

test('the menu leads from plan to sums without typing', async () => {
  const ana = await settle(house);
  const asked = people.send(ana, '/banca');
  await pressWhenThere(house, ana, /Soros/);
  await pressWhenThere(house, ana, /^3$/);
  await people.waitFor(ana, (chat) => chat.messages.find((one) => /Soros nível 3/.test(one.text)));
  await pressWhenThere(house, ana, /🪜/);
  const result = await pictureFor(house, ana, asked);
  expect(result.text).toMatch(/Soros nível 3/);
  expect(result.text).toMatch(/das entradas/);
});

test('a bankroll that does not pay the ladder is told where it breaks, without a picture', async () => {
  const ana = await settle(house);
  const [result, ...more] = await answersTo(house, ana, people.send(ana, '/stakes 30 5 x2.2 g2 87%'));
  expect(more).toEqual([]);
  expect(result?.photo).toBeNull();
  expect(result?.text).toMatch(/com R\$\s30,00 ele para no G2, faltam R\$\s10,20/);
  const [first] = await answersTo(house, ana, people.send(ana, '/stakes 4 5'));
  expect(first?.text).toMatch(/nem a primeira entrada: tem R\$\s4,00, faltam R\$\s1,00/);
});

test.each([
  ['fifty gales', '500 5 g50', /“g50” não serve: vai de g0/],
  ['a payout of nothing', '500 5 0%', /“0%” não serve como payout/],
  ['a payout over all', '500 5 500%', /“500%” não serve como payout/],
  ['a negative bankroll', '-500', /“-500” não serve como valor/],
  ['a number of a programmer', '1e308', /“1e308” não serve como valor/],
  ['a thousandfold ladder', '500 5 x1000', /“x1000” não serve: o multiplicador/],
  ['a word', '500 cinco', /Não entendi “cinco”/],
  ['three amounts', '1 2 3', /“3” veio a mais/],
  ['gales of Soros', 'soros2 g1', /Soros não usa gale/],
  ['4 kB', '5 '.repeat(2_000), /longo demais/],
  ['HTML', '<b>500</b>', /Não entendi “<b>500<\/b>”/],
])('%s is refused in one line, with a command that works', async (_what, typed, said) => {
  const ana = await settle(house);
  const [refusal, ...more] = await answersTo(house, ana, people.send(ana, `/stakes ${typed}`));
  expect(more).toEqual([]);
  expect(refusal?.text).toMatch(said);
  const example = /Assim funciona: (\/stakes .+)/.exec(refusal?.text ?? '')?.[1] ?? '';
  const [result] = await answersTo(house, ana, people.send(ana, example));
  expect(result?.text, example).toMatch(/Plano de entradas/);
});

test('a plan can be changed from its result, which stays', async () => {
  const ana = await settle(house);
  const result = await pictureFor(house, ana, people.send(ana, '/stakes 500 5 x2 g1 90%'));
  await pressWhenThere(house, ana, /✏️/);
  const menu = await people.waitFor(ana, (chat) => findButton(chat, /🪜/)?.message);
  expect(menu.id).not.toBe(result.id);
  expect(menu.text).toMatch(/multiplica por 2 · até G1 · payout 90%/);
});

test('no call of the bot was malformed', () => {
  expect(wrongCalls(house)).toEqual([]);
  expect(house.output.join('')).toBe('');
});
