import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY_MS } from '#engine/index.ts';
import { grantPlan } from '#io/db/grants.ts';
import { findPlan, publishPlan } from '#io/db/plans.ts';
import { createSettings } from '#io/db/settings.ts';
import { createLog } from '#io/log.ts';
import { lookAfterPlans } from '#jobs/handlers/look-after-plans.ts';
import { answersTo, untilQuiet } from '#test/support/answers.ts';
import { wrongCalls } from '#test/support/calls.ts';
import { settleCrowd } from '#test/support/crowd.ts';
import { findButton, openHouse, pressWhenThere } from '#test/support/house.ts';
import { isNamedIn, measuresOf, readMeasure } from '#test/support/measures.ts';
import { buyPlan, moneyOfPerson, openSheet, payLink } from '#test/support/stars.ts';

const METRICS_PORT = String(randomInt(20_000, 60_000));
const house = await openHouse({
  plans: 'sold',
  env: { PAYMENTS: 'stars', SUPPORT_CONTACT: '@apoio', LOG_LEVEL: 'info', METRICS_PORT },
});
const { people, faults } = house.telegram;
const db = house.database;
const log = createLog({ level: 'silent', environment: 'test', room: 'test' });
let crowd: number[] = [];
beforeAll(async () => {
  crowd = await settleCrowd(house, 20);
});
afterAll(() => house.close());

/** Somebody who has not been in a test yet. */
const someone = (): number => crowd.pop()!;

async function say(person: number, text: string): Promise<string> {
  return (await answersTo(house, person, people.send(person, text))).map((one) => one.text).join('\n');
}

async function press(person: number, button: RegExp, words: RegExp): Promise<string> {
  await pressWhenThere(house, person, button);
  return lastSaying(person, words);
}

function lastSaying(person: number, words: RegExp): Promise<string> {
  return people.waitFor(
    person,
    (chat) => chat.messages.findLast(({ from, text }) => from === 'bot' && words.test(text))?.text,
  );
}

/** As the clock does once a minute. */
const tellNews = () =>
  lookAfterPlans({ db, nowMs: Date.now, settings: createSettings() }, { buttonKey: Buffer.alloc(32, 1), log });

const subscriptionRow = (person: number) =>
  db.selectFrom('subscription').selectAll().where('telegram_id', '=', person).executeTakeFirst();

test('a plan is bought in four taps: what was shown is what is charged, and it holds at the next message', async () => {
  const ana = someone();
  await say(ana, '/plan');
  const shown = await press(ana, /Comparar os planos/, /Os planos/);
  expect(shown).toMatch(/Premium[\s\S]*⭐ 250 a cada 30 dias/);
  const offered = await press(ana, /Premium · ⭐ 250/, /250 Stars por 30 dias/);
  expect(offered).toMatch(/até você cancelar[\s\S]*não melhora os resultados[\s\S]*\/paysupport/);
  const url = await payLink(house, ana, { how: /a cada 30 dias/ });
  expect(people.invoice(url)).toMatchObject({ title: 'Premium · 30 dias', amount: 250, isSubscription: true });
  expect(await people.pay(ana, url)).toMatchObject({ kind: 'paid' });
  expect(people.purse(ana)).toBe(9_750);
  expect(await lastSaying(ana, /Pagamento recebido/)).toMatch(
    /250 Stars\.\n.*mais 30 dias de Premium\.\nRenova sozinho em/,
  );
  expect(await say(ana, '/plan')).toMatch(/Seu plano: Premium[\s\S]*Catálogos: 200 de 200/);
  expect(await moneyOfPerson(db, ana)).toEqual([{ kind: 'payment', amount: 250 }]);
});

test('paying once ends by itself, and paying once more lasts twice as long', async () => {
  const ana = someone();
  await buyPlan(house, ana, { plan: /Premium/, how: /uma vez só/ });
  expect(await say(ana, '/plan')).toMatch(/Seu plano: Premium\n?.*\nVale até/);
  await buyPlan(house, ana, { plan: /Premium/, how: /uma vez só/ });
  const row = (await subscriptionRow(ana))!;
  expect(row.renews).toBe(false);
  expect(row.until_at.getTime() - row.from_at.getTime()).toBe(60 * DAY_MS);
});

