import { guessLanguage, type Words, words as wordsOf } from '#bot/i18n/index.ts';
import { sealMessage } from '#bot/seal-message.ts';
import { notLinked, sessionOver } from '#bot/views/link.ts';
import type { Message } from '#bot/views/message.ts';
import type { Database } from '#io/db/database.ts';
import { markTold } from '#io/db/link-news.ts';
import { type Link, linksOf } from '#io/db/links.ts';
import type { Person } from '#io/db/people.ts';
import { notifyRelay, putMessage } from '#io/telegram/outbox.ts';

/**
 * Asks a person to link again whose session the broker refused while nobody was waiting for an answer. Once, however
 * many processes find it out and however often they start: who marks it says it, in one transaction.
 */
export async function tellOver(
  db: Database,
  { person, link, buttonKey }: { person: Person; link: Link; buttonKey: Buffer },
): Promise<void> {
  const { telegramId } = person;
  const words = wordsOf(guessLanguage(person.language ?? undefined));
  await db.transaction().execute(async (tx) => {
    if (!(await markTold(tx, telegramId))) return;
    await putMessage(tx, {
      key: `over:${telegramId}:${link.linkedAtMs}`,
      place: { kind: 'new', chatId: telegramId, afterMessageId: null },
      message: sealMessage(await overMessage(tx, { telegramId, words }), { userId: telegramId, key: buttonKey }),
    });
    await notifyRelay(tx);
  });
}

/** The words for a session that the broker refused: whose it was, and whether another account could be asked with. */
export async function overMessage(
  db: Database,
  { telegramId, words }: { telegramId: number; words: Words },
): Promise<Message> {
  const [inUse, ...others] = await linksOf(db, telegramId);
  if (inUse === undefined) return notLinked(words);
  const hasOthers = others.some(({ state }) => state === 'active');
  return sessionOver(words, { displayName: inUse.displayName, hasOthers });
}
