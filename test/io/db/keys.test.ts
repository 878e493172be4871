import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { destroyKey, houseKey, openingFor, sealingFor } from '#io/db/data-keys.ts';
import { addEndedSession, takeEndedSession } from '#io/db/ended-sessions.ts';
import { readSessionToken, SESSION_FIELD } from '#io/db/link-sessions.ts';
import { saveLink } from '#io/db/links.ts';
import { abandonKeys, keyStatus, renewKeys, rewrapKeys } from '#io/db/rotate-keys.ts';
import { createSeal, kidOf, type Seal } from '#io/seal.ts';
import { createTestDatabase, type TestDatabase } from '#test/support/database.ts';
import { meetPerson } from '#test/support/meet-person.ts';

const FIRST = randomBytes(32);
const NEXT = randomBytes(32);
const first = createSeal(FIRST);
const both = createSeal(NEXT, { retiring: [FIRST] });
const next = createSeal(NEXT);

let house: TestDatabase;
beforeAll(async () => {
  house = await createTestDatabase();
});
afterAll(() => house.drop());

let latest = 5_000;
async function newcomer(seal: Seal): Promise<number> {
  latest += 1;
  const telegramId = latest;
  await meetPerson(house.database, { telegramId, firstName: 'Ana', language: 'pt' });
  await saveLink(house.database, {
    ...{ telegramId, brokerUserId: '7', displayName: 'Ana', sessionToken: `ssid of ${telegramId}` },
    ...{ nowMs: Date.now(), seal },
  });
  return telegramId;
}

async function sealedOf(telegramId: number): Promise<string> {
  const { sealed_token } = await house.database
    .selectFrom('broker_link')
    .select('sealed_token')
    .where('telegram_id', '=', telegramId)
    .executeTakeFirstOrThrow();
  return sealed_token;
}

async function codeOf(act: Promise<unknown>): Promise<unknown> {
  return act.then(
    () => 'opened',
    (error) => error.code,
  );
}

