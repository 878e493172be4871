import { guessLanguage, type Words, words } from '#bot/i18n/index.ts';
import { sealMessage } from '#bot/seal-message.ts';
import type { Message } from '#bot/views/message.ts';
import { AppError } from '#engine/index.ts';
import type { Database } from '#io/db/database.ts';
import { endRequest, holdRequest, type Request, type RequestEnd } from '#io/db/requests.ts';
import type { Log } from '#io/log.ts';
import { notifyRelay, putMessage } from '#io/telegram/outbox.ts';

/** Work that ends sooner than this shows no progress: a message that flickers helps nobody. */
const FIRST_PROGRESS_MS = 700;
const PROGRESS_EVERY_MS = 1_200;

export interface Ending {
  readonly state: RequestEnd;
  readonly message: Message;
  readonly pictureHash?: string;
  /** Kept with the request, so that the answer can be shown again. */
  readonly result?: unknown;
  readonly error?: string;
  /** Written in the transaction of the answer. */
  alongside?(tx: Database): Promise<void>;
}

/** One taking of one request: what a handler needs to work on it and to answer. */
export interface Work<Query = unknown> {
  readonly request: Request<Query>;
  readonly words: Words;
  readonly log: Log;
  /** Aborted when the person cancels or the process ends. */
  readonly signal: AbortSignal;
  /** Shows how far it is, now and then; never waits for Telegram. */
  progress(message: () => Message): void;
  /**
   * Answers and closes the request, both or neither.
   * Errors: CANCELED when a later worker has taken the request over: this answer is not sent.
   */
  end(ending: Ending): Promise<void>;
}

export function createWork({
  db,
  request,
  buttonKey,
  log,
  signal,
}: {
  db: Database;
  request: Request;
  buttonKey: Buffer;
  log: Log;
  signal: AbortSignal;
}): Work {
  const startedMs = performance.now();
  let shownMs = Number.NEGATIVE_INFINITY;
  let shown = Promise.resolve();
  let step = 0;
  const place = { kind: 'become', chatId: request.chatId, outboxId: request.placeholderId ?? 0 } as const;
  const seal = (message: Message) => sealMessage(message, { userId: request.telegramId, key: buttonKey });

  function progress(message: () => Message): void {
    const nowMs = performance.now();
    if (nowMs - startedMs < FIRST_PROGRESS_MS || nowMs - shownMs < PROGRESS_EVERY_MS) return;
    shownMs = nowMs;
    step += 1;
    const key = `${request.id}:progress:${request.leaseNo}:${step}`;
    shown = shown
      .then(() =>
        db.transaction().execute(async (tx) => {
          // Whoever stood still may come too late for that: the answer would be taken for outdated.
          if (!(await holdRequest(tx, request))) return;
          await putMessage(tx, { key, place, message: seal(message()), traceId: request.traceId });
          await notifyRelay(tx);
        }),
      )
      .catch((error) => log.warn({ err: error }, 'progress not shown'));
  }

  async function end(ending: Ending): Promise<void> {
    // A progress message written after the answer would come out on top of it.
    await shown;
    await db.transaction().execute(async (tx) => {
      if (!(await endRequest(tx, request, ending))) {
        throw new AppError('CANCELED', { message: `Request "${request.id}" was taken over by another worker.` });
      }
      await ending.alongside?.(tx);
      await putMessage(tx, {
        key: `${request.id}:answer`,
        place,
        message: seal(ending.message),
        traceId: request.traceId,
        ...(ending.pictureHash === undefined ? {} : { pictureHash: ending.pictureHash }),
      });
      await notifyRelay(tx);
    });
  }

  return {
    request,
    words: words(guessLanguage(request.language), (fault) => log.error(fault, 'words missing')),
    log,
    signal,
    progress,
    end,
  };
}
