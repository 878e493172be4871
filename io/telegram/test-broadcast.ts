import { randomUUID } from 'node:crypto';
import type { InlineKeyboardMarkup } from 'grammy/types';
import type { BroadcastMessage } from '#io/db/broadcasts.ts';
import type { Database } from '#io/db/database.ts';
import { inTransaction } from '#io/db/in-transaction.ts';
import { notifyRelay, putMessage } from './outbox.ts';

/** Sends a broadcast to one person alone, in every language it has, as everybody will see it. Returns how many texts. */
export async function testBroadcast(
  db: Database,
  { id, telegramId }: { id: number; telegramId: number },
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const contents = await tx
      .selectFrom('campaign_content')
      .select(['message', 'picture_hash'])
      .where('campaign_id', '=', id)
      .orderBy('id')
      .execute();
    for (const { message, picture_hash: pictureHash } of contents) {
      const { text, parseMode, keyboard = [] } = message as BroadcastMessage;
      // Buttons that open a page are everybody's; others would be somebody's own.
      const lines = (keyboard as InlineKeyboardMarkup['inline_keyboard']).map((line) =>
        line.filter((button) => 'url' in button),
      );
      await putMessage(tx, {
        // Each try is one of its own.
        key: `campaign-test:${id}:${randomUUID()}`,
        place: { kind: 'new', chatId: telegramId, afterMessageId: null },
        message: { text, parseMode, markup: { inline_keyboard: lines } },
        ...(pictureHash === null ? {} : { pictureHash }),
      });
    }
    await notifyRelay(tx);
    return contents.length;
  });
}
