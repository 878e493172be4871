import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Seconds } from '#engine/index.ts';
import { addEndedSession, takeEndedSession } from '#io/db/ended-sessions.ts';
import { withdraw } from '#io/db/erase.ts';
import { untoldEnds } from '#io/db/link-news.ts';
import {
  countAttempt,
  findLinkPage,
  forgiveAttempt,
  LINK_PAGE_ATTEMPTS,
  LINK_PAGE_LIFE_MS,
  openLinkPage,
  useLinkPage,
} from '#io/db/link-pages.ts';
import { markLinkOver, readSession, readSessionToken, renewSession } from '#io/db/link-sessions.ts';
import { activeLinks, dropLink, findLink, linksOf, saveLink, touchLink, useLink } from '#io/db/links.ts';
import { changePerson } from '#io/db/people.ts';
import { createSeal } from '#io/seal.ts';
import { createTestDatabase, type TestDatabase } from '#test/support/database.ts';
import { meetPerson } from '#test/support/meet-person.ts';

const nowMs = Date.UTC(2026, 10, 20, 12);
const seal = createSeal(Buffer.alloc(32, 3));
const ana = 101;
const bia = 102;

let house: TestDatabase;
beforeAll(async () => {
  house = await createTestDatabase();
});
afterAll(() => house.drop());

async function meet(telegramId: number, firstName = 'Ana') {
  await meetPerson(house.database, { telegramId, firstName, language: 'pt' });
  return house.database;
}

let next = 1_000;
async function newcomer() {
  const telegramId = next++;
  return { db: await meet(telegramId), telegramId };
}

describe('link pages', () => {
  test('an open page knows its person', async () => {
    const { db, telegramId } = await newcomer();
    await changePerson(db, telegramId, { language: 'es' });
    const token = await openLinkPage(db, { telegramId, nowMs });
    expect(token).toMatch(/^[\w-]{43}$/);
    const page = await findLinkPage(db, { token, nowMs });
    expect(page).toEqual({ kind: 'open', telegramId, firstName: 'Ana', language: 'es' });
  });

  test('the token itself is nowhere in the table', async () => {
    const { db, telegramId } = await newcomer();
    const token = await openLinkPage(db, { telegramId, nowMs });
    const rows = await db.selectFrom('link_page').selectAll().execute();
    const dump = rows.map((row) => `${JSON.stringify(row)} ${row.token_hash.toString('latin1')}`).join('\n');
    expect(dump).not.toContain(token);
    expect(dump).not.toContain(Buffer.from(token, 'base64url').toString('latin1'));
  });

  test('a page lives ten minutes and then looks like one that never was', async () => {
    const { db, telegramId } = await newcomer();
    const token = await openLinkPage(db, { telegramId, nowMs });
    const last = nowMs + 10 * 60_000 - 1;
    expect(LINK_PAGE_LIFE_MS).toBe(10 * 60_000);
    expect(await findLinkPage(db, { token, nowMs: last })).toMatchObject({ kind: 'open' });
    expect(await findLinkPage(db, { token, nowMs: last + 1 })).toEqual({ kind: 'gone' });
    expect(await findLinkPage(db, { token: 'A'.repeat(43), nowMs })).toEqual({ kind: 'gone' });
    expect(await useLinkPage(db, { token, nowMs: last + 1 })).toBe(false);
    expect(await countAttempt(db, { token, nowMs: last + 1 })).toBe(false);
  });

  test('only the newest page of a person works', async () => {
    const { db, telegramId } = await newcomer();
    const other = await newcomer();
    const first = await openLinkPage(db, { telegramId, nowMs });
    const others = await openLinkPage(db, { telegramId: other.telegramId, nowMs });
    const second = await openLinkPage(db, { telegramId, nowMs: nowMs + 1 });
    const kinds = [first, second, others].map(
      async (token) => (await findLinkPage(db, { token, nowMs: nowMs + 1 })).kind,
    );
    expect(await Promise.all(kinds)).toEqual(['gone', 'open', 'open']);
  });

  test('of fifty who spend a page at once, one does', async () => {
    const { db, telegramId } = await newcomer();
    const token = await openLinkPage(db, { telegramId, nowMs });
    const heard = await Promise.all(Array.from({ length: 50 }, () => useLinkPage(db, { token, nowMs })));
    expect(heard.filter(Boolean)).toHaveLength(1);
    expect(await findLinkPage(db, { token, nowMs })).toEqual({ kind: 'used', language: 'pt' });
  });

  test('of fifty attempts at once, five are granted', async () => {
    const { db, telegramId } = await newcomer();
    const token = await openLinkPage(db, { telegramId, nowMs });
    const granted = await Promise.all(Array.from({ length: 50 }, () => countAttempt(db, { token, nowMs })));
    expect(LINK_PAGE_ATTEMPTS).toBe(5);
    expect(granted.filter(Boolean)).toHaveLength(5);
    expect(await findLinkPage(db, { token, nowMs })).toMatchObject({ kind: 'exhausted' });
    await forgiveAttempt(db, token);
    expect(await findLinkPage(db, { token, nowMs })).toMatchObject({ kind: 'open' });
  });
});

