const HEADER_BYTES = 5;
/** Largest value of each width in bytes. */
const LIMITS = { 0: 0, 1: 0xff, 2: 0xffff, 4: 0xffff_ffff } as const;
const INT32_MAX = 0x7fff_ffff;

/**
 * Whole numbers stored as their distance from the lowest of them, in as few bytes each as the widest distance needs:
 * a quiet market takes one byte a value, a wild one still fits, a constant takes none.
 *
 * Shape: width (uint8), lowest (int32), then the distances; little-endian.
 * Errors: null when the numbers lie too far apart for 32 bits.
 */
export function packPlane(values: Float64Array): Buffer | null {
  let lowest = values.length === 0 ? 0 : Number.POSITIVE_INFINITY;
  let highest = values.length === 0 ? 0 : Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  const width = ([0, 1, 2, 4] as const).find((bytes) => highest - lowest <= LIMITS[bytes]);
  if (width === undefined || Math.abs(lowest) > INT32_MAX) return null;
  const bytes = Buffer.alloc(HEADER_BYTES + values.length * width);
  bytes[0] = width;
  bytes.writeInt32LE(lowest, 1);
  if (width === 0) return bytes;
  let at = HEADER_BYTES;
  for (const value of values) at = bytes.writeUIntLE(value - lowest, at, width);
  return bytes;
}

/** The numbers, and where the next plane begins. */
export function unpackPlane(bytes: Buffer, { at, count }: { at: number; count: number }) {
  const width = bytes[at] as number;
  const lowest = bytes.readInt32LE(at + 1);
  const start = at + HEADER_BYTES;
  const values = new Float64Array(count);
  if (width === 0) values.fill(lowest);
  else if (width === 1) for (let i = 0; i < count; i += 1) values[i] = lowest + (bytes[start + i] as number);
  else if (width === 2) for (let i = 0; i < count; i += 1) values[i] = lowest + bytes.readUInt16LE(start + 2 * i);
  else for (let i = 0; i < count; i += 1) values[i] = lowest + bytes.readUInt32LE(start + 4 * i);
  return { values, nextAt: start + width * count };
}
