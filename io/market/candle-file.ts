import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { AppError } from '#engine/index.ts';
import { MAX_CSV_BYTES, type ParsedCandles, parseCandles } from './csv.ts';
import { csvInvalid } from './csv-problem.ts';

/**
 * Candles of a CSV file, plain or gzip (told by its first bytes).
 *
 * Errors: FILE_UNREADABLE when there is no such file or we may not read it, CSV_INVALID for what is in it.
 */
export async function readCandleFile(
  path: string,
  options: { readonly utcOffsetMinutes?: number } = {},
): Promise<ParsedCandles> {
  const fileName = basename(path);
  const bytes = await readBytes(path);
  return parseCandles(isGzip(bytes) ? inflate(bytes, fileName) : bytes, { fileName, ...options });
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > MAX_CSV_BYTES) throw tooLarge(basename(path));
    return await readFile(path);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('FILE_UNREADABLE', {
      message: `"${path}" cannot be read: ${reason(error)}.`,
      remedy: 'Check the path and the rights of the file.',
      cause: error,
    });
  }
}

function inflate(bytes: Uint8Array, fileName: string): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_CSV_BYTES });
  } catch (error) {
    if (hasCode(error, 'ERR_BUFFER_TOO_LARGE')) throw tooLarge(fileName);
    throw csvInvalid({ fileName, problem: 'is a damaged gzip file', remedy: 'Download or pack it again.' });
  }
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function tooLarge(fileName: string): AppError {
  return csvInvalid({ fileName, problem: 'has more than 200 MB', remedy: 'Split it into smaller files.' });
}

function reason(error: unknown): string {
  if (hasCode(error, 'ENOENT')) return 'there is no such file';
  if (hasCode(error, 'EISDIR')) return 'it is a folder';
  if (hasCode(error, 'EACCES')) return 'permission denied';
  return error instanceof Error ? error.message : String(error);
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
