import { guessLanguage, words as wordsOf } from '#bot/i18n/index.ts';
import { sealMessage } from '#bot/seal-message.ts';
import { CSV_MARK, csvLine } from '#bot/views/csv.ts';
import { exportReady } from '#bot/views/privacy.ts';
import type { Database } from '#io/db/database.ts';
import { addExportPart, beginExportFile, EXPORT_LIFE_MS, finishExportFile } from '#io/db/export-files.ts';
import { type OwnTable, ownTables } from '#io/db/own-rows.ts';
import { findPerson } from '#io/db/people.ts';
import { endPrivacyRequest, type PrivacyRequest } from '#io/db/privacy-requests.ts';
import { notifyRelay, putMessage } from '#io/telegram/outbox.ts';
import { type ZipEntry, zip } from '#io/zip.ts';
import type { RoutineParts, Tools } from '../tools.ts';

/** A part is read into memory whole by whoever hands it out. */
const PART_BYTES = 512_000;

type ExportTools = Pick<Tools, 'db' | 'nowMs' | 'publicUrl'> & Pick<RoutineParts, 'buttonKey'>;

/**
 * Puts all that is kept of a person into one file, JSON and CSV beside each other, and sends them the link to it. What
 * is read, written and said is one transaction: a worker that dies leaves nothing of it.
 */
export async function exportPerson(tools: ExportTools, request: PrivacyRequest): Promise<void> {
  const { nowMs, publicUrl, buttonKey } = tools;
  const { id: requestId, telegramId } = request;
  await tools.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (db) => {
      const person = await findPerson(db, telegramId);
      await endPrivacyRequest(db, request);
      if (person === null) return;
      await beginExportFile(db, requestId);
      await store(db, { requestId, bytes: zip(entriesOf(db, telegramId), new Date(nowMs())) });
      const token = await finishExportFile(db, { requestId, nowMs: nowMs() });
      const words = wordsOf(guessLanguage(person.language ?? undefined));
      const url = `${publicUrl}/export#${token}`;
      const message = exportReady(words, {
        url,
        untilMs: nowMs() + EXPORT_LIFE_MS,
        zone: person.timeZone,
        nowMs: nowMs(),
      });
      await putMessage(db, {
        key: `export:${requestId}`,
        place: { kind: 'new', chatId: telegramId, afterMessageId: null },
        message: sealMessage(message, { userId: telegramId, key: buttonKey }),
      });
      await notifyRelay(db);
    });
}

async function* entriesOf(db: Database, telegramId: number): AsyncGenerator<ZipEntry> {
  for await (const table of ownTables(db, telegramId)) {
    yield { name: `${table.table}.json`, text: jsonOf(table) };
    yield { name: `${table.table}.csv`, text: csvOf(table) };
  }
}

async function* jsonOf({ rows }: OwnTable): AsyncGenerator<string> {
  let before = '[\n';
  for await (const some of rows()) {
    yield before + some.map((row) => JSON.stringify(row)).join(',\n');
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

async function* csvOf({ columns, rows }: OwnTable): AsyncGenerator<string> {
  yield `${CSV_MARK}${csvLine(columns)}`;
  for await (const some of rows()) {
    yield some.map((row) => csvLine(columns.map((column) => cellOf(row[column])))).join('');
  }
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

async function store(
  db: Database,
  { requestId, bytes }: { requestId: string; bytes: AsyncIterable<Buffer> },
): Promise<void> {
  let seq = 0;
  let waiting: Buffer[] = [];
  let length = 0;
  const flush = async (): Promise<void> => {
    if (length > 0) await addExportPart(db, { requestId, seq, bytes: Buffer.concat(waiting) });
    [seq, waiting, length] = [seq + 1, [], 0];
  };
  for await (const piece of bytes) {
    waiting.push(piece);
    length += piece.length;
    if (length >= PART_BYTES) await flush();
  }
  await flush();
}
