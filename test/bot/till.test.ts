import { Api } from 'grammy';
import type { Update } from 'grammy/types';
import { sql } from 'kysely';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { createTill, isCheckout, type Till } from '#bot/till.ts';
import { createWebhook } from '#bot/webhook.ts';
import { keepOffer, newOfferId } from '#io/db/offers.ts';
import { findPlan } from '#io/db/plans.ts';
import { createEvents } from '#io/events.ts';
import { createLog } from '#io/log.ts';
import { judgeCheckout } from '#io/payments/judge-checkout.ts';
import { createStars } from '#io/payments/stars.ts';
import { storeUpdates } from '#io/telegram/inbox.ts';
import { createInboxSource } from '#io/telegram/inbox-source.ts';
import { startPoller } from '#io/telegram/poller.ts';
import { startTelegramSimulator } from '#io/telegram/simulator/simulator.ts';
import { freshDatabase } from '#test/support/database.ts';
import { meetPerson } from '#test/support/meet-person.ts';
import { questionsOf } from '#test/support/query-plans.ts';

const { database: db, openAnother, url: databaseUrl } = await freshDatabase();
const telegram = await startTelegramSimulator({ people: [] });
afterAll(() => telegram.close());
beforeEach(async () => void (await db.deleteFrom('telegram_update').execute()));
const api = new Api(telegram.token, { apiRoot: telegram.apiRoot });
const stars = createStars(api);
const log = createLog({ level: 'silent', environment: 'test', room: 'test' });

function openTill(checkout: typeof stars | null = stars, events = createEvents(log)): Till {
  return createTill({ db, inbox: openAnother(), api, checkout, log, events, nowMs: Date.now });
}

const answersSoFar = () => telegram.log.calls.filter(({ method }) => method === 'answerPreCheckoutQuery').length;

async function somebody(): Promise<number> {
  const { id: telegramId } = telegram.people.create({ firstName: 'Ana', hasStarted: true });
  await meetPerson(db, { telegramId, firstName: 'Ana', language: 'pt' });
  return telegramId;
}

async function offerTo(payerId: number): Promise<{ id: string; url: string }> {
  const plan = (await findPlan(db, { code: 'premium' }))!;
  const id = newOfferId();
  const invoice = { offerId: id, title: 'Premium', description: 'Premium', amount: 250, renews: false };
  const url = await stars.create(invoice);
  await keepOffer(db, {
    ...{ id, url, provider: 'stars', payerId, receiverId: payerId, plan, currency: 'XTR', amount: 250, days: 30 },
    renews: false,
  });
  return { id, url };
}

const openUpdates = () =>
  db
    .selectFrom('telegram_update')
    .select(sql<string>`jsonb_object_keys(body)`.as('kind'))
    .where('done_at', 'is', null)
    .execute();

test('who is about to pay is answered before what came earlier is even stored, and once', async () => {
  const [ana, leo] = [await somebody(), await somebody()];
  const { url } = await offerTo(ana);
  for (let word = 0; word < 50; word += 1) telegram.people.send(leo, 'oi');
  const events = createEvents(log);
  const till = openTill(stars, events);
  const before = answersSoFar();
  const release = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  // Nothing gets into the inbox, and nobody takes anything out of it.
  const holding = openAnother()
    .transaction()
    .execute(async (tx) => {
      await sql`lock table telegram_update in exclusive mode`.execute(tx);
      held.resolve();
      await release.promise;
    });
  await held.promise;
  const paying = telegram.people.pay(ana, url);
  const poller = startPoller({
    ...{ db: openAnother(), api, log, onNews: () => undefined },
    onArrived: (update) => void (isCheckout(update) && till.begin(update)),
    onStored: (update) => void (isCheckout(update) && till.answer(update)),
  });
  try {
    expect(await paying).toMatchObject({ kind: 'paid' });
    expect(await db.selectFrom('telegram_update').select('update_id').execute()).toEqual([]);
  } finally {
    release.resolve();
    await holding;
  }
  // The words still wait, and so does the word of the payment; the question is ticked off.
  const open = async () => (await openUpdates()).map(({ kind }) => kind).filter((kind) => kind !== 'update_id');
  await expect.poll(open).toEqual(Array(51).fill('message'));
  await poller.close();
  expect(answersSoFar()).toBe(before + 1);
  expect(await events.measures.registry.metrics()).toMatch(/^catalogador_checkouts_total\{end="fine"\} 1$/m);
});

