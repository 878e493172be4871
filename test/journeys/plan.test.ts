import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { DAY_MS, MINUTE_MS } from '#engine/index.ts';
import { createCoupon } from '#io/db/coupons.ts';
import { giveTime } from '#io/db/give-time.ts';
import { grantPlan } from '#io/db/grants.ts';
import { findPlan } from '#io/db/plans.ts';
import { readQuotaHits } from '#io/db/quota-hits.ts';
import { createSettings } from '#io/db/settings.ts';
import { createLog } from '#io/log.ts';
import { lookAfterPlans } from '#jobs/handlers/look-after-plans.ts';
import { answersTo, countRequests, pictureFor, untilQuiet } from '#test/support/answers.ts';
import { wrongCalls } from '#test/support/calls.ts';
import { settleCrowd } from '#test/support/crowd.ts';
import { findButton, link, openHouse, pressWhenThere, settle } from '#test/support/house.ts';
import { openPanel } from '#test/support/panel.ts';
import { publishFree } from '#test/support/plans.ts';

const house = await openHouse({ plans: 'sold' });
const { people } = house.telegram;
const db = house.database;
const log = createLog({ level: 'silent', environment: 'test', room: 'test' });
afterAll(() => house.close());
// The list of assets comes with a link.
await settle(house, { name: 'Zé' });
const SOLD = (await findPlan(db, { code: 'free' }))!.limits;

/** The words of what the bot answered. */
async function say(person: number, text: string): Promise<string> {
  return (await answersTo(house, person, people.send(person, text))).map((one) => one.text).join('\n');
}

/** Presses a button and waits for what its message then says. */
async function press(person: number, button: RegExp, words: RegExp): Promise<string> {
  await pressWhenThere(house, person, button);
  return people.waitFor(
    person,
    (chat) => chat.messages.findLast(({ from, text }) => from === 'bot' && words.test(text))?.text,
  );
}

async function grant(person: number, { code = 'premium', days = 30 } = {}): Promise<void> {
  const plan = (await findPlan(db, { code }))!;
  await grantPlan(db, {
    ...{ telegramId: person, kind: 'grant', id: `${person} ${code}`, plan, days, reason: 'test', madeBy: 'test' },
    nowMs: Date.now(),
  });
}

