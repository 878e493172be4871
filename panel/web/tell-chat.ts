import type { Database } from '#io/db/database.ts';
import { notifyRelay, putMessage } from '#io/telegram/outbox.ts';
import type { LinkedAccount } from './linking.ts';
import { formatMoney } from './money.ts';
import { escapeHtml } from './page.ts';
import { wordsFor } from './words.ts';

/** The good news in the person's private chat, sent when the link is committed. */
export async function tellChat(account: LinkedAccount, db: Database): Promise<void> {
  const { telegramId, displayName, practiceBalance, linkedAtMs } = account;
  const person = await db
    .selectFrom('person')
    .select('language')
    .where('telegram_id', '=', telegramId)
    .executeTakeFirst();
  const words = wordsFor(person?.language ?? null);
  const balance = practiceBalance && formatMoney(practiceBalance, words);
  await putMessage(db, {
    key: `linked:${telegramId}:${linkedAtMs}`,
    place: { kind: 'new', chatId: telegramId, afterMessageId: null },
    message: {
      text: words.chat.linked(escapeHtml(displayName), balance),
      parseMode: 'HTML',
      markup: { inline_keyboard: [] },
    },
  });
  await notifyRelay(db);
}
