import type { Columns } from '../columns.ts';
import { timeframeMs } from '../timeframe.ts';

/** Colours as numbers, two bits a candle and one number a unit, on a grid aligned to the clock. */
export interface UnitKeys {
  /** Candles in a unit, at most six. */
  readonly unit: number;
  /** Number of the first unit, counted from 1970. */
  readonly firstUnit: number;
  /** Empty units stand before the first candle and after the last, so that a block may reach outside. */
  readonly keys: Uint16Array;
}

/** The blocks of some candles. Row i is the i-th block or, once merged, all the blocks that look the same. */
export interface BlockKeys {
  readonly unit: number;
  /** unitAt[k][i]: the key of the k-th unit from the start of row i. */
  readonly unitAt: readonly Uint16Array[];
  /** How many blocks row i stands for. */
  readonly weights: Uint32Array;
}

/** No block reaches further than this from its own start, and none starts further before the first candle. */
const MARGIN_UNITS = 8;
/** With more possible kinds than this, or fewer blocks than one in so many kinds, merging costs more than it saves. */
const MAX_KINDS = 2 ** 20;
const MERGE_SPARSITY = 16;

/** Candles in one key: a whole block, or half of a long one. */
export function unitOf(block: number): number {
  return block > 6 ? block / 2 : block;
}

/** Reads the colours once. */
export function unitKeys({ colours, startMs, timeframe }: Columns, unit: number): UnitKeys {
  const firstPlace = startMs / timeframeMs(timeframe);
  const firstUnit = Math.floor(firstPlace / unit) - MARGIN_UNITS;
  const lead = firstPlace - firstUnit * unit;
  const units = Math.ceil((lead + colours.length) / unit) + MARGIN_UNITS;
  const padded = new Uint8Array(units * unit);
  padded.set(colours, lead);

  const keys = new Uint16Array(units);
  let place = 0;
  for (let index = 0; index < units; index++) {
    let key = 0;
    for (let bit = 0; bit < 2 * unit; bit += 2) key |= padded[place++]! << bit;
    keys[index] = key;
  }
  return { unit, firstUnit, keys };
}

/** Every block that holds a candle, seen `reach` units from its start. */
export function blockKeys(
  { unit, firstUnit, keys }: UnitKeys,
  { block, reach }: { block: number; reach: number },
): BlockKeys {
  const unitsABlock = block / unit;
  const firstBlock = Math.floor((firstUnit + MARGIN_UNITS) / unitsABlock);
  const first = firstBlock * unitsABlock - firstUnit;
  const blocks = Math.ceil((keys.length - MARGIN_UNITS - first) / unitsABlock);
  const unitAt = Array.from({ length: reach }, (_, offset) => {
    if (unitsABlock === 1) return keys.subarray(first + offset, first + offset + blocks);
    const column = new Uint16Array(blocks);
    for (let row = 0; row < blocks; row++) column[row] = keys[first + row * unitsABlock + offset]!;
    return column;
  });
  return { unit, unitAt, weights: new Uint32Array(blocks).fill(1) };
}

/** Blocks of two units that look the same become one row: few kinds are left where most candles are green or red. */
export function mergeSame(blocks: BlockKeys): BlockKeys {
  const { unit, weights } = blocks;
  const [first, second, third] = blocks.unitAt;
  const kinds = 4 ** (2 * unit);
  const isWorthIt = kinds <= MAX_KINDS && weights.length * MERGE_SPARSITY >= kinds;
  if (!first || !second || third || !isWorthIt) return blocks;

  const shift = 2 * unit;
  const counts = new Uint32Array(kinds);
  const seen: number[] = [];
  for (let row = 0; row < weights.length; row++) {
    const kind = first[row]! | (second[row]! << shift);
    if (counts[kind] === 0) seen.push(kind);
    counts[kind]! += weights[row]!;
  }
  return {
    unit,
    unitAt: [
      new Uint16Array(seen.map((kind) => kind & (2 ** shift - 1))),
      new Uint16Array(seen.map((kind) => kind >> shift)),
    ],
    weights: new Uint32Array(seen.map((kind) => counts[kind]!)),
  };
}

/** For each row one key of the colours at these positions only; the first position lies in the lowest bits. */
export function keysAt({ unit, unitAt, weights }: BlockKeys, positions: readonly number[]): Uint32Array {
  const keys = new Uint32Array(weights.length);
  for (const [offset, column] of unitAt.entries()) {
    const places = positions.map((position) => position - offset * unit);
    const isConcerned = places.some((place) => place >= 0 && place < unit);
    if (isConcerned) addBits(keys, { column, table: pickedBits(places, unit) });
  }
  return keys;
}

function addBits(keys: Uint32Array, { column, table }: { column: Uint16Array; table: Uint32Array }): void {
  for (let row = 0; row < keys.length; row++) keys[row]! |= table[column[row]!]!;
}

/** From a unit's key to the bits of the places asked for; places outside the unit give none. */
function pickedBits(places: readonly number[], unit: number): Uint32Array {
  const picked = new Uint32Array(4 ** unit);
  for (let place = 0; place < unit; place++) {
    const index = places.indexOf(place);
    const known = 1 << (2 * place);
    for (let key = known; key < 4 * known; key++) {
      const bits = index === -1 ? 0 : (key >> (2 * place)) << (2 * index);
      picked[key] = picked[key & (known - 1)]! | bits;
    }
  }
  return picked;
}
