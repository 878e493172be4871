import { AppError } from '#engine/index.ts';

/** Prices as they are. */
export const FLOATS = 2;
/** Prices as whole points of 10^-digits: in planes of one width, as they were written first, and in frames. */
export const PLANES = 1;
export const FRAMES = 3;

/** The first bytes of a chunk: what is in it, and where. */
export interface ChunkHead {
  readonly format: typeof PLANES | typeof FLOATS | typeof FRAMES;
  /** Digits after the point; 0 for floats. */
  readonly digits: number;
  /** Places of the day, 1440 for one-minute candles. */
  readonly slots: number;
  /** Slots that have a candle, ascending. */
  readonly present: Uint16Array;
  /** Where the planes begin. */
  readonly bodyAt: number;
}

const FIXED_BYTES = 6;

/** The most a head can take: enough of a chunk to know which candles are in it. */
export function maxHeadBytes(slots: number): number {
  return FIXED_BYTES + Math.ceil(slots / 8);
}

/** A full day says so by its count; any other has one bit a slot, lowest bit first. */
export function writeHead(head: Omit<ChunkHead, 'bodyAt'>): Buffer {
  const { format, digits, slots, present } = head;
  const isFull = present.length === slots;
  const bytes = Buffer.alloc(isFull ? FIXED_BYTES : maxHeadBytes(slots));
  bytes[0] = format;
  bytes[1] = digits;
  bytes.writeUInt16LE(slots, 2);
  bytes.writeUInt16LE(present.length, 4);
  if (isFull) return bytes;
  for (const slot of present) {
    const at = FIXED_BYTES + (slot >> 3);
    bytes[at] = (bytes[at] as number) | (1 << (slot & 7));
  }
  return bytes;
}

/** Errors: INTERNAL when these are no bytes of ours. */
export function readHead(bytes: Buffer): ChunkHead {
  const format = bytes[0];
  if ((format !== PLANES && format !== FLOATS && format !== FRAMES) || bytes.length < FIXED_BYTES) {
    throw new AppError('INTERNAL', { message: `A candle chunk of ${bytes.length} bytes has format "${format}".` });
  }
  const slots = bytes.readUInt16LE(2);
  const count = bytes.readUInt16LE(4);
  const present = new Uint16Array(count);
  let found = 0;
  for (let slot = 0; slot < slots && found < count; slot += 1) {
    const isPresent = count === slots || ((bytes[FIXED_BYTES + (slot >> 3)] as number) & (1 << (slot & 7))) !== 0;
    if (!isPresent) continue;
    present[found] = slot;
    found += 1;
  }
  return {
    format,
    digits: bytes[1] as number,
    slots,
    present,
    bodyAt: count === slots ? FIXED_BYTES : maxHeadBytes(slots),
  };
}
