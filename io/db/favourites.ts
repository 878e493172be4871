import type { Database } from './database.ts';

/** A list that is longer than this is no list of favourites. */
export const MOST_FAVOURITES = 30;

/** added, already there, or no room for one more. */
export type Starring = 'added' | 'there' | 'full';

/** Tickers in the order they were starred. */
export async function favouritesOf(db: Database, telegramId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('favourite')
    .select('ticker')
    .where('telegram_id', '=', telegramId)
    .orderBy('created_at')
    .orderBy('ticker')
    .execute();
  return rows.map(({ ticker }) => ticker);
}

export async function addFavourite(
  db: Database,
  { telegramId, ticker }: { telegramId: number; ticker: string },
): Promise<Starring> {
  const there = await favouritesOf(db, telegramId);
  if (there.includes(ticker)) return 'there';
  if (there.length >= MOST_FAVOURITES) return 'full';
  await db
    .insertInto('favourite')
    .values({ telegram_id: telegramId, ticker })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return 'added';
}

/** False: it was not there. */
export async function dropFavourite(
  db: Database,
  { telegramId, ticker }: { telegramId: number; ticker: string },
): Promise<boolean> {
  const result = await db
    .deleteFrom('favourite')
    .where('telegram_id', '=', telegramId)
    .where('ticker', '=', ticker)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}
