import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  countAttempt,
  findLinkPage,
  forgiveAttempt,
  LINK_PAGE_ATTEMPTS,
  LINK_PAGE_LIFE_MS,
  openLinkPage,
  useLinkPage,
} from '#io/db/link-pages.ts';
import { dropLink, findLink, markLinkOver, readSessionToken, saveLink, touchLink } from '#io/db/links.ts';
import { changePerson, meetPerson } from '#io/db/people.ts';
import { createSeal } from '#io/seal.ts';
import { createTestDatabase, type TestDatabase } from '#test/support/database.ts';

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
    expect(await dropLink(db, { telegramId: bia, seal })).toEqual({ sessionToken: null });
  });

  test('a new link takes the place of the old one', async () => {
    const { db, telegramId } = await newcomer();
    await saveLink(db, { ...link, telegramId });
    await touchLink(db, { telegramId, nowMs: nowMs + 5 });
    expect(await findLink(db, telegramId)).toMatchObject({
      linkedAtMs: nowMs,
      lastUsedAtMs: nowMs + 5,
      state: 'active',
    });
    await markLinkOver(db, { ...refused, telegramId });
    await saveLink(db, { ...link, telegramId, brokerUserId: '99', sessionToken: 'ssid-99', nowMs: nowMs + 9 });
    expect(await findLink(db, telegramId)).toEqual({
      telegramId,
      brokerUserId: '99',
      displayName: 'a***@example.test',
      state: 'active',
      linkedAtMs: nowMs + 9,
      lastUsedAtMs: null,
    });
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
    expect(await dropLink(db, { telegramId, seal })).toEqual({ sessionToken: 'ssid-77' });
    expect(await dropLink(db, { telegramId, seal })).toBeNull();
    expect(await findLink(db, telegramId)).toBeNull();
  });
});