test('a renewal is canceled at Telegram too, taken up again, and both are told to it in the end', async () => {
  const ana = someone();
  const chargeId = await buyPlan(house, ana, { plan: /Premium/, how: /a cada 30 dias/ });
  await say(ana, '/plan');
  await press(ana, /Cancelar a renovação/, /continua valendo até/);
  await press(ana, /Sim, cancelar/, /não renova mais/);
  await expect.poll(() => people.subscription(chargeId).isCanceled, { timeout: 15_000 }).toBe(true);
  expect(await say(ana, '/plan')).toMatch(/Vale até/);
  await press(ana, /Voltar a renovar/, /volta a renovar/);
  await expect.poll(() => people.subscription(chargeId).isCanceled, { timeout: 15_000 }).toBe(false);
  expect(await say(ana, '/plan')).toMatch(/Renova sozinho em/);
});

test('Telegram renews: another month and a receipt; when it cannot, the plan holds three days and then ends', async () => {
  const ana = someone();
  const first = await buyPlan(house, ana, { plan: /Premium/, how: /a cada 30 dias/ });
  const before = (await subscriptionRow(ana))!;
  expect(people.renewSubscription(first)).not.toBeNull();
  await expect.poll(async () => (await moneyOfPerson(db, ana)).length).toBe(2);
  const after = (await subscriptionRow(ana))!;
  expect(after.until_at.getTime() - before.until_at.getTime()).toBe(30 * DAY_MS);
  // Telegram knows a subscription by its first payment, however often it was renewed.
  const told = () =>
    house.telegram.log.calls.filter(({ method }) => method === 'editUserStarSubscription').map(({ params }) => params);
  const toldBefore = told().length;
  await say(ana, '/plan');
  await press(ana, /Cancelar a renovação/, /continua valendo até/);
  await press(ana, /Sim, cancelar/, /não renova mais/);
  await expect.poll(() => people.subscription(first).isCanceled, { timeout: 15_000 }).toBe(true);
  await say(ana, '/plan');
  await press(ana, /Voltar a renovar/, /volta a renovar/);
  await expect.poll(() => people.subscription(first).isCanceled, { timeout: 15_000 }).toBe(false);
  expect(
    told()
      .slice(toldBefore)
      .map((call) => call.telegram_payment_charge_id),
  ).toEqual([first, first]);
  people.fillPurse(ana, 0);
  expect(people.renewSubscription(first)).toBeNull();
  const past = new Date(Date.now() - DAY_MS);
  await db.updateTable('subscription').set({ until_at: past }).where('telegram_id', '=', ana).execute();
  expect(await say(ana, '/plan')).toMatch(/Seu plano: Premium[\s\S]*O pagamento não entrou/);
  const longPast = new Date(Date.now() - 4 * DAY_MS);
  await db.updateTable('subscription').set({ until_at: longPast }).where('telegram_id', '=', ana).execute();
  await db.updateTable('entitlement').set({ until_at: past }).where('telegram_id', '=', ana).execute();
  expect(await say(ana, '/plan')).toMatch(/Seu plano: Grátis/);
});

test('whoever takes a better plan is not charged for the lesser one again, and what was left of it makes the better last longer', async () => {
  const ana = someone();
  const premium = await buyPlan(house, ana, { plan: /Premium/, how: /a cada 30 dias/ });
  const pro = await buyPlan(house, ana, { plan: /Pro/, how: /a cada 30 dias/ });
  await expect.poll(() => people.subscription(premium).isCanceled, { timeout: 70_000 }).toBe(true);
  expect(people.subscription(pro).isCanceled).toBe(false);
  const row = (await subscriptionRow(ana))!;
  expect(row.plan_code).toBe('pro');
  // Thirty days of 250 Stars are fifteen of 500.
  expect((row.until_at.getTime() - Date.now()) / DAY_MS).toBeCloseTo(45, 1);
}, 90_000);

