import { guessLanguage, words } from '#bot/i18n/index.ts';
import { sealMessage } from '#bot/seal-message.ts';
import { progress } from '#bot/views/progress.ts';
import type { Database } from '#io/db/database.ts';
import { expectedWaitMs, type Line, type Moved, movedInLine, readLine } from '#io/db/line.ts';
import { noteShownPlace } from '#io/db/requests.ts';
import type { Log } from '#io/log.ts';
import { notifyRelay, putMessage } from '#io/telegram/outbox.ts';
import { questionOf } from './questions.ts';

const EVERY_MS = 2_000;
/** What waits shorter than this hears of its answer next. */
const PATIENT_MS = 2_500;
/** Edits a pass, so that a long line does not use up what we may send: the others are told in the passes to come. */
const MOST_EDITS = 10;

interface ShowLine {
  readonly db: Database;
  readonly buttonKey: Buffer;
  readonly log: Log;
}

/** Tells people who wait for a worker their place in line as it moves; any number of processes may do it at once. */
export function startShowingLine(parts: ShowLine): { close(): Promise<void> } {
  let isClosed = false;
  let pass = Promise.resolve();
  const timer = setInterval(() => {
    pass = pass.then(look);
  }, EVERY_MS);

  async function look(): Promise<void> {
    if (isClosed) return;
    try {
      await showLine(parts);
    } catch (error) {
      parts.log.warn({ err: error }, 'nobody was told their place in line');
    }
  }

  return {
    async close() {
      isClosed = true;
      clearInterval(timer);
      await pass;
    },
  };
}

/** One look at the line. Returns how many were told. */
export async function showLine(parts: ShowLine, { olderThanMs = PATIENT_MS } = {}): Promise<number> {
  const moved = await movedInLine(parts.db, { olderThanMs, most: MOST_EDITS });
  if (moved.length === 0) return 0;
  const line = await readLine(parts.db);
  for (const one of moved) await show(parts, { line, ...one });
  return moved.length;
}

async function show({ db, buttonKey, log }: ShowLine, { id, ahead, line }: Moved & { line: Line }): Promise<void> {
  await db.transaction().execute(async (tx) => {
    // Whoever has begun meanwhile says so itself, and so does another process that was quicker.
    const request = await noteShownPlace(tx, { id, ahead });
    if (request?.placeholderId == null) return;
    const say = words(guessLanguage(request.language), (fault) => log.error(fault, 'words missing'));
    const message = progress(say, {
      requestId: id,
      work: questionOf(request.kind).asked(request.query),
      zone: request.timeZone,
      stage: { kind: 'queued', ahead, waitMs: expectedWaitMs(line, ahead) },
    });
    await putMessage(tx, {
      key: `${id}:line:${Date.now()}`,
      place: { kind: 'become', chatId: request.chatId, outboxId: request.placeholderId },
      message: sealMessage(message, { userId: request.telegramId, key: buttonKey }),
      traceId: request.traceId,
    });
    await notifyRelay(tx);
  });
}
