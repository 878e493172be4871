import { AppError } from '#engine/index.ts';
import type { Database } from '#io/db/database.ts';

/** What to hand to Telegram for a picture: bytes the first time, the file_id ever after. */
export interface Upload {
  readonly file: Buffer | string;
  /** Must be called once the call ended; with the file_id when it worked. */
  done(fileId: string | null): Promise<void>;
}

/**
 * Pictures on their way up. A thousand people asking the same question cost one upload: whoever comes while the
 * first is on its way waits for its file_id.
 */
export function createUploads(db: Database): {
  take(hash: string): Promise<Upload>;
  forget(hash: string): Promise<void>;
} {
  const onTheWay = new Map<string, Promise<void>>();

  async function take(hash: string): Promise<Upload> {
    for (;;) {
      const other = onTheWay.get(hash);
      if (other === undefined) break;
      await other;
    }
    const settled = Promise.withResolvers<void>();
    onTheWay.set(hash, settled.promise);
    const finish = (): void => {
      onTheWay.delete(hash);
      settled.resolve();
    };
    try {
      const picture = await db
        .selectFrom('picture')
        .select(['png', 'file_id'])
        .where('hash', '=', hash)
        .executeTakeFirst();
      if (picture?.file_id) {
        finish();
        return { file: picture.file_id, done: async () => undefined };
      }
      if (!picture?.png) throw new AppError('INTERNAL', { message: `Picture "${hash}" has no bytes.` });
      return {
        file: picture.png,
        async done(fileId) {
          try {
            if (fileId !== null)
              await db.updateTable('picture').set({ file_id: fileId }).where('hash', '=', hash).execute();
          } finally {
            finish();
          }
        },
      };
    } catch (error) {
      finish();
      throw error;
    }
  }

  async function forget(hash: string): Promise<void> {
    await db.updateTable('picture').set({ file_id: null }).where('hash', '=', hash).execute();
  }

  return { take, forget };
}
