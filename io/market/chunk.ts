import { colourOf, DOJI, GREEN, RED } from '#engine/index.ts';
import { type ChunkHead, FLOATS, FRAMES, PLANES, readHead, writeHead } from './chunk-head.ts';
import { packFrames, skipFrames, unpackFrames } from './frames.ts';
import { unpackPlane } from './plane.ts';
import { pointsOf } from './points.ts';
import { presentSlots, type Slots } from './slots.ts';

const PRICES = ['open', 'high', 'low', 'close'] as const;
const [OPEN, CLOSE] = [PRICES.indexOf('open'), PRICES.indexOf('close')];
const FLOAT_BYTES = 8;

/**
 * One day of candles as bytes. Prices come back bit for bit, whatever they are; those with up to 8 decimals come small.
 *
 * Shape: head, then either the first open in points (float64) and four rows of numbers (open − close before, close −
 * open, high − body, body − low), or open, high, low, close as float64, one after the other.
 */
export function packChunk(day: Slots): Buffer {
  const present = presentSlots(day.colours);
  const slots = day.colours.length;
  const points = pointsOf(day, present);
  const rows = points?.planes.map(packFrames) ?? [];
  if (points !== null && rows.every((row) => row !== null)) {
    const start = Buffer.alloc(FLOAT_BYTES);
    start.writeDoubleLE(points.start);
    return Buffer.concat([writeHead({ format: FRAMES, digits: points.digits, slots, present }), start, ...rows]);
  }
  const body = Buffer.alloc(PRICES.length * present.length * FLOAT_BYTES);
  let at = 0;
  for (const price of PRICES) for (const slot of present) at = body.writeDoubleLE(day[price][slot] as number, at);
  return Buffer.concat([writeHead({ format: FLOATS, digits: 0, slots, present }), body]);
}

/**
 * Writes the candles of a chunk into columns whose index `at` is the day's first slot; `at` may be negative, and what
 * falls outside is left out. Slots without a candle are not touched.
 *
 * Errors: INTERNAL when the bytes are no chunk.
 */
export function unpackChunk(bytes: Buffer, { into, at }: { into: Slots; at: number }): void {
  if (bytes.length === 0) return;
  const head = readHead(bytes);
  if (head.format === FLOATS) unpackFloats(bytes, { head, into, at });
  else unpackPoints(bytes, { head, into, at });
}

/** The colours alone, written like the candles of unpackChunk: a fourth of the work. */
export function unpackColours(bytes: Buffer, { into, at }: { into: Uint8Array; at: number }): void {
  if (bytes.length === 0) return;
  const head = readHead(bytes);
  const bodies = bodiesOf(bytes, head);
  for (let i = 0; i < bodies.length; i += 1) {
    const body = bodies[i] as number;
    // Outside of the array nothing is written.
    into[at + (head.present[i] as number)] = body > 0 ? GREEN : body < 0 ? RED : DOJI;
  }
}

/** close − open of each candle, or something of the same sign. */
function bodiesOf(bytes: Buffer, { format, present, bodyAt }: ChunkHead): Float64Array {
  const count = present.length;
  const rowsAt = bodyAt + FLOAT_BYTES;
  if (format === FRAMES) return unpackFrames(bytes, { at: skipFrames(bytes, { at: rowsAt, count }), count }).values;
  if (format === PLANES) {
    return unpackPlane(bytes, { at: unpackPlane(bytes, { at: rowsAt, count }).nextAt, count }).values;
  }
  const price = (plane: number, i: number) => bytes.readDoubleLE(bodyAt + (plane * count + i) * FLOAT_BYTES);
  return Float64Array.from(present, (_, i) => Math.sign(price(CLOSE, i) - price(OPEN, i)));
}

/** Sets present[at + slot] for each candle of a chunk. The head of the bytes is enough (see maxHeadBytes). */
export function markChunk(bytes: Buffer, { present, at }: { present: Uint8Array; at: number }): void {
  if (bytes.length === 0) return;
  for (const slot of readHead(bytes).present) present[at + slot] = 1;
}

interface Unpacking {
  readonly head: ChunkHead;
  readonly into: Slots;
  readonly at: number;
}

function unpackPoints(bytes: Buffer, { head, into, at }: Unpacking): void {
  const { present, digits } = head;
  const count = present.length;
  const unpackRow = head.format === FRAMES ? unpackFrames : unpackPlane;
  const gaps = unpackRow(bytes, { at: head.bodyAt + FLOAT_BYTES, count });
  const bodies = unpackRow(bytes, { at: gaps.nextAt, count });
  const above = unpackRow(bytes, { at: bodies.nextAt, count });
  const below = unpackRow(bytes, { at: above.nextAt, count });
  const scale = 10 ** digits;
  let close = bytes.readDoubleLE(head.bodyAt);
  for (let i = 0; i < count; i += 1) {
    const open = close + (gaps.values[i] as number);
    close = open + (bodies.values[i] as number);
    const place = at + (present[i] as number);
    if (place < 0 || place >= into.colours.length) continue;
    into.colours[place] = colourOf({ open, close });
    into.open[place] = open / scale;
    into.close[place] = close / scale;
    into.high[place] = (Math.max(open, close) + (above.values[i] as number)) / scale;
    into.low[place] = (Math.min(open, close) - (below.values[i] as number)) / scale;
  }
}

function unpackFloats(bytes: Buffer, { head, into, at }: Unpacking): void {
  const { present, bodyAt } = head;
  present.forEach((slot, i) => {
    const place = at + slot;
    if (place < 0 || place >= into.colours.length) return;
    PRICES.forEach((price, plane) => {
      into[price][place] = bytes.readDoubleLE(bodyAt + (plane * present.length + i) * FLOAT_BYTES);
    });
    into.colours[place] = colourOf({ open: into.open[place] as number, close: into.close[place] as number });
  });
}
