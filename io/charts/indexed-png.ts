import { crc32, deflateSync } from 'node:zlib';
import { type Palette, paletteOf } from './palette.ts';

/** An opaque picture: RGBA, four bytes a pixel, rows from the top. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/**
 * A PNG of one byte a pixel: half the size of the canvas library's and several times faster to make.
 *
 * Shape: the most frequent 256 colours are kept, the rest become their nearest; `exact` colours (0xRRGGBB, at most
 * 256) always come out as they went in. Alpha is not kept.
 */
export function encodeIndexedPng(bitmap: Bitmap, { exact }: { exact: readonly number[] }): Uint8Array {
  const { width, height } = bitmap;
  const rows = rowsOf(bitmap);
  const palette = paletteOf(rows, exact);
  const body = deflateSync(scanlines(rows, { width, palette }), { level: LEVEL });
  return Buffer.concat([SIGNATURE, header(width, height), chunk('PLTE', palette.rgb), chunk('IDAT', body), END]);
}

/** The pixels of each row as little-endian words 0xAABBGGRR; null for a row that is like the one above. */
function rowsOf({ width, height, pixels }: Bitmap): (Uint32Array | null)[] {
  const { buffer, byteOffset } = pixels.byteOffset % 4 === 0 ? pixels : pixels.slice();
  const bytes = Buffer.from(buffer, byteOffset, 4 * width * height);
  return Array.from({ length: height }, (_, y) => {
    const start = 4 * width * y;
    const end = start + 4 * width;
    const isLikeAbove = y > 0 && bytes.compare(bytes, start - 4 * width, start, start, end) === 0;
    return isLikeAbove ? null : new Uint32Array(buffer, byteOffset + start, width);
  });
}

/** Each row as the PNG wants it: a filter byte, then an index a pixel; "no change" is nothing but zeros. */
function scanlines(
  rows: readonly (Uint32Array | null)[],
  { width, palette }: { width: number; palette: Palette },
): Uint8Array {
  const lines = new Uint8Array((width + 1) * rows.length);
  rows.forEach((row, y) => {
    const start = (width + 1) * y;
    lines[start] = row === null ? FILTER_UP : FILTER_NONE;
    if (row !== null) writeIndexes(lines, { at: start + 1, row, palette });
  });
  return lines;
}

function writeIndexes(
  lines: Uint8Array,
  { at, row, palette }: { at: number; row: Uint32Array; palette: Palette },
): void {
  let last = -1;
  let index = 0;
  for (let x = 0; x < row.length; x++) {
    const word = row[x] as number;
    if (word !== last) {
      last = word;
      index = palette.indexOf(word);
    }
    lines[at + x] = index;
  }
}

/** A quarter smaller than 1 for a fifth more time; 4 would take twice as long. */
const LEVEL = 3;
const FILTER_NONE = 0;
const FILTER_UP = 2;
const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const END = chunk('IEND', new Uint8Array());

function header(width: number, height: number): Uint8Array {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set([8, 3, 0, 0, 0], 8); // 8 bits a pixel, indexed; the only compression and filter method; not interlaced
  return chunk('IHDR', data);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, 'latin1');
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
}