describe('links', () => {
  const link = {
    telegramId: ana,
    brokerUserId: '77',
    displayName: 'a***@example.test',
    sessionToken: 'ssid-77',
    nowMs,
    seal,
  };
  const refused = { sessionToken: 'ssid-77', seal };

  test('a saved link gives its token back to its person only', async () => {
    const db = await meet(ana);
    await meet(bia, 'Bia');
    await saveLink(db, link);
    await saveLink(db, { ...link, telegramId: bia, sessionToken: 'ssid-88' });
    expect(await readSessionToken(db, { telegramId: ana, seal })).toBe('ssid-77');
    const { sealed_token } = await db
      .selectFrom('broker_link')
      .select('sealed_token')
      .where('telegram_id', '=', ana)
      .executeTakeFirstOrThrow();
    expect(sealed_token).not.toContain('ssid');
    await db.updateTable('broker_link').set({ sealed_token }).where('telegram_id', '=', bia).execute();
    await expect(readSessionToken(db, { telegramId: bia, seal })).rejects.toMatchObject({ code: 'SEAL_BROKEN' });
    const { id: linkId } = (await findLink(db, bia))!;
    expect(await dropLink(db, { telegramId: bia, linkId, seal })).toMatchObject({ sessionToken: null, next: null });
    expect(await findLink(db, bia)).toBeNull();
  });

  test('a new link of the same account takes the place of the old one', async () => {
    const { db, telegramId } = await newcomer();
    await saveLink(db, { ...link, telegramId });
    await touchLink(db, { telegramId, nowMs: nowMs + 5 });
    expect(await findLink(db, telegramId)).toMatchObject({
      linkedAtMs: nowMs,
      lastUsedAtMs: nowMs + 5,
      state: 'active',
    });
    await markLinkOver(db, { ...refused, telegramId });
    const linkedFrom = { by: 'oauth', device: 'Chrome, Android', address: '203.0.113.*' } as const;
    await saveLink(db, { ...link, telegramId, sessionToken: 'ssid-99', linkedFrom, nowMs: nowMs + 9 });
    expect(await linksOf(db, telegramId)).toEqual([
      {
        id: expect.any(Number),
        telegramId,
        brokerUserId: '77',
        displayName: 'a***@example.test',
        state: 'active',
        isCurrent: true,
        linkedFrom,
        linkedAtMs: nowMs + 9,
        lastUsedAtMs: null,
      },
    ]);
    expect(await readSessionToken(db, { telegramId, seal })).toBe('ssid-99');
  });

  test('a link that is over keeps its row and hands out no token', async () => {
    const { db, telegramId } = await newcomer();
    await saveLink(db, { ...link, telegramId });
    const heard = await Promise.all(Array.from({ length: 10 }, () => markLinkOver(db, { ...refused, telegramId })));
    expect(heard.filter(Boolean)).toHaveLength(1);
    expect(await readSessionToken(db, { telegramId, seal })).toBeNull();
    expect(await findLink(db, telegramId)).toMatchObject({ state: 'over' });
  });

  test('a session refused after its person linked again ends nothing', async () => {
    const { db, telegramId } = await newcomer();
    await saveLink(db, { ...link, telegramId });
    await saveLink(db, { ...link, telegramId, sessionToken: 'ssid-99' });
    expect(await markLinkOver(db, { ...refused, telegramId })).toBe(false);
    expect(await readSessionToken(db, { telegramId, seal })).toBe('ssid-99');
  });

  test('a dropped link hands its token over once', async () => {
    const { db, telegramId } = await newcomer();
    await saveLink(db, { ...link, telegramId });
    const linkId = (await findLink(db, telegramId))!.id;
    const drops = await Promise.all([1, 2].map(() => dropLink(db, { telegramId, linkId, seal })));
    expect(drops).toContainEqual({
      ...{ displayName: link.displayName, sessionToken: 'ssid-77', next: null },
      endedId: expect.any(Number),
    });
    expect(drops).toContain(null);
    expect(await findLink(db, telegramId)).toBeNull();
  });
});