describe('the ring of keys', () => {
  test('what is sealed for a person opens with their key, and with no other of the ring', async () => {
    const db = house.database;
    const [ana, bia] = [await newcomer(first), await newcomer(first)];
    const sealed = await sealedOf(ana);
    expect(await readSessionToken(db, { telegramId: ana, seal: first })).toBe(`ssid of ${ana}`);
    expect(kidOf(sealed)).not.toBe(first.kid);
    const place = { user: ana, field: SESSION_FIELD };
    const hers = await openingFor(db, { telegramId: bia, seal: first });
    expect(() => hers.open(sealed, place)).toThrow(`wants the key "${kidOf(sealed)}", which we do not hold`);
  });

  test('A25: a session pasted into the row of another person opens for neither', async () => {
    const db = house.database;
    const [ana, bia] = [await newcomer(first), await newcomer(first)];
    const sealed_token = await sealedOf(ana);
    await db.updateTable('broker_link').set({ sealed_token }).where('telegram_id', '=', bia).execute();
    expect(await codeOf(readSessionToken(db, { telegramId: bia, seal: first }))).toBe('SEAL_BROKEN');
    // Nor when her key is pasted along with it.
    const { wrapped } = await db
      .selectFrom('data_key')
      .select('wrapped')
      .where('telegram_id', '=', ana)
      .executeTakeFirstOrThrow();
    await db.updateTable('data_key').set({ wrapped }).where('telegram_id', '=', bia).execute();
    expect(await codeOf(readSessionToken(db, { telegramId: bia, seal: first }))).toBe('SEAL_BROKEN');
    await db.deleteFrom('person').where('telegram_id', '=', bia).execute();
  });

  test('A24: of a stolen database nothing opens without the key outside it', async () => {
    const db = house.database;
    await newcomer(first);
    const { rows } = await sql<{ text: string }>`
      select row_to_json(broker_link)::text as text from broker_link
      union all select row_to_json(data_key)::text from data_key`.execute(db);
    expect(rows.map(({ text }) => text).join('\n')).not.toContain('ssid of');
    const links = await db.selectFrom('broker_link').select('telegram_id').execute();
    const guesses = [randomBytes(32), Buffer.alloc(32), FIRST.subarray().map((byte) => byte ^ 1)];
    for (const guess of guesses) {
      const thief = createSeal(Buffer.from(guess));
      for (const { telegram_id: telegramId } of links) {
        expect(await codeOf(readSessionToken(db, { telegramId, seal: thief }))).toBe('SEAL_BROKEN');
      }
    }
  });

  test('with a person’s key destroyed nothing of theirs opens, whoever holds the key outside', async () => {
    const db = house.database;
    const ana = await newcomer(first);
    await destroyKey(db, ana);
    expect(await codeOf(readSessionToken(db, { telegramId: ana, seal: first }))).toBe('SEAL_BROKEN');
    await db.deleteFrom('person').where('telegram_id', '=', ana).execute();
  });

  test('fifty who seal for one person at once use one key', async () => {
    const db = house.database;
    latest += 1;
    const telegramId = latest;
    await meetPerson(db, { telegramId, firstName: 'Ana', language: 'pt' });
    const seals = await Promise.all(
      Array.from({ length: 50 }, () => db.transaction().execute((tx) => sealingFor(tx, { telegramId, seal: first }))),
    );
    expect(new Set(seals.map(({ kid }) => kid)).size).toBe(1);
  });

  test('what was sealed before people had keys opens, and is given one when keys are rotated', async () => {
    const db = house.database;
    const ana = await newcomer(first);
    const place = { user: ana, field: SESSION_FIELD };
    const sealed_token = first.seal('an old session', place);
    await db.updateTable('broker_link').set({ sealed_token }).where('telegram_id', '=', ana).execute();
    await destroyKey(db, ana);
    expect(await readSessionToken(db, { telegramId: ana, seal: first })).toBe('an old session');
    expect((await keyStatus(db, first)).oldSeals).toBe(1);
    expect(await renewKeys(db, { seal: first, beforeMs: 0 })).toBe(1);
    expect(await readSessionToken(db, { telegramId: ana, seal: first })).toBe('an old session');
    expect(await renewKeys(db, { seal: first, beforeMs: 0 })).toBe(0);
    expect(kidOf(await sealedOf(ana))).not.toBe(first.kid);
  });
});

