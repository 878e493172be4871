import { randomUUID } from 'node:crypto';
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
      const { text, parseMode } = message as BroadcastMessage;
      await putMessage(tx, {
        // Each try is one of its own.
        key: `campaign-test:${id}:${randomUUID()}`,
        place: { kind: 'new', chatId: telegramId, afterMessageId: null },
        message: { text, parseMode, markup: { inline_keyboard: [] } },
        ...(pictureHash === null ? {} : { pictureHash }),
      });
    }
    await notifyRelay(tx);
    return contents.length;
  });
}