test('what an owner changes in the panel holds from the next message on, and its history says who, what and why', async () => {
  const [ana, bia] = [await settle(house), await settle(house, { name: 'Bia' })];
  const panel = await openPanel({ url: house.env.DATABASE_URL!, database: db });
  try {
    const [owner, viewer] = [await panel.admit('owner'), await panel.admit('viewer')];
    const path = (key: string) => `/admin/api/resources/settings/records/${key}`;
    const change = async (key: string, value: string) =>
      (await owner.browser.send(`${path(key)}/change`, { value, reason: `because ${value}` })).status;
    const support = () => expect.poll(() => say(ana, '/paysupport'), { timeout: 20_000 });
    const changed = { 'daily-hour': '6', 'refund-days': '21', 'support-contact': '@ajuda_aqui', 'trial-plan': 'pro' };

    await support().toMatch(/últimos 7 dias/);
    for (const [key, value] of Object.entries(changed)) expect(await change(key, value), key).toBe(200);
    await support().toMatch(/últimos 21 dias[\s\S]*@ajuda_aqui/);
    expect(await say(ana, '/daily ligar')).toContain('06:00');
    await say(ana, '/plan');
    expect(findButton(people.chat(ana), /^Testar o Pro$/)).not.toBeNull();

    // Not within its bounds, by whoever may not, without a reason, without a code of late: nothing of it.
    expect(await change('daily-hour', '24')).toBe(409);
    expect((await owner.browser.send(`${path('daily-hour')}/change`, { value: '7' })).status).toBe(422);
    const asked = { value: '7', reason: 'x' };
    expect((await viewer.browser.send(`${path('daily-hour')}/change`, asked)).status).toBe(403);
    expect((await owner.browser.send(`${path('gravity')}/change`, asked)).status).toBe(404);
    panel.clock.nowMs += 11 * MINUTE_MS;
    expect((await owner.browser.send(`${path('daily-hour')}/change`, asked)).status).toBe(403);
    panel.clock.nowMs -= 11 * MINUTE_MS;

    for (const key of Object.keys(changed)) expect(await change(key, ''), key).toBe(200);
    await support().toMatch(/últimos 7 dias/);
    expect(await say(bia, '/daily ligar')).toContain('09:00');
    const history = await (await owner.browser.get(`${path('daily-hour')}/about`)).json();
    const changedBy = `admin ${owner.id} ${owner.login}`;
    expect(history).toMatchObject([
      { before: 6, after: 9, changedBy, reason: 'because' },
      { before: 9, after: 6, changedBy, reason: 'because 6' },
    ]);
    const seen = (await (await viewer.browser.get(`${path('daily-hour')}/about`)).json()) as object[];
    expect(Object.keys(seen[0] ?? {})).toEqual(['changedAt', 'before', 'after']);
    const acts = await db
      .selectFrom('audit')
      .select(['act', 'before', 'after', 'reason'])
      .where('subject', '=', 'daily-hour')
      .orderBy('seq')
      .execute();
    expect(acts.filter(({ act }) => act === 'change')).toMatchObject([
      { before: 9, after: 6, reason: 'because 6' },
      { before: 6, after: 9 },
    ]);
    expect(acts.some(({ act }) => act === 'refused change')).toBe(true);
    const rewrite = sql`update setting_version set reason = 'x'`.execute(db);
    await expect(rewrite).rejects.toMatchObject({ code: '42501' });
  } finally {
    await panel.close();
  }
}, 60_000);

test('/plan says what one has, and what is left of it after a question', async () => {
  const ana = await settle(house);
  const before = await say(ana, '/plan');
  expect(before).toMatch(
    /Seu plano: Grátis[\s\S]*Catálogos: 30 de 30[\s\S]*Top 5: 15 de 15[\s\S]*Renova em \d\d\/\d\d 00:00/,
  );
  expect(before).toMatch(/Até 2 gales, 300 blocos ou 30 dias/);
  await pictureFor(house, ana, people.send(ana, '/catalog EURUSD-OTC m1 minority g2 60'));
  expect(await say(ana, '/plano')).toMatch(
    /Catálogos: 29 de 30[\s\S]*Ativos diferentes: 9 de 10[\s\S]*Imagens em uma hora: 29 de 30/,
  );
});

test('six questions at once of a person who has three left: three are answered, and three cost nothing', async () => {
  await publishFree(db, { ...SOLD, catalogsPerDay: 3 });
  const ana = await settle(house);
  const asked = [40, 41, 42, 43, 44, 45].map((blocks) =>
    people.send(ana, `/catalog EURUSD-OTC m1 minority g2 ${blocks}`),
  );
  await people.waitFor(
    ana,
    (chat) => (chat.messages.filter(({ photo }) => photo !== null).length === 3 ? true : null),
    60_000,
  );
  await untilQuiet(house);
  const texts = people
    .chat(ana)
    .messages.filter(({ id }) => id > asked[0]!)
    .map(({ text }) => text);
  expect(
    texts.filter((text) => /Os 3 catálogos de hoje do plano Grátis acabaram\.\nRenova em/.test(text)),
  ).toHaveLength(3);
  expect(await countRequests(house, ana)).toBe(3);
  await publishFree(db, SOLD);
  expect(await say(ana, '/plan')).toMatch(/Catálogos: 27 de 30/);
  const hits = await readQuotaHits(db, { days: 1, nowMs: Date.now() });
  expect(hits).toContainEqual(expect.objectContaining({ plan: 'free', limit: 'catalogs', hits: 3 }));
});

