import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { setPlaceholder, takeRequest } from '#io/db/requests.ts';
import { createLog } from '#io/log.ts';
import { type OutgoingMessage, putMessage } from '#io/telegram/outbox.ts';
import { showLine } from '#jobs/show-line.ts';
import { freshDatabase } from '#test/support/database.ts';
import { askOf } from '#test/support/requests.ts';

const { database: db } = await freshDatabase();
const log = createLog({ level: 'silent', environment: 'test', room: 'test' });
const look = () => showLine({ db, log, buttonKey: randomBytes(32) }, { olderThanMs: 0 });

async function askWithMessage(telegramId: number): Promise<{ id: string; said: () => Promise<string[]> }> {
  const { id } = await askOf(db, telegramId);
  const message: OutgoingMessage = { text: 'Recebi.', parseMode: 'HTML', markup: { inline_keyboard: [] } };
  const place = { kind: 'new', chatId: telegramId, afterMessageId: null } as const;
  await setPlaceholder(db, id, await putMessage(db, { key: id, message, place, traceId: id }));
  const said = async () => {
    const rows = await db
      .selectFrom('outbox')
      .select(sql<string>`payload ->> 'text'`.as('text'))
      .where('trace_id', '=', id)
      .orderBy('id')
      .execute();
    return rows.slice(1).map(({ text }) => text.split('\n').at(-1) ?? '');
  };
  return { id, said };
}

test('who waits is told the place, in their own message, each time it moves and only then', async () => {
  const [one, two] = [await askWithMessage(1), await askWithMessage(2)];
  expect(await look()).toBe(2);
  expect(await look()).toBe(0);
  expect(await two.said()).toEqual(['Há um pedido na sua frente.']);
  await takeRequest(db, one.id);
  expect(await look()).toBe(1);
  expect(await one.said()).toEqual(['Você é o próximo.']);
  expect(await two.said()).toEqual(['Há um pedido na sua frente.', 'Você é o próximo.']);
});