test('A53: a payment goes back by two taps, takes its time with it, and what is paid after that counts', async () => {
  const ana = someone();
  const chargeId = await buyPlan(house, ana, { plan: /Premium/, how: /a cada 30 dias/ });
  expect(await say(ana, '/paysupport')).toMatch(/Premium · 250 Stars[\s\S]*@apoio/);
  await press(ana, /Devolver 250 Stars/, /Devolver 250 Stars do Premium\?/);
  await pressWhenThere(house, ana, /Sim, devolver/);
  // Twice in a row, as impatient people do.
  await pressWhenThere(house, ana, /Sim, devolver/);
  await expect.poll(() => people.purse(ana), { timeout: 15_000 }).toBe(10_000);
  await expect
    .poll(() => moneyOfPerson(db, ana))
    .toEqual([
      { kind: 'payment', amount: 250 },
      { kind: 'refund', amount: -250 },
    ]);
  await tellNews();
  expect(await lastSaying(ana, /foram devolvidas/)).toMatch(/250 Stars do Premium/);
  expect(await say(ana, '/plan')).toMatch(/Seu plano: Grátis/);
  expect(people.subscription(chargeId).isOver || people.subscription(chargeId).isCanceled).toBe(true);
  expect(await say(ana, '/paysupport')).toMatch(/devolvido/);
  await buyPlan(house, ana, { plan: /Premium/, how: /uma vez só/ });
  expect(await say(ana, '/plan')).toMatch(/Seu plano: Premium/);
  // The next one within half a year is asked of somebody.
  expect(await say(ana, '/paysupport')).toMatch(/a cada 180 dias[\s\S]*Escreva para @apoio e a gente vê o caso/);
  expect(
    people
      .chat(ana)
      .messages.at(-1)
      ?.keyboard.flat()
      .map(({ text }) => text),
  ).toEqual(['⭐ Meu plano']);
}, 60_000);

test('A05: nobody has another’s payment given back, and after seven days nobody their own by a tap', async () => {
  const [ana, leo] = [someone(), someone()];
  const chargeId = await buyPlan(house, ana, { plan: /Premium/, how: /uma vez só/ });
  await say(ana, '/paysupport');
  const { data } = findButton(people.chat(ana), /Devolver 250 Stars/)!;
  expect(await say(leo, '/paysupport')).toMatch(/não pagou nada/);
  const queryId = people.press(leo, { data, messageId: people.chat(leo).messages.at(-1)!.id });
  expect((await people.answerTo(queryId)).text).toMatch(/outra pessoa/);
  await press(ana, /Devolver 250 Stars/, /Devolver 250 Stars do Premium\?/);
  const old = new Date(Date.now() - 8 * DAY_MS);
  await db.updateTable('payment').set({ paid_at: old }).where('charge_id', '=', chargeId).execute();
  await press(ana, /Sim, devolver/, /Já passou o prazo/);
  expect(await say(ana, '/paysupport')).toMatch(/não pagou nada/);
  expect(await moneyOfPerson(db, ana)).toEqual([{ kind: 'payment', amount: 250 }]);
});

test('A52: nobody pays for another’s offer or an old price, and what renews already is not sold to renew', async () => {
  const [ana, leo] = [someone(), someone()];
  const link = await openSheet(house, ana, { plan: /Premium/, how: /a cada 30 dias/ });
  expect(await people.pay(leo, link)).toEqual({ kind: 'refused', words: expect.stringMatching(/não é o que ofereci/) });
  const premium = (await findPlan(db, { code: 'premium' }))!;
  await publishPlan(db, { ...premium, prices: { XTR: { amount: 300, days: 30 } } });
  expect(await people.pay(ana, link)).toEqual({ kind: 'refused', words: expect.stringMatching(/preço mudou/) });
  await publishPlan(db, premium);
  await buyPlan(house, ana, { plan: /Premium/, how: /a cada 30 dias/ });
  await openSheet(house, ana, { plan: /Premium/, how: /uma vez só/ });
  expect(await lastSaying(ana, /já renova sozinho/)).not.toMatch(/até você cancelar/);
  expect(people.purse(leo)).toBe(10_000);
  expect(people.purse(ana)).toBe(9_750);
});

