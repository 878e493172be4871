import { crc32, createDeflateRaw } from 'node:zlib';

/** A file of an archive; its text may come in any number of pieces. */
export interface ZipEntry {
  readonly name: string;
  readonly text: AsyncIterable<string> | Iterable<string>;
}

/**
 * A ZIP archive, as it grows: nothing of it is ever held whole. Names are UTF-8.
 *
 * Shape: each entry, and the archive, is below 4 GB.
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export async function* zip(
  entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>,
  madeAt: Date,
): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  const when = dosTime(madeAt);
  let offset = 0;
  for await (const { name, text } of entries) {
    const title = Buffer.from(name);
    const start = offset;
    const sums = { crc: 0, plain: 0, packed: 0 };
    const head = Buffer.concat([
      record(LOCAL, [VERSION, FLAGS, DEFLATED, ...when], [0, 0, 0], [title.length, 0]),
      title,
    ]);
    yield head;
    for await (const piece of packed(text, sums)) {
      sums.packed += piece.length;
      yield piece;
    }
    const sizes = [sums.crc, sums.packed, sums.plain];
    const tail = record(DESCRIPTOR, [], sizes, []);
    yield tail;
    offset += head.length + sums.packed + tail.length;
    // No extra field, comment, disk or attributes; then where it begins.
    const place = Buffer.alloc(16);
    place.writeUInt32LE(start, 12);
    directory.push(record(CENTRAL, [VERSION, VERSION, FLAGS, DEFLATED, ...when], sizes, [title.length]), place, title);
  }
  const list = Buffer.concat(directory);
  const count = directory.length / 3;
  const end = record(END, [0, 0, count, count], [list.length, offset], [0]);
  yield Buffer.concat([list, end]);
}

const [LOCAL, CENTRAL, DESCRIPTOR, END] = [0x04034b50, 0x02014b50, 0x08074b50, 0x06054b50] as const;
const VERSION = 20;
const DEFLATED = 8;
/** Sizes stand behind the bytes; names are UTF-8. */
const FLAGS = 0x0808;

/** A signature, words of 16 bits, words of 32, and again of 16. */
function record(
  signature: number,
  shorts: readonly number[],
  longs: readonly number[],
  more: readonly number[],
): Buffer {
  const bytes = Buffer.alloc(4 + 2 * (shorts.length + more.length) + 4 * longs.length);
  let at = bytes.writeUInt32LE(signature, 0);
  for (const one of shorts) at = bytes.writeUInt16LE(one, at);
  for (const one of longs) at = bytes.writeUInt32LE(one, at);
  for (const one of more) at = bytes.writeUInt16LE(one, at);
  return bytes;
}

async function* packed(text: ZipEntry['text'], sums: { crc: number; plain: number }): AsyncGenerator<Buffer> {
  const deflate = createDeflateRaw({ level: 6 });
  const write = async (): Promise<void> => {
    for await (const piece of text) {
      const bytes = Buffer.from(piece);
      sums.crc = crc32(bytes, sums.crc);
      sums.plain += bytes.length;
      if (!deflate.write(bytes)) await new Promise((drained) => deflate.once('drain', drained));
    }
    deflate.end();
  };
  // Its failure comes out where the pieces are read.
  write().catch((error) => deflate.destroy(error));
  yield* deflate as AsyncIterable<Buffer>;
}

/** Time and date as MS-DOS had them, in UTC, to two seconds. */
function dosTime(at: Date): [number, number] {
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  const date = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  return [time, date];
}