test('what we fail to answer is given back', async () => {
  const ana = await settle(house);
  house.broker.faults.set({ down: true });
  expect(await say(ana, '/catalog GBPJPY-OTC m1 minority g2 2d')).toMatch(/corretora/i);
  house.broker.faults.clear();
  expect(
    (await db.selectFrom('request').select('state').where('telegram_id', '=', ana).execute()).map(({ state }) => state),
  ).toEqual(['failed']);
  expect(await say(ana, '/plan')).toMatch(/Catálogos: 30 de 30[\s\S]*Ativos diferentes: 10 de 10/);
});

test('a question beyond the plan is refused with how far it goes, and asked again that far by a button', async () => {
  const ana = await settle(house);
  expect(await say(ana, '/catalog EURUSD-OTC m1 minority g4 100')).toMatch(/O plano Grátis vai até 2 gales\./);
  expect(await say(ana, '/catalog EURUSD-OTC m1 minority g2 1000')).toMatch(/até 300 blocos/);
  expect(await say(ana, '/top 60d')).toMatch(/até 30 dias/);
  expect(await countRequests(house, ana)).toBe(0);
  const hits = await readQuotaHits(db, { days: 1, nowMs: Date.now() });
  for (const limit of ['depth', 'blocks', 'days']) {
    expect(hits).toContainEqual(expect.objectContaining({ plan: 'free', limit }));
  }
  const asked = people.send(ana, '/catalog EURUSD-OTC m1 minority g4 77');
  await answersTo(house, ana, asked);
  await pressWhenThere(house, ana, /Até onde o plano vai/);
  expect((await pictureFor(house, ana, asked)).text).toMatch(/até G2/);
});

test('a plan that is given acts on the next message, and so does its end', async () => {
  const ana = await settle(house);
  const deep = '/catalog EURUSD-OTC m1 minority g4 90';
  expect(await say(ana, deep)).toMatch(/vai até 2 gales/);
  await grant(ana);
  await pictureFor(house, ana, people.send(ana, deep));
  expect(await say(ana, '/plan')).toMatch(/Seu plano: Premium[\s\S]*Vale até[\s\S]*Catálogos: 199 de 200/);
  const past = new Date(Date.now() - DAY_MS);
  await db.updateTable('subscription').set({ until_at: past }).where('telegram_id', '=', ana).execute();
  await db.updateTable('entitlement').set({ until_at: past }).where('telegram_id', '=', ana).execute();
  expect(await say(ana, deep)).toMatch(/vai até 2 gales/);
  const row = await db.selectFrom('subscription').select('state').where('telegram_id', '=', ana).executeTakeFirst();
  expect(row?.state).toBe('expired');
});

test('the trial is one press, and one only', async () => {
  const ana = await settle(house);
  await say(ana, '/plan');
  expect(await press(ana, /Testar o Premium/, /Você tem mais 7 dias/)).toMatch(/7 dias de Premium/);
  expect(await say(ana, '/plan')).toMatch(/Seu plano: Premium[\s\S]*É um teste/);
  const chat = people.chat(ana);
  expect(findButton({ ...chat, messages: chat.messages.slice(-1) }, /Testar/)).toBeNull();
});

test('a coupon is used once, in whatever capitals', async () => {
  const plan = (await findPlan(db, { code: 'pro' }))!;
  await createCoupon(db, {
    ...{ code: 'BEMVINDO-7', plan, days: 7, mostUses: 10, expiresMs: null, campaign: 'test', madeBy: 'test' },
  });
  const [ana = 0] = await settleCrowd(house, 1);
  expect(await say(ana, '/plan bemvindo-7')).toMatch(/mais 7 dias de Pro/);
  expect(await say(ana, '/plan BEMVINDO-7')).toMatch(/já usou/);
  expect(await say(ana, '/plan OUTRO-8')).toMatch(/Não conheço/);
  expect(await say(ana, '/plan')).toMatch(/Seu plano: Pro/);
});

