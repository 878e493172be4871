import { setTimeout as sleep } from 'node:timers/promises';
import { Api } from 'grammy';
import { build, type Histogram } from 'hdr-histogram-js';
import { keepOffer, newOfferId } from '#io/db/offers.ts';
import { findPlan } from '#io/db/plans.ts';
import { createStars } from '#io/payments/stars.ts';
import { type FaultHouse, openFaultHouse } from '#test/faults/fault-house.ts';
import { settleCrowd } from '#test/support/crowd.ts';
import type { BenchRow } from './bench-row.ts';

/** Who press "pay" at one moment, and who ask for the help at the same moment. */
const PAYERS = 20;
/** Others, each of whom has written so often just before: fewer than a flood. */
const CROWD = 60;
const WORDS_EACH = 10;
const ROUNDS = 10;
const PATIENCE_MS = 60_000;

/** How long twenty people who press "pay" at once wait for our word, with six hundred updates before them. */
export async function benchTill(): Promise<BenchRow[]> {
  const limits = { HEAVY_PER_MINUTE: '10000', LIGHT_PER_MINUTE: '10000' };
  const house = await openFaultHouse({ roles: ['bot'], env: { ...limits, PAYMENTS: 'stars' }, isAlone: true });
  try {
    const people = await settleCrowd(house, 2 * PAYERS + CROWD);
    const [payers, askers, crowd] = [
      people.slice(0, PAYERS),
      people.slice(PAYERS, 2 * PAYERS),
      people.slice(2 * PAYERS),
    ];
    const [paying, plain] = [build(), build()];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const links = await Promise.all(payers.map((payer) => offerTo(house, payer)));
      await fillInbox(house, crowd);
      // The first round warms up.
      const [payInto, askInto] = round === 0 ? [build(), build()] : [paying, plain];
      await Promise.all([
        ...askers.map((asker) => timed(askInto, () => askForHelp(house, asker))),
        ...payers.map((payer, at) => timed(payInto, () => pay(house, payer, links[at]!))),
      ]);
      await untilHandled(house);
    }
    const msAt = (times: Histogram, percentile: number) => times.getValueAtPercentile(percentile) / 1_000;
    const beside = `a plain update ${msAt(plain, 99).toFixed(0)} ms, ${(msAt(plain, 99) / msAt(paying, 99)).toFixed(1)} times as long`;
    return [
      {
        name: `till: ${PAYERS} pay at once behind ${CROWD * WORDS_EACH} updates, p50`,
        value: msAt(paying, 50),
        unit: 'ms',
      },
      { name: 'till: the same, p99', value: msAt(paying, 99), unit: 'ms', goal: '≤ 300', peer: beside },
    ];
  } finally {
    await house.close();
  }
}

/** Something to pay for, as the bot would have made it. */
async function offerTo({ telegram, database }: FaultHouse, payerId: number): Promise<string> {
  const { version } = (await findPlan(database, { code: 'premium' }))!;
  const id = newOfferId();
  const stars = createStars(new Api(telegram.token, { apiRoot: telegram.apiRoot }));
  const url = await stars.create({ offerId: id, title: 'Premium', description: 'Premium', amount: 250, renews: false });
  await keepOffer(database, {
    ...{ id, provider: stars.name, payerId, receiverId: payerId, plan: { code: 'premium', version } },
    ...{ currency: stars.currency, amount: 250, days: 30, renews: false, url },
  });
  return url;
}

async function pay({ telegram }: FaultHouse, payer: number, url: string): Promise<void> {
  const end = await telegram.people.pay(payer, url);
  if (end.kind !== 'paid') throw new Error(`The sheet said ${JSON.stringify(end)}.`);
}

async function askForHelp({ telegram }: FaultHouse, asker: number): Promise<void> {
  const asked = telegram.people.send(asker, '/help');
  const find = ({ messages }: { messages: readonly { id: number; from: string }[] }) =>
    messages.find(({ id, from }) => from === 'bot' && id > asked);
  await telegram.people.waitFor(asker, find, PATIENCE_MS);
}

/** Until all of it is stored; most of it still waits for its turn then. */
async function fillInbox({ telegram, sql }: FaultHouse, crowd: readonly number[]): Promise<void> {
  const stored = async () => (await sql<{ count: number }>('select count(*)::int from telegram_update')).rows[0]!.count;
  const wanted = (await stored()) + WORDS_EACH * crowd.length;
  for (let word = 0; word < WORDS_EACH; word += 1) for (const one of crowd) telegram.people.send(one, 'oi');
  while ((await stored()) < wanted) await sleep(5);
}

async function untilHandled({ sql }: FaultHouse): Promise<void> {
  for (let open = 1; open > 0; ) {
    const { rows } = await sql<{ open: number }>(`
      select (select count(*) from telegram_update where done_at is null)::int
        + (select count(*) from outbox where state in ('queued', 'sending'))::int as open`);
    open = rows[0]?.open ?? 0;
  }
}

async function timed(into: Histogram, act: () => Promise<void>): Promise<void> {
  const startMs = performance.now();
  await act();
  into.recordValue(Math.max(1, Math.round((performance.now() - startMs) * 1_000)));
}