describe('several accounts', () => {
  const account = (name: string) => ({ brokerUserId: name, displayName: name, sessionToken: `ssid-${name}`, seal });

  /** The first of them was linked first; the last is in use. */
  async function withAccounts(...names: string[]) {
    const { db, telegramId } = await newcomer();
    for (const [at, name] of names.entries()) await saveLink(db, { ...account(name), telegramId, nowMs: nowMs + at });
    const idOf = async (name: string) => (await linksOf(db, telegramId)).find((one) => one.displayName === name)!.id;
    const inUse = async () => [
      (await findLink(db, telegramId))?.displayName,
      await readSessionToken(db, { telegramId, seal }),
    ];
    return { db, telegramId, idOf, inUse };
  }

  test('the latest is in use, and the others stay', async () => {
    const { db, telegramId, inUse } = await withAccounts('a', 'b', 'c');
    expect(await inUse()).toEqual(['c', 'ssid-c']);
    expect((await linksOf(db, telegramId)).map((one) => one.displayName)).toEqual(['c', 'b', 'a']);
    expect((await activeLinks(db)).filter((id) => id === telegramId)).toHaveLength(1);
  });

  test('another is taken into use, one of somebody else’s is not', async () => {
    const { db, telegramId, idOf, inUse } = await withAccounts('a', 'b');
    expect(await useLink(db, { telegramId, linkId: await idOf('a') })).toMatchObject({ displayName: 'a' });
    expect(await inUse()).toEqual(['a', 'ssid-a']);
    const stranger = await withAccounts('x', 'y');
    const linkId = await stranger.idOf('x');
    expect(await useLink(db, { telegramId, linkId })).toBeNull();
    expect(await dropLink(db, { telegramId, linkId, seal })).toBeNull();
    expect(await inUse()).toEqual(['a', 'ssid-a']);
    expect(await linksOf(db, stranger.telegramId)).toHaveLength(2);
  });

  test('ten switches at once leave exactly one in use', async () => {
    const { db, telegramId, idOf } = await withAccounts('a', 'b');
    const ids = [await idOf('a'), await idOf('b')];
    await Promise.all(Array.from({ length: 10 }, (_, at) => useLink(db, { telegramId, linkId: ids[at % 2]! })));
    expect((await linksOf(db, telegramId)).filter((one) => one.isCurrent)).toHaveLength(1);
  });

  test('when the one in use goes, the one used last takes its place; one that is over never does', async () => {
    const { db, telegramId, idOf, inUse } = await withAccounts('a', 'b', 'c', 'd');
    await useLink(db, { telegramId, linkId: await idOf('a') });
    await touchLink(db, { telegramId, nowMs: nowMs + 60_000 });
    await useLink(db, { telegramId, linkId: await idOf('d') });
    expect(await markLinkOver(db, { telegramId, sessionToken: 'ssid-c', seal })).toBe(true);
    const dropped = await dropLink(db, { telegramId, linkId: await idOf('d'), seal });
    expect(dropped).toMatchObject({ sessionToken: 'ssid-d', next: { displayName: 'a' } });
    expect(await inUse()).toEqual(['a', 'ssid-a']);
    await dropLink(db, { telegramId, linkId: await idOf('b'), seal });
    expect(await inUse()).toEqual(['a', 'ssid-a']);
    expect(await dropLink(db, { telegramId, linkId: await idOf('a'), seal })).toMatchObject({ next: null });
    expect(await inUse()).toEqual([undefined, null]);
    expect(await useLink(db, { telegramId, linkId: await idOf('c') })).toBeNull();
  });

  test('a session that ends while another account is in use is no news; that of the one in use is', async () => {
    const { db, telegramId } = await withAccounts('a', 'b');
    await markLinkOver(db, { telegramId, sessionToken: 'ssid-a', seal });
    const ends = async () => (await untoldEnds(db, { afterSeconds: 0 as Seconds })).includes(telegramId);
    expect(await ends()).toBe(false);
    await markLinkOver(db, { telegramId, sessionToken: 'ssid-b', seal });
    expect(await ends()).toBe(true);
  });

  test('that an account was of use is written down once in five minutes', async () => {
    const { db, telegramId } = await withAccounts('a');
    const usedAt = async (atMs: number) => {
      await touchLink(db, { telegramId, nowMs: atMs });
      return (await findLink(db, telegramId))?.lastUsedAtMs;
    };
    expect(await usedAt(nowMs)).toBe(nowMs);
    expect(await usedAt(nowMs + 299_999)).toBe(nowMs);
    expect(await usedAt(nowMs + 300_001)).toBe(nowMs + 300_001);
  });
});