test('A16: a friend who comes by a link is remembered once; a forged link and one’s own bring nobody', async () => {
  const ana = await settle(house);
  await say(ana, '/plan');
  const shown = await press(ana, /Convidar/, /Convide um amigo/);
  const [, parameter = ''] = /\?start=(f_[\w-]+)/.exec(shown) ?? [];
  const friend = people.create({ firstName: 'Bia', languageCode: 'pt-br' });
  await say(friend.id, `/start ${parameter}`);
  await say(friend.id, `/start ${parameter}`);
  const forger = people.create({ firstName: 'Leo', languageCode: 'pt-br' });
  await say(forger.id, `/start ${parameter.slice(0, -3)}abc`);
  await say(ana, `/start ${parameter}`);
  const rows = await db.selectFrom('referral').select(['invited_id', 'referrer_id']).execute();
  expect(rows).toEqual([{ invited_id: friend.id, referrer_id: ana }]);
  await pressWhenThere(house, friend.id, /18\+/);
  await pressWhenThere(house, friend.id, /São Paulo|Brasília/);
  await link(house, friend.id);
  // As the clock does once a minute.
  await lookAfterPlans({ db, nowMs: Date.now, settings: createSettings() }, { buttonKey: Buffer.alloc(32, 1), log });
  const thanks = await people.waitFor(ana, (chat) =>
    chat.messages.find(({ text }) => /amigo que você convidou/.test(text)),
  );
  expect(thanks.text).toMatch(/7 dias de Premium/);
  expect(await say(friend.id, '/plan')).toMatch(/Seu plano: Premium/);
});

test('a renewal is canceled after a second press, and the plan lasts to its end', async () => {
  const [ana = 0] = await settleCrowd(house, 1);
  const plan = (await findPlan(db, { code: 'premium' }))!;
  await db.transaction().execute((tx) =>
    giveTime(tx, {
      ...{ telegramId: ana, kind: 'payment', source: 'test', sourceId: `${ana}`, plan, ms: 30 * DAY_MS, renews: true },
      ...{ paid: { currency: 'XTR', amount: 250 }, reason: null, madeBy: 'test', nowMs: Date.now() },
    }),
  );
  expect(await say(ana, '/plan')).toMatch(/Renova sozinho em/);
  await press(ana, /Cancelar a renovação/, /continua valendo até/);
  await press(ana, /Sim, cancelar/, /não renova mais/);
  expect(await say(ana, '/plan')).toMatch(/Seu plano: Premium[\s\S]*Vale até/);
});

test('nothing is offered for money while nobody takes it', async () => {
  const [ana = 0] = await settleCrowd(house, 1);
  await say(ana, '/plan');
  const compared = await press(ana, /Comparar os planos/, /Os planos/);
  expect(compared).toMatch(/Grátis.*\(o seu\)[\s\S]*Premium[\s\S]*200 catálogos[\s\S]*Pro/);
  expect(compared).not.toMatch(/⭐ \d/);
  expect(findButton(people.chat(ana), /· ⭐ \d/)).toBeNull();
});

test.each([
  ['en', /Your plan: Free[\s\S]*Left today[\s\S]*Catalogs: 30 of 30/],
  ['es', /Tu plan: Gratis[\s\S]*Lo que te queda hoy[\s\S]*Catálogos: 30 de 30/],
])('who reads %s is told so in their words', async (language, said) => {
  const [person = 0] = await settleCrowd(house, 1);
  await db.updateTable('person').set({ language }).where('telegram_id', '=', person).execute();
  expect(await say(person, '/plan')).toMatch(said);
});

test('no call of the bot was malformed', () => {
  expect(wrongCalls(house)).toEqual([]);
  expect(house.output.join('')).not.toMatch(/ (error|fatal) /);
});
