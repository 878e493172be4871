const HEADER_BYTES = 5;

/**
 * Reads whole numbers as chunks kept them at first: their distance from the lowest of them, in as few bytes each as the
 * widest distance needs. Nothing is written this way any more.
 *
 * Shape: width (uint8: 0, 1, 2 or 4), lowest (int32), then the distances; little-endian. Gives the numbers, and where
 * the next plane begins.
 */
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