test('nobody else is taken up while somebody waits for the word to pay, and not for long', async () => {
  const [ana, leo] = [await somebody(), await somebody()];
  const { id: payload } = await offerTo(ana);
  const from = { id: ana, is_bot: false, first_name: 'Ana' };
  const query = { id: 'unknown', from, currency: 'XTR', total_amount: 250, invoice_payload: payload };
  const till = openTill();
  await storeUpdates(db, [
    {
      update_id: 800_000_001,
      message: { message_id: 1, date: 1, text: 'oi', from, chat: { ...from, id: leo, type: 'private' } },
    },
  ] as Update[]);
  const source = createInboxSource({
    ...{ db, owner: 'till test', isAlive: () => true, onSetAside: async () => undefined, calm: till.calm, log },
  });
  const before = answersSoFar();
  const answering = till.answer({ update_id: 800_000_002, pre_checkout_query: query });
  const [taken] = await source.supply(8, AbortSignal.timeout(10_000));
  expect([taken?.update_id, answersSoFar()]).toEqual([800_000_001, before + 1]);
  await answering;
  // Telegram does not answer: everybody else goes on.
  telegram.faults.add({ kind: 'slow', methods: ['answerPreCheckoutQuery'], delayMs: 2_000 });
  const slow = till.answer({ update_id: 800_000_003, pre_checkout_query: { ...query, id: 'other' } });
  expect(await Promise.race([slow.then(() => 'answered'), till.calm().then(() => 'went on')])).toBe('went on');
  await slow;
  telegram.faults.clear();
});

test('the webhook always has room for who is about to pay', async () => {
  const till = openTill();
  const secret = 'only-telegram-knows-of-this-one';
  const door = createWebhook({
    ...{ db, log, url: 'https://bot.example.org/in', secret, onNews: () => undefined, mostWaiting: 0 },
    onArrived: (update) => isCheckout(update) && till.begin(update),
  });
  const bring = async (payload: Partial<Update>) =>
    (await door.inject({ method: 'POST', url: '/in', payload, headers: { 'x-telegram-bot-api-secret-token': secret } }))
      .statusCode;
  const from = { id: 7, is_bot: false, first_name: 'Ana' };
  const query = { id: '1', from, currency: 'XTR', total_amount: 250, invoice_payload: 'x' };
  expect(
    await bring({
      update_id: 900_000_001,
      message: { message_id: 1, date: 1, chat: { ...from, type: 'private' } } as never,
    }),
  ).toBe(503);
  expect(await bring({ update_id: 900_000_002, pre_checkout_query: query })).toBe(200);
  await door.close();
});

test('whether somebody may pay is looked up in one statement', async () => {
  const ana = await somebody();
  const { id: offerId } = await offerTo(ana);
  const asked = { offerId, payerId: ana, currency: 'XTR', amount: 250 };
  const judge = (on: typeof db) => judgeCheckout(on, { provider: 'stars', asked, nowMs: Date.now() });
  expect(await judge(db)).toBe('fine');
  expect(await questionsOf(databaseUrl, judge)).toHaveLength(1);
});

test('where nothing is sold nobody pays, in words they understand', async () => {
  const ana = await somebody();
  const { url } = await offerTo(ana);
  const till = openTill(null);
  const paying = telegram.people.pay(ana, url);
  const poller = startPoller({
    ...{ db, api, log, onNews: () => undefined },
    onArrived: (update) => void (isCheckout(update) && till.begin(update)),
  });
  expect(await paying).toEqual({ kind: 'refused', words: expect.stringMatching(/preço mudou/) });
  await poller.close();
});
