import { createHash, randomBytes } from 'node:crypto';
import { type EpochMs, HOUR_MS, MINUTE_MS } from '#engine/index.ts';
import type { Database } from './database.ts';

/** How long a page waits for its person. */
export const LINK_PAGE_LIFE_MS = 10 * MINUTE_MS;
/** Wrong passwords and codes one page forgives. */
export const LINK_PAGE_ATTEMPTS = 5;
/** Wrong passwords and codes one person is forgiven in an hour, over all their pages: the accounts may be others'. */
export const PERSON_ATTEMPTS = 10;

/** What became of a page. A token nobody ever got is `gone`, like one that is too old: a guesser learns nothing. */
export type LinkPage =
  | { readonly kind: 'open'; readonly telegramId: number; readonly firstName: string; readonly language: string | null }
  | { readonly kind: 'used' | 'exhausted'; readonly language: string | null }
  | { readonly kind: 'gone' };

/**
 * A fresh one-time page. Pages the person did not use are closed, so only the newest link works.
 *
 * Shape: the token for the link's fragment, 32 random bytes in base64url (43 characters). Only its SHA-256 is stored.
 */
export async function openLinkPage(
  db: Database,
  { telegramId, nowMs }: { telegramId: number; nowMs: EpochMs },
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const now = new Date(nowMs);
  await db
    .updateTable('link_page')
    .set({ expires_at: now })
    .where('telegram_id', '=', telegramId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .execute();
  await db
    .insertInto('link_page')
    .values({
      token_hash: hashOf(token),
      telegram_id: telegramId,
      expires_at: new Date(nowMs + LINK_PAGE_LIFE_MS),
      created_at: now,
    })
    .execute();
  return token;
}

/** The page of a token as it is now. Looking changes nothing. */
export async function findLinkPage(db: Database, { token, nowMs }: PageMoment): Promise<LinkPage> {
  const row = await db
    .selectFrom('link_page')
    .innerJoin('person', 'person.telegram_id', 'link_page.telegram_id')
    .select(['link_page.telegram_id', 'expires_at', 'used_at', 'attempts', 'first_name', 'language'])
    .where('token_hash', '=', hashOf(token))
    .executeTakeFirst();
  if (row === undefined) return { kind: 'gone' };
  const { language } = row;
  if (row.used_at !== null) return { kind: 'used', language };
  if (row.expires_at.getTime() <= nowMs) return { kind: 'gone' };
  if (row.attempts >= LINK_PAGE_ATTEMPTS) return { kind: 'exhausted', language };
  return { kind: 'open', telegramId: row.telegram_id, firstName: row.first_name, language };
}

/**
 * Takes one of the page's attempts before the broker is asked, so that many requests at once cannot take more.
 * Answers whether there was one left.
 */
export async function countAttempt(db: Database, { token, nowMs }: PageMoment): Promise<boolean> {
  const row = await db
    .updateTable('link_page')
    .set((is) => ({ attempts: is('attempts', '+', 1) }))
    .where('token_hash', '=', hashOf(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', new Date(nowMs))
    .where('attempts', '<', LINK_PAGE_ATTEMPTS)
    .returning('attempts')
    .executeTakeFirst();
  return row !== undefined;
}

/** How long a person must wait who guessed too much, in milliseconds; 0: they need not. */
export async function personRestsMs(
  db: Database,
  { telegramId, nowMs }: { telegramId: number; nowMs: EpochMs },
): Promise<number> {
  const pages = await db
    .selectFrom('link_page')
    .select(['attempts', 'created_at'])
    .where('telegram_id', '=', telegramId)
    .where('created_at', '>', new Date(nowMs - HOUR_MS))
    .where('attempts', '>', 0)
    .orderBy('created_at', 'desc')
    .execute();
  let attempts = 0;
  for (const page of pages) {
    attempts += page.attempts;
    // Once this page is an hour old, those after it are few enough.
    if (attempts >= PERSON_ATTEMPTS) return page.created_at.getTime() + HOUR_MS - nowMs;
  }
  return 0;
}

/** Gives an attempt back that failed through no fault of the person. */
export async function forgiveAttempt(db: Database, token: string): Promise<void> {
  await db
    .updateTable('link_page')
    .set((is) => ({ attempts: is('attempts', '-', 1) }))
    .where('token_hash', '=', hashOf(token))
    .where('attempts', '>', 0)
    .execute();
}

/** Spends the page. Of any number of callers, exactly one hears true. */
export async function useLinkPage(db: Database, { token, nowMs }: PageMoment): Promise<boolean> {
  const row = await db
    .updateTable('link_page')
    .set({ used_at: new Date(nowMs) })
    .where('token_hash', '=', hashOf(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', new Date(nowMs))
    .returning('telegram_id')
    .executeTakeFirst();
  return row !== undefined;
}

interface PageMoment {
  readonly token: string;
  readonly nowMs: EpochMs;
}

/** A plain hash is enough: the token has 256 bits of its own, so there is nothing to guess. */
function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
