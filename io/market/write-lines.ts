import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { AppError } from '#engine/index.ts';

/**
 * Writes lines to a file, packed when its name ends in `.gz`. It has its name only when it is whole.
 *
 * Errors: FILE_UNREADABLE when it cannot be written.
 */
export async function writeLines(parts: AsyncIterable<string>, path: string): Promise<{ lines: number }> {
  const draft = `${path}.${process.pid}.part`;
  let lines = 0;
  async function* counted(): AsyncGenerator<string> {
    for await (const part of parts) {
      for (let at = part.indexOf('\n'); at >= 0; at = part.indexOf('\n', at + 1)) lines += 1;
      yield part;
    }
  }
  try {
    const file = createWriteStream(draft);
    if (path.endsWith('.gz')) await pipeline(Readable.from(counted()), createGzip(), file);
    else await pipeline(Readable.from(counted()), file);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    if (!(error instanceof Error && 'syscall' in error && 'path' in error)) throw error;
    throw new AppError('FILE_UNREADABLE', {
      message: `"${path}" cannot be written: ${error.message}.`,
      remedy: 'Check that the folder exists and may be written to.',
      cause: error,
    });
  }
  return { lines };
}