describe('a rotation', () => {
  test('A27: the old key opens until it is retired; then all opens with the new one, and the old is told missing', async () => {
    const db = house.database;
    const people = [await newcomer(first), await newcomer(first), await newcomer(first)];
    const before = await Promise.all(people.map(sealedOf));
    for (const telegramId of people) {
      expect(await readSessionToken(db, { telegramId, seal: both })).toBe(`ssid of ${telegramId}`);
      await expect(readSessionToken(db, { telegramId, seal: next })).rejects.toThrow(`wants the key "${first.kid}"`);
    }
    const ana = await newcomer(both);
    await rewrapKeys(db, both);
    for (const telegramId of [...people, ana]) {
      expect(await readSessionToken(db, { telegramId, seal: next })).toBe(`ssid of ${telegramId}`);
    }
    // The seals themselves were not touched.
    expect(await Promise.all(people.map(sealedOf))).toEqual(before);
    expect((await keyStatus(db, next)).keys).toEqual([{ kid: next.kid, count: expect.any(Number), isHeld: true }]);
    expect(await rewrapKeys(db, next)).toBe(0);
    // Back, for whatever test comes next.
    await rewrapKeys(db, createSeal(FIRST, { retiring: [NEXT] }));
  });

  test('two at once put each key once', async () => {
    const db = house.database;
    await Promise.all(Array.from({ length: 20 }, () => newcomer(first)));
    const { keys } = await keyStatus(db, both);
    const all = keys.reduce((sum, { count }) => sum + count, 0);
    const put = await Promise.all([rewrapKeys(db, both), rewrapKeys(db, both)]);
    expect(put[0]! + put[1]!).toBe(all);
    await rewrapKeys(db, createSeal(FIRST, { retiring: [NEXT] }));
  });

  test('stops where it does not hold a key, and leaves everything as it was', async () => {
    const db = house.database;
    const ana = await newcomer(first);
    expect(await codeOf(rewrapKeys(db, next))).toBe('SEAL_BROKEN');
    expect(await readSessionToken(db, { telegramId: ana, seal: first })).toBe(`ssid of ${ana}`);
    expect((await keyStatus(db, next)).keys.find(({ kid }) => kid === first.kid)?.isHeld).toBe(false);
  });

  test('people who link while their keys are renewed lose nothing', async () => {
    const db = house.database;
    const people = await Promise.all(Array.from({ length: 8 }, () => newcomer(first)));
    const linking = people.flatMap((telegramId) =>
      ['7', '8', '9'].map((brokerUserId) =>
        saveLink(db, {
          ...{ telegramId, brokerUserId, displayName: 'Ana', sessionToken: `again ${telegramId}` },
          ...{ nowMs: Date.now(), seal: first },
        }),
      ),
    );
    const renewing = Array.from({ length: 3 }, () => renewKeys(db, { seal: first, beforeMs: Date.now() + 60_000 }));
    await Promise.all([...linking, ...renewing]);
    const rows = await db
      .selectFrom('broker_link')
      .select(['telegram_id', 'sealed_token'])
      .where('telegram_id', 'in', people)
      .execute();
    expect(rows).toHaveLength(people.length * 3);
    for (const { telegram_id: telegramId, sealed_token: sealed } of rows) {
      const own = await openingFor(db, { telegramId, seal: first });
      expect(own.open(sealed, { user: telegramId, field: SESSION_FIELD })).toBe(`again ${telegramId}`);
    }
  });

  test('a session that is still to end at the broker opens after a renewal', async () => {
    const db = house.database;
    const ana = await newcomer(first);
    const ended = { telegramId: ana, sessionToken: 'to end', seal: first };
    const id = await db.transaction().execute((tx) => addEndedSession(tx, ended));
    await renewKeys(db, { seal: first, beforeMs: Date.now() + 60_000 });
    expect(await takeEndedSession(db, { id, seal: first })).toBe('to end');
    expect(await readSessionToken(db, { telegramId: ana, seal: first })).toBe(`ssid of ${ana}`);
  });

  test('a lost key is given up: nothing is left that it sealed, and another one begins', async () => {
    await using lost = await createTestDatabase();
    const db = lost.database;
    await meetPerson(db, { telegramId: 1, firstName: 'Ana', language: 'pt' });
    const link = { telegramId: 1, brokerUserId: '7', displayName: 'Ana', sessionToken: 'gone', nowMs: 1 };
    await saveLink(db, { ...link, seal: first });
    expect((await keyStatus(db, next)).keys.map(({ isHeld }) => isHeld)).toEqual([false]);
    expect(await abandonKeys(db)).toBe(1);
    expect(await keyStatus(db, next)).toMatchObject({ keys: [], oldSeals: 0 });
    await saveLink(db, { ...link, sessionToken: 'new', seal: next });
    expect(await readSessionToken(db, { telegramId: 1, seal: next })).toBe('new');
  });

  test('the key of the house outlives the one outside', async () => {
    const db = house.database;
    const made = await houseKey(db, { purpose: 'test', first: Buffer.alloc(32, 3), seal: first });
    expect(made).toEqual(Buffer.alloc(32, 3));
    await rewrapKeys(db, both);
    expect(await houseKey(db, { purpose: 'test', first: randomBytes(32), seal: next })).toEqual(made);
    await rewrapKeys(db, createSeal(FIRST, { retiring: [NEXT] }));
  });
});
