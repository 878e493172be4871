import { guessLanguage, words as wordsOf } from '#bot/i18n/index.ts';
import { sealMessage } from '#bot/seal-message.ts';
import { linked } from '#bot/views/link.ts';
import { markTold } from '#io/db/link-news.ts';
import { findLink } from '#io/db/links.ts';
import { findPerson } from '#io/db/people.ts';
import { saveAssets } from '#io/market/assets.ts';
import { notifyRelay, putMessage } from '#io/telegram/outbox.ts';
import type { Tools } from '../tools.ts';
import { tellOver } from './tell-over.ts';

/**
 * Tells a person in the chat what became of their link: that the page worked, which readies what their first question
 * will need, or that the broker refuses their session by now.
 */
export async function tellLinked(
  { db, sessions }: Tools,
  { telegramId, buttonKey }: { telegramId: number; buttonKey: Buffer },
): Promise<void> {
  const [person, link] = await Promise.all([findPerson(db, telegramId), findLink(db, telegramId)]);
  if (person === null || link === null) return;
  if (link.state === 'over') return tellOver(db, { person, link, buttonKey });
  const balances = await sessions.use(telegramId, async (session) => {
    await saveAssets(db, await session.assets());
    return session.balances();
  });
  const words = wordsOf(guessLanguage(person.language ?? undefined));
  const message = linked(words, { displayName: link.displayName, balances });
  await db.transaction().execute(async (tx) => {
    await putMessage(tx, {
      key: `linked:${telegramId}:${link.linkedAtMs}`,
      place: { kind: 'new', chatId: telegramId, afterMessageId: null },
      message: sealMessage(message, { userId: telegramId, key: buttonKey }),
    });
    await markTold(tx, telegramId);
    await notifyRelay(tx);
  });
}
