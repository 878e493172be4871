import { guessLanguage, words as wordsOf } from '#bot/i18n/index.ts';
import { sealMessage } from '#bot/seal-message.ts';
import { sessionOver } from '#bot/views/link.ts';
import type { Database } from '#io/db/database.ts';
import { type Link, markTold } from '#io/db/links.ts';
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
      message: sealMessage(sessionOver(words), { userId: telegramId, key: buttonKey }),
    });
    await notifyRelay(tx);
  });
}
