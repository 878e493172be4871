import { AppError } from '#engine/index.ts';
import type { Database } from '#io/db/database.ts';
import type { Attachment } from './deliver.ts';

/** A file by the hash under which we keep it: a picture, or a document. */
export interface Stored {
  readonly kind: Attachment['kind'];
  readonly hash: string;
}

/** What to hand to Telegram for a file: bytes the first time, the file_id ever after. */
export interface Upload {
  readonly attachment: Attachment;
  /** Must be called once the call ended; with the file_id when it worked. */
  done(fileId: string | null): Promise<void>;
}

/** Some hundred bytes each. */
const MOST_REMEMBERED = 2_000;

/**
 * Files on their way up. A thousand people asking the same question cost one upload: whoever comes while the
 * first is on its way waits for its file_id.
 */
export function createUploads(db: Database): {
  take(stored: Stored): Promise<Upload>;
  forget(stored: Stored): Promise<void>;
} {
  const onTheWay = new Map<string, Promise<void>>();
  /** What was shown lately, by place, so that a picture which goes to a thousand people is looked up once. */
  const latest = new Map<string, { name: string; fileId: string }>();

  function remember(place: string, known: { name: string; fileId: string }): void {
    latest.delete(place);
    latest.set(place, known);
    if (latest.size > MOST_REMEMBERED) latest.delete(latest.keys().next().value!);
  }

  async function take(stored: Stored): Promise<Upload> {
    const { kind, hash } = stored;
    const place = `${kind} ${hash}`;
    for (;;) {
      const other = onTheWay.get(place);
      if (other === undefined) break;
      await other;
    }
    const remembered = latest.get(place);
    if (remembered !== undefined) {
      const { name, fileId } = remembered;
      return { attachment: { kind, name, file: fileId }, done: async () => undefined };
    }
    const settled = Promise.withResolvers<void>();
    onTheWay.set(place, settled.promise);
    const finish = (): void => {
      onTheWay.delete(place);
      settled.resolve();
    };
    try {
      const { name, bytes, fileId: known } = await read(db, stored);
      if (known !== null) {
        remember(place, { name, fileId: known });
        finish();
        return { attachment: { kind, name, file: known }, done: async () => undefined };
      }
      if (bytes === null) throw new AppError('INTERNAL', { message: `No bytes are kept of ${kind} "${hash}".` });
      return {
        attachment: { kind, name, file: bytes },
        async done(fileId) {
          try {
            if (fileId === null) return;
            await setFileId(db, { ...stored, fileId });
            remember(place, { name, fileId });
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

  return {
    take,
    async forget(stored) {
      latest.delete(`${stored.kind} ${stored.hash}`);
      await setFileId(db, { ...stored, fileId: null });
    },
  };
}

interface Kept {
  readonly name: string;
  readonly bytes: Buffer | null;
  readonly fileId: string | null;
}

async function read(db: Database, { kind, hash }: Stored): Promise<Kept> {
  if (kind === 'photo') {
    const picture = await db
      .selectFrom('picture')
      .select(['png', 'file_id'])
      .where('hash', '=', hash)
      .executeTakeFirst();
    return { name: 'catalog.png', bytes: picture?.png ?? null, fileId: picture?.file_id ?? null };
  }
  const document = await db.selectFrom('document').selectAll().where('hash', '=', hash).executeTakeFirst();
  return { name: document?.name ?? hash, bytes: document?.bytes ?? null, fileId: document?.file_id ?? null };
}

async function setFileId(db: Database, { kind, hash, fileId }: Stored & { fileId: string | null }): Promise<void> {
  const table = kind === 'photo' ? 'picture' : 'document';
  await db.updateTable(table).set({ file_id: fileId }).where('hash', '=', hash).execute();
}
