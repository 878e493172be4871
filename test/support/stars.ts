import type { Database } from '#io/db/database.ts';
import type { ChatView } from '#io/telegram/simulator/simulator.ts';
import type { House } from './house.ts';
import { pressWhenThere } from './house.ts';

/** What of a house somebody pays in. */
type PayHouse = Pick<House, 'telegram' | 'database'>;

/** The address behind the newest button with these words, as soon as there is one. */
export function payLink(
  house: PayHouse,
  person: number,
  { how, after = 0 }: { how: RegExp; after?: number },
): Promise<string> {
  return house.telegram.people.waitFor(person, (chat) => findPayLink(chat, how, after));
}

function findPayLink(chat: ChatView, words: RegExp, afterMessage: number): string | null {
  for (const message of chat.messages.filter(({ id }) => id > afterMessage).reverse()) {
    for (const { text, url } of message.keyboard.flat()) if (url?.includes('/$') && words.test(text)) return url;
  }
  return null;
}

/** Goes from /plan to where one pays, and gives its address. */
export async function openSheet(
  house: PayHouse,
  person: number,
  { plan, how }: { plan: RegExp; how: RegExp },
): Promise<string> {
  const after = house.telegram.people.send(person, '/plan');
  await house.telegram.people.waitFor(person, (chat) =>
    chat.messages.find(({ id, text }) => id > after && /Seu plano/.test(text)),
  );
  await pressWhenThere(house, person, /Comparar/);
  await house.telegram.people.waitFor(person, (chat) =>
    chat.messages.find(({ id, text }) => id > after && /Os planos/.test(text)),
  );
  await pressWhenThere(house, person, new RegExp(`${plan.source} · ⭐`));
  return payLink(house, person, { how, after });
}

/** Goes from /plan to the sheet and pays; gives the charge once it is credited. */
export async function buyPlan(
  house: PayHouse,
  person: number,
  { plan, how }: { plan: RegExp; how: RegExp },
): Promise<string> {
  const { people } = house.telegram;
  const asked = people.chat(person).messages.at(-1)?.id ?? 0;
  const payment = await people.pay(person, await openSheet(house, person, { plan, how }));
  if (payment.kind !== 'paid') throw new Error(`The sheet said ${JSON.stringify(payment)}.`);
  await people.waitFor(person, (chat) =>
    chat.messages.findLast(({ id, from, text }) => id > asked && from === 'bot' && /Pagamento recebido/.test(text)),
  );
  return payment.chargeId;
}

/** A person's lines in the ledger of money. */
export async function moneyOfPerson(db: Database, person: number): Promise<{ kind: string; amount: number }[]> {
  return db
    .selectFrom('money_ledger')
    .select(['kind', 'amount'])
    .where('telegram_id', '=', person)
    .orderBy('id')
    .execute();
}
