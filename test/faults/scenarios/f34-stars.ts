import { findPlan } from '#io/db/plans.ts';
import type { Payment } from '#io/telegram/simulator/simulator.ts';
import { createPayStage } from '../pay-stage.ts';
import type { Scenario } from '../scenario.ts';

const NEEDS = { env: { PAYMENTS: 'stars' } };
const PAYERS = { small: 20, full: 100 };
/** Just before each payment, of as many people: fewer each than count as a flood. */
const WORDS_BEFORE = 5;
const BACKLOG = { small: 60, full: 2_000 };
/** The goal, with nothing else on the machine; Telegram itself gives up after ten seconds. */
const LIMIT_MS = 300;

export const checkoutBehindQueue: Scenario = {
  id: 'F34',
  title: 'somebody is about to pay while the queue is ten minutes behind',
  needs: { ...NEEDS, isAlone: true },
  recoverSeconds: null,
  isInSuite: true,
  async run(stage) {
    const { house, size } = stage;
    const till = await createPayStage(stage, { people: PAYERS[size] });
    const links = await Promise.all(till.people.map((person) => till.linkFor(person)));
    await house.dismiss(house.role('jobs'));
    // Ten minutes of work that nobody takes, from people who wait for it.
    await till.stuffQueue(BACKLOG[size]);
    const ends: Payment[] = [];
    for (const [at, person] of till.people.entries()) {
      // Nor does the till wait for what was written before.
      for (let word = 1; word <= WORDS_BEFORE; word += 1) stage.say(till.people[(at + word) % till.people.length]!);
      ends.push(await till.pay(person, links[at]!));
    }
    stage.check(
      'everybody could pay',
      ends.every(({ kind }) => kind === 'paid'),
    );
    const waits = till.checkoutWaitsMs().sort((a, b) => a - b);
    const p99 = waits[Math.ceil(waits.length * 0.99) - 1] ?? Number.POSITIVE_INFINITY;
    // Among other tests it would be their time that is measured; Telegram's own ten seconds hold there, too.
    if (size === 'full') stage.check(`each was answered within ${LIMIT_MS} ms`, p99 < LIMIT_MS);
    stage.note(`checkout p50 ${waits[Math.floor(waits.length / 2)]?.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`);
    await till.credited();
    stage.check('each was credited once', await till.isEachCredited([250]));
    await house.launch('jobs');
    await stage.settled(300_000);
  },
};

export const paymentToldAgain: Scenario = {
  id: 'F35',
  title: 'one payment is told three times',
  needs: NEEDS,
  recoverSeconds: null,
  isInSuite: true,
  async run(stage) {
    const till = await createPayStage(stage, { people: 5 });
    stage.house.telegram.faults.add({ kind: 'duplicate_updates', methods: ['getUpdates'], copies: 2 });
    for (const person of till.people) await till.pay(person, await till.linkFor(person));
    await till.credited();
    // The same payment under another number, as a queue of Telegram's own may bring it.
    await till.tellAgain();
    stage.check('one credit each', await till.isEachCredited([250]));
    stage.check(
      'one receipt each',
      till.receipts().every((count) => count === 1),
    );
  },
};

export const refundUnanswered: Scenario = {
  id: 'F36',
  title: 'a refund is not answered, and was made',
  needs: NEEDS,
  recoverSeconds: 60,
  isInSuite: true,
  async run(stage) {
    const { telegram } = stage.house;
    const till = await createPayStage(stage, { people: 3 });
    for (const person of till.people) await till.pay(person, await till.linkFor(person));
    await till.credited();
    telegram.faults.add({ kind: 'lost_reply', methods: ['refundStarPayment'], count: till.people.length });
    // Nor does its message tell of it.
    telegram.faults.add({ kind: 'lost_update', methods: ['refunded_payment'] });
    for (const person of till.people) await till.askRefund(person);
    await till.refunded();
    stage.over();
    stage.check('one refund each', await till.isEachCredited([250, -250]));
    stage.check(
      'each has all Stars back',
      till.people.every((person) => telegram.people.purse(person) === 10_000),
    );
    const free = (await findPlan(stage.house.database, { code: 'free' }))!;
    stage.check('the plan is gone with it', await till.isEachOn(free.code));
    const calls = telegram.log.calls.filter(({ method }) => method === 'refundStarPayment');
    stage.check(
      'Telegram said that it was done already',
      calls.some(({ result }) => !result.ok && /ALREADY/.test(result.description)),
    );
  },
};
