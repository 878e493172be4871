import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { entitlementOf } from '#io/db/entitlements.ts';
import type { Payment } from '#io/telegram/simulator/simulator.ts';
import { pressWhenThere } from '../support/house.ts';
import { moneyOfPerson, openSheet } from '../support/stars.ts';
import { waitUntil } from '../support/wait-until.ts';
import type { Stage } from './scenario.ts';

const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 100;
const RECEIPT = /Pagamento recebido/;

/** People who pay, and what is known of it. */
export async function createPayStage(stage: Stage, { people: count }: { people: number }) {
  const { house } = stage;
  const { telegram, database } = house;
  const people = await stage.people(count);
  const waits: number[] = [];
  const amountsOf = async (person: number) => (await moneyOfPerson(database, person)).map(({ amount }) => amount);
  const receiptsOf = (person: number) =>
    telegram.people.chat(person).messages.filter(({ from, text }) => from === 'bot' && RECEIPT.test(text)).length;

  const toldPayments = async () => {
    const { rows } = await sql<{ message: unknown }>`
      select body->'message' as message from telegram_update
      where chat_id = any(${people}) and body->'message' ? 'successful_payment'`.execute(database);
    return rows.map(({ message }) => message);
  };
  const openRows = async () => {
    const { rows } = await sql<{ open: number }>`
      select (select count(*) from telegram_update where done_at is null)::int
        + (select count(*) from outbox where state in ('queued', 'sending', 'unknown'))::int as open`.execute(database);
    return rows[0]?.open ?? 0;
  };
  const until = async (holds: () => Promise<boolean>) => {
    const endMs = performance.now() + PATIENCE_MS * 3;
    while (!(await holds())) {
      if (performance.now() > endMs) throw new Error('it did not come to that');
      await wait(LOOK_EVERY_MS);
    }
  };

  return {
    people,
    linkFor: (person: number) => openSheet(house, person, { plan: /Premium/, how: /uma vez só/ }),
    async pay(person: number, url: string): Promise<Payment> {
      const startMs = performance.now();
      const end = await telegram.people.pay(person, url);
      waits.push(performance.now() - startMs);
      return end;
    },
    /** From the tap to the sheet's end: the whole way of the question, of which ours is the most. */
    checkoutWaitsMs: () => [...waits],
    /** Questions accepted long ago that nobody works on. */
    async stuffQueue(rows: number): Promise<void> {
      for (let at = 0; at < rows; at += 1) stage.ask(people[at % people.length]!);
      await stage.accepted();
      await sql`update request set created_at = now() - interval '10 minutes' where state = 'accepted'`.execute(
        database,
      );
    },
    /** Until each has a receipt. */
    credited: () =>
      waitUntil('every payment is credited', () => people.every((person) => receiptsOf(person) > 0), PATIENCE_MS),
    receipts: () => people.map(receiptsOf),
    /** The message of each payment comes once more under a new number, and is handled. */
    async tellAgain(): Promise<void> {
      const told = await toldPayments();
      for (const message of told) telegram.people.inject({ message });
      await until(async () => (await toldPayments()).length === 2 * told.length);
      await until(async () => (await openRows()) === 0);
    },
    async askRefund(person: number): Promise<void> {
      telegram.people.send(person, '/paysupport');
      await pressWhenThere(house, person, /Devolver 250/);
      await pressWhenThere(house, person, /Sim, devolver/);
    },
    refunded: () =>
      until(async () => (await Promise.all(people.map(amountsOf))).every((amounts) => amounts.length === 2)),
    async isEachCredited(amounts: readonly number[]): Promise<boolean> {
      const all = await Promise.all(people.map(amountsOf));
      return all.every((one) => JSON.stringify(one) === JSON.stringify(amounts));
    },
    async isEachOn(code: string): Promise<boolean> {
      const nowMs = Date.now();
      const codes = await Promise.all(
        people.map((telegramId) => database.transaction().execute((tx) => entitlementOf(tx, { telegramId, nowMs }))),
      );
      return codes.every((one) => one.code === code);
    },
  };
}
