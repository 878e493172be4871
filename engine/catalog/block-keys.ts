import type { Colours } from '../columns.ts';
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

/** The blocks of some candles: [k][i] is the key of the k-th unit from the start of block i. */
export type BlockKeys = readonly Uint16Array[];

/** No block reaches further than this from its own start, and none starts further before the first candle. */
const MARGIN_UNITS = 8;

/** Candles in one key: a whole block, or half of a long one. */
export function unitOf(block: number): number {
  return block > 6 ? block / 2 : block;
}

/** Reads the colours once. */
export function unitKeys({ colours, startMs, timeframe }: Colours, unit: number): UnitKeys {
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
  return Array.from({ length: reach }, (_, offset) => {
    if (unitsABlock === 1) return keys.subarray(first + offset, first + offset + blocks);
    const column = new Uint16Array(blocks);
    for (let row = 0; row < blocks; row++) column[row] = keys[first + row * unitsABlock + offset]!;
    return column;
  });
}
