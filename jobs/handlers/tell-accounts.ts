import { guessLanguage, words as wordsOf } from '#bot/i18n/index.ts';
import { sealMessage } from '#bot/seal-message.ts';
import { accounts } from '#bot/views/accounts.ts';
import { AppError } from '#engine/index.ts';
import type { Balance } from '#io/broker/broker.ts';
import type { Sessions } from '#io/broker/sessions.ts';
import { markTold } from '#io/db/link-news.ts';
import { linksOf, MOST_ACCOUNTS } from '#io/db/links.ts';
import { findPerson } from '#io/db/people.ts';
import { chatOfStanding, notifyRelay, putMessage } from '#io/telegram/outbox.ts';
import type { Tools } from '../tools.ts';

/** Writes what stands on the account in use into the list of accounts, unless something else stands there by now. */
export async function tellAccounts(
  { db, sessions, nowMs }: Tools,
  { outboxId, buttonKey }: { outboxId: number; buttonKey: Buffer },
): Promise<void> {
  const telegramId = await chatOfStanding(db, outboxId);
  const person = telegramId === null ? null : await findPerson(db, telegramId);
  if (telegramId === null || person === null) return;
  const balances = await askBalances(sessions, telegramId);
  await db.transaction().execute(async (tx) => {
    const links = await linksOf(tx, telegramId);
    if (links.length === 0 || (await chatOfStanding(tx, outboxId)) === null) return;
    const words = wordsOf(guessLanguage(person.language ?? undefined));
    const message = accounts(words, {
      ...{ accounts: links, zone: person.timeZone, nowMs: nowMs(), isFull: links.length >= MOST_ACCOUNTS, balances },
    });
    await putMessage(tx, {
      key: `accounts:${outboxId}`,
      place: { kind: 'become', chatId: telegramId, outboxId },
      message: sealMessage(message, { userId: telegramId, key: buttonKey }),
    });
    // A session that was found to be over is told by the list itself.
    if (links[0]?.state === 'over') await markTold(tx, telegramId);
    await notifyRelay(tx);
  });
}

/** null: the broker does not answer, or refuses the session. */
async function askBalances(sessions: Sessions, telegramId: number): Promise<readonly Balance[] | null> {
  try {
    return await sessions.use(telegramId, (session) => session.balances());
  } catch (error) {
    if (error instanceof AppError && error.code.startsWith('BROKER_')) return null;
    throw error;
  }
}
