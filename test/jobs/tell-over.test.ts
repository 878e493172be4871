import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Seconds } from '#engine/index.ts';
import type { Database } from '#io/db/database.ts';
import { markTold, markUntold, untoldEnds } from '#io/db/link-news.ts';
import { markLinkOver } from '#io/db/link-sessions.ts';
import { saveLink } from '#io/db/links.ts';
import { createSeal } from '#io/seal.ts';
import { tellLinked } from '#jobs/handlers/tell-linked.ts';
import type { Tools } from '#jobs/tools.ts';
import { freshDatabase } from '#test/support/database.ts';
import { meetPerson } from '#test/support/meet-person.ts';

const { database, openAnother } = await freshDatabase();
const seal = createSeal(randomBytes(32));
const buttonKey = randomBytes(32);
const AT_ONCE = { afterSeconds: 0 as Seconds };

async function refuse(telegramId: number, sessionToken: string): Promise<void> {
  await meetPerson(database, { telegramId, firstName: 'Ana', language: 'pt' });
  const account = { brokerUserId: '7', displayName: 'Ana', nowMs: Date.now(), seal };
  await saveLink(database, { telegramId, sessionToken, ...account });
  await markLinkOver(database, { telegramId, sessionToken, seal });
}

/** As a process does that was just started; a link that is over needs nothing but the database. */
const tell = (db: Database, telegramId: number) => tellLinked({ db } as Tools, { telegramId, buttonKey });

const saidTo = async (telegramId: number) => {
  const rows = await database.selectFrom('outbox').select('payload').where('chat_id', '=', telegramId).execute();
  return rows.map(({ payload }) => JSON.stringify(payload));
};

test('whose session was refused is asked to link again once, however many processes find it out, and start', async () => {
  await refuse(1, 'ssid-1');
  expect(await untoldEnds(database, AT_ONCE)).toEqual([1]);
  await Promise.all([database, openAnother(), openAnother()].map((db) => tell(db, 1)));
  await tell(openAnother(), 1);
  expect(await saidTo(1)).toEqual([expect.stringMatching(/A corretora encerrou a sua sessão.*Conectar/)]);
  expect(await untoldEnds(database, AT_ONCE)).toEqual([]);
});

test('whose own question found it out is not told a second time', async () => {
  await refuse(2, 'ssid-2');
  await markTold(database, 2);
  await tell(database, 2);
  expect([await saidTo(2), await untoldEnds(database, AT_ONCE)]).toEqual([[], []]);
});

test('each new link that is refused is worth a word of its own', async () => {
  await refuse(3, 'ssid-3');
  await tell(database, 3);
  await refuse(3, 'ssid-4');
  await tell(database, 3);
  expect(await saidTo(3)).toHaveLength(2);
});

test('who has linked again meanwhile is told nothing of the old session', async () => {
  await refuse(4, 'ssid-5');
  await saveLink(database, {
    ...{ telegramId: 4, sessionToken: 'ssid-6', brokerUserId: '7', displayName: 'Ana', nowMs: Date.now(), seal },
  });
  await markUntold(database, 4);
  expect(await untoldEnds(database, AT_ONCE)).toEqual([]);
});