describe('a session that ends by itself', () => {
  const renewal = { refreshToken: 'rt-1', endsMs: nowMs + 3_600_000 };

  async function withRenewal() {
    const { db, telegramId } = await newcomer();
    const session = { sessionToken: 'at-1', renewal };
    await saveLink(db, { telegramId, brokerUserId: '77', displayName: 'Ana', ...session, nowMs, seal });
    return { db, telegramId };
  }

  test('keeps how to renew it under the same seal', async () => {
    const { db, telegramId } = await withRenewal();
    expect(await readSession(db, { telegramId, seal })).toEqual({ sessionToken: 'at-1', renewal });
    const rows = await db.selectFrom('broker_link').selectAll().where('telegram_id', '=', telegramId).execute();
    expect(JSON.stringify(rows)).not.toMatch(/at-1|rt-1/);
  });

  test('is renewed once, however many ask at once', async () => {
    const { db, telegramId } = await withRenewal();
    const asked: string[] = [];
    const next = { sessionToken: 'at-2', renewal: { refreshToken: 'rt-2', endsMs: nowMs + 7_200_000 } };
    const renew = async (refreshToken: string) => {
      asked.push(refreshToken);
      return next;
    };
    const whose = { telegramId, seal, sessionToken: 'at-1', renew };
    const renewed = await Promise.all(Array.from({ length: 5 }, () => renewSession(db, whose)));
    expect(renewed).toEqual(Array(5).fill(next));
    expect(asked).toEqual(['rt-1']);
    expect(await readSession(db, { telegramId, seal })).toEqual(next);
  });

  test('stays as it is when the broker refuses to renew it', async () => {
    const { db, telegramId } = await withRenewal();
    const refuse = { telegramId, seal, sessionToken: 'at-1', renew: async () => null };
    expect(await renewSession(db, refuse)).toBeNull();
    expect(await readSessionToken(db, { telegramId, seal })).toBe('at-1');
  });
});

describe('a session that is to end at the broker', () => {
  /** Tries it as often as there are waits, each time as soon as one may. */
  async function waitsOf(id: number, tries: number): Promise<number[]> {
    const { database: db } = house;
    const waits: number[] = [];
    for (let at = 0; at < tries; at += 1) {
      expect(await takeEndedSession(db, { id, seal })).toBe('ssid');
      // Nobody else tries meanwhile.
      expect(await takeEndedSession(db, { id, seal })).toBeNull();
      const wait = sql<number>`extract(epoch from not_before - now())::float8`.as('wait');
      const row = await db.selectFrom('ended_session').select(wait).where('id', '=', id).executeTakeFirstOrThrow();
      waits.push(Math.round(row.wait / 10) * 10);
      await db
        .updateTable('ended_session')
        .set({ not_before: new Date(0) })
        .where('id', '=', id)
        .execute();
    }
    return waits;
  }

  test('is tried later and later, an hour apart at the most', async () => {
    const { db, telegramId } = await newcomer();
    const id = await db.transaction().execute((tx) => addEndedSession(tx, { telegramId, sessionToken: 'ssid', seal }));
    expect(await waitsOf(id, 9)).toEqual([30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600]);
  });

  test('of somebody who is forgotten opens without them, and is given up after a day', async () => {
    const { db, telegramId } = await newcomer();
    const ids = await db.transaction().execute(async (tx) => {
      await addEndedSession(tx, { telegramId, sessionToken: 'ssid', seal });
      return await withdraw(tx, { telegramId, seal, nowMs });
    });
    const [id = 0] = ids;
    const read = () => db.selectFrom('ended_session').selectAll().where('id', '=', id).executeTakeFirst();
    expect(await read()).toMatchObject({ telegram_id: null });
    expect(await waitsOf(id, 2)).toEqual([30, 60]);
    const before = new Date(Date.now() - 25 * 3_600_000);
    await db.updateTable('ended_session').set({ ended_at: before }).where('id', '=', id).execute();
    expect(await takeEndedSession(db, { id, seal })).toBeNull();
    expect(await read()).toBeUndefined();
  });
});
