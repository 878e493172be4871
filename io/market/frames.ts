/** Values share a width in bits with their neighbours only, so one wild minute does not make the whole day wide. */
const FRAME = 32;
const WORD_BYTES = 4;
const INT32 = 2 ** 32;

/**
 * Whole numbers in as few bits as the widest of each 32 needs.
 *
 * Shape: one byte that is 1 when some are below zero, and then all are folded: 0, −1, 1, −2, 2 became 0, 1, 2, 3, 4; one
 * byte a frame with its width in bits; then the frames, their values one after the other from the lowest bit on, in
 * little-endian words of 32 bits: a frame of width w takes w words, however many values are in it.
 * Errors: null when a number needs more than 32 bits.
 */
export function packFrames(values: Float64Array): Buffer | null {
  const isFolded = values.some((value) => value < 0);
  const folded = isFolded ? values.map((value) => (value < 0 ? -2 * value - 1 : 2 * value)) : values;
  const head = Buffer.alloc(1 + frameCount(values.length));
  head[0] = isFolded ? 1 : 0;
  let words = 0;
  for (let frame = 1; frame < head.length; frame += 1) {
    const width = bitsOf(frameOf(folded, frame - 1));
    if (width === null) return null;
    head[frame] = width;
    words += width;
  }
  const body = new Uint32Array(words);
  let at = 0;
  for (let frame = 1; frame < head.length; frame += 1) {
    const width = head[frame] as number;
    putFrame(body, { at, width, values: frameOf(folded, frame - 1) });
    at += width;
  }
  const bytes = Buffer.alloc(body.length * WORD_BYTES);
  for (let word = 0; word < body.length; word += 1) bytes.writeUInt32LE(body[word] as number, word * WORD_BYTES);
  return Buffer.concat([head, bytes]);
}

/** The numbers, and where what follows begins. */
export function unpackFrames(
  bytes: Buffer,
  { at, count }: { at: number; count: number },
): { values: Float64Array; nextAt: number } {
  const values = new Float64Array(count);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isFolded = bytes[at] === 1;
  let wordAt = at + 1 + frameCount(count);
  for (let from = 0, widthAt = at + 1; from < count; from += FRAME, widthAt += 1) {
    const width = bytes[widthAt] as number;
    if (width > 0) readFrame(view, { into: values, from, to: Math.min(from + FRAME, count), width, wordAt, isFolded });
    wordAt += width * WORD_BYTES;
  }
  return { values, nextAt: wordAt };
}

/** Where what follows begins, for who does not want the numbers. */
export function skipFrames(bytes: Buffer, { at, count }: { at: number; count: number }): number {
  const wordsFrom = at + 1 + frameCount(count);
  let words = 0;
  for (let widthAt = at + 1; widthAt < wordsFrom; widthAt += 1) words += bytes[widthAt] as number;
  return wordsFrom + words * WORD_BYTES;
}

function frameCount(values: number): number {
  return Math.ceil(values / FRAME);
}

function frameOf(values: Float64Array, frame: number): Float64Array {
  return values.subarray(frame * FRAME, (frame + 1) * FRAME);
}

/** Bits that the widest of them needs; null beyond 32. */
function bitsOf(values: Float64Array): number | null {
  let highest = 0;
  for (const value of values) if (value > highest) highest = value;
  return highest < INT32 ? 32 - Math.clz32(highest) : null;
}

function putFrame(
  words: Uint32Array,
  { at, width, values }: { at: number; width: number; values: Float64Array },
): void {
  let bit = 0;
  for (const value of values) {
    const word = at + (bit >>> 5);
    const shift = bit & 31;
    words[word] = (words[word] as number) | (value << shift);
    if (shift + width > 32) words[word + 1] = value >>> (32 - shift);
    bit += width;
  }
}

interface FrameToRead {
  readonly into: Float64Array;
  readonly from: number;
  readonly to: number;
  readonly width: number;
  readonly wordAt: number;
  readonly isFolded: boolean;
}

function readFrame(view: DataView, { into, from, to, width, wordAt, isFolded }: FrameToRead): void {
  const mask = width === 32 ? -1 : (1 << width) - 1;
  let bit = 0;
  for (let i = from; i < to; i += 1) {
    const at = wordAt + (bit >>> 5) * WORD_BYTES;
    const shift = bit & 31;
    let value = view.getUint32(at, true) >>> shift;
    if (shift + width > 32) value |= view.getUint32(at + WORD_BYTES, true) << (32 - shift);
    value &= mask;
    into[i] = isFolded ? (value >>> 1) ^ -(value & 1) : value >>> 0;
    bit += width;
  }
}