test('A52: a payment that fits no offer is credited to nobody, and those who run the house are told', async () => {
  const [ana, owner] = [someone(), someone()];
  const operator = (await findPlan(db, { code: 'operator' }))!;
  await grantPlan(db, {
    ...{ telegramId: owner, kind: 'grant', id: `owner ${owner}`, plan: operator, days: 30, reason: 'runs the house' },
    ...{ madeBy: 'test', nowMs: Date.now() },
  });
  const link = await openSheet(house, ana, { plan: /Premium/, how: /uma vez só/ });
  const { payload } = people.invoice(link);
  for (const [number, forged] of [
    { total_amount: 1 },
    { currency: 'BRL' },
    { invoice_payload: 'x'.repeat(22) },
  ].entries()) {
    const paid = { currency: 'XTR', total_amount: 250, invoice_payload: payload, ...forged };
    injectPayment(ana, { ...paid, telegram_payment_charge_id: `forged${number}` });
    await lastSaying(ana, /não corresponde a nenhuma oferta/);
  }
  await untilQuiet(house);
  expect(await moneyOfPerson(db, ana)).toEqual([]);
  expect(await say(ana, '/plan')).toMatch(/Seu plano: Grátis/);
  await tellNews();
  expect(await lastSaying(owner, /algo precisa de você/)).toMatch(/forged\d/);
});

function injectPayment(person: number, payment: Record<string, unknown>): void {
  people.inject({
    message: {
      message_id: 90_000 + Math.floor(Math.random() * 9_000_000),
      date: Math.floor(Date.now() / 1_000),
      chat: { id: person, type: 'private', first_name: 'Ana' },
      from: { id: person, is_bot: false, first_name: 'Ana' },
      successful_payment: { ...payment, provider_payment_charge_id: '1_0' },
    },
  });
}

test('a payment that comes while the notice of risk is to be read again is credited all the same', async () => {
  const ana = someone();
  const link = await openSheet(house, ana, { plan: /Premium/, how: /uma vez só/ });
  await db.updateTable('person').set({ risk_notice_version: null }).where('telegram_id', '=', ana).execute();
  await people.pay(ana, link);
  expect(await lastSaying(ana, /Pagamento recebido/)).toMatch(/30 dias de Premium/);
});

test('what money does is counted where it passes, and nobody by their number', async () => {
  const ana = someone();
  const link = await openSheet(house, ana, { plan: /Premium/, how: /uma vez só/ });
  const before = { bot: await measuresOf(house, 'bot'), jobs: await measuresOf(house, 'jobs') };
  const more = async (role: 'bot' | 'jobs', measure: string) =>
    readMeasure(await measuresOf(house, role), measure) - (readMeasure(before[role], measure) || 0);
  expect(readMeasure(before.bot, 'invoices_total{renews="no"}')).toBeGreaterThan(0);
  const paid = await people.pay(ana, link);
  await lastSaying(ana, /Pagamento recebido/);
  const charge = { telegram_payment_charge_id: paid.kind === 'paid' ? paid.chargeId : '' };
  const payload = { currency: 'XTR', total_amount: 250, invoice_payload: people.invoice(link).payload };
  injectPayment(ana, { ...payload, ...charge });
  injectPayment(ana, { ...payload, total_amount: 1, telegram_payment_charge_id: `cheap${ana}` });
  await expect.poll(() => more('bot', 'payments_total{end="other_price"}')).toBe(1);
  await expect.poll(() => more('bot', 'payments_total{end="again"}')).toBe(1);
  expect(await more('bot', 'payments_total{end="credited"}')).toBe(1);
  expect(await more('bot', 'checkouts_total{end="fine"}')).toBe(1);
  await say(ana, '/paysupport');
  await press(ana, /Devolver 250 Stars/, /Devolver 250 Stars do Premium\?/);
  await pressWhenThere(house, ana, /Sim, devolver/);
  await expect.poll(() => more('jobs', 'refund_tries_total{end="done"}'), { timeout: 15_000 }).toBe(1);
  const web = await measuresOf(house, 'panel');
  for (const measure of ['refunds_open{state="asked"}', 'refunds_open{state="troubled"}', 'refunds_oldest_seconds'])
    expect(readMeasure(web, measure), measure).toBeGreaterThanOrEqual(0);
  const all = [web, await measuresOf(house, 'bot'), await measuresOf(house, 'jobs')].join('\n');
  expect(crowd.concat(ana).filter((id) => isNamedIn(all, id))).toEqual([]);
});

test('when Telegram makes no invoice, nothing is charged and one is told to try again', async () => {
  const ana = someone();
  faults.add({ kind: 'server_error', methods: ['createInvoiceLink'], count: 1 });
  await say(ana, '/plan');
  await press(ana, /Comparar/, /Os planos/);
  expect(await press(ana, /Premium · ⭐/, /Não consegui preparar/)).toMatch(/nada foi cobrado/);
});

test('A13: a friend gives a plan by one’s link; names with signs of HTML stay names', async () => {
  const [ana, leo] = [someone(), someone()];
  await db.updateTable('person').set({ first_name: '<b>Ana</b>&' }).where('telegram_id', '=', ana).execute();
  await say(ana, '/plan');
  const shown = await press(ana, /Pedir de presente/, /plano de presente/);
  const [, parameter = ''] = /\?start=(w_[\w-]+)/.exec(shown) ?? [];
  expect(await say(ana, `/start ${parameter}`)).toMatch(/é o seu/);
  const asked = people.send(leo, `/start ${parameter}`);
  expect((await answersTo(house, leo, asked))[0]!.text).toContain('Um plano para');
  await press(leo, /Pro · 30 dias/, /Pro para/);
  await people.pay(leo, await payLink(house, leo, { how: /uma vez só/, after: asked }));
  expect(await lastSaying(leo, /ganhou 30 dias de Pro/)).toMatch(/<b>Ana<\/b>&|Ana/);
  expect(await say(ana, '/plan')).toMatch(/Seu plano: Pro/);
  await tellNews();
  await lastSaying(ana, /deu a você 30 dias de Pro/);
  expect(await say(leo, '/plan')).toMatch(/Seu plano: Grátis/);
  expect(await moneyOfPerson(db, ana)).toEqual([{ kind: 'payment', amount: 500 }]);
  await db.updateTable('person').set({ language: 'es' }).where('telegram_id', '=', ana).execute();
  await say(leo, '/paysupport');
  await press(leo, /Devolver 500 Stars/, /Devolver 500 Stars do Pro\?/);
  await pressWhenThere(house, leo, /Sim, devolver/);
  await expect.poll(() => people.purse(leo), { timeout: 15_000 }).toBe(10_000);
  await expect.poll(async () => (await moneyOfPerson(db, ana)).length).toBe(2);
  await tellNews();
  expect(await lastSaying(ana, /de regalo/)).toMatch(/Los 30 días de Pro .* se devolvieron a quien los pagó/);
  expect(await lastSaying(leo, /foram devolvidas/)).toMatch(/500 Stars do Pro/);
  expect(await say(ana, '/plan')).toMatch(/Tu plan: Gratis/);
});

test('a forged link gives nobody anything to pay', async () => {
  const leo = someone();
  expect(await say(leo, '/start w_abc_AAAAAAAAAAA')).not.toMatch(/Um plano para/);
});

test('no call of the bot was malformed', () => {
  expect(wrongCalls(house)).toEqual([]);
  expect(
    house.output.filter((line) => / (error|fatal) /i.test(line) && !/fits no offer|was not offered/.test(line)),
  ).toEqual([]);
});
