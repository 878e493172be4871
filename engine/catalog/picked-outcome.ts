import { type CompiledPlay, outcomeTable } from '../strategies/compile.ts';
import { type BlockKeys, unitOf } from './block-keys.ts';
import { outcomeCounters } from './tally.ts';

/** From the key of one unit to the part of a play's own key that its candles make up. */
interface Pick {
  /** Units from the start of the block. */
  readonly offset: number;
  readonly bits: Uint16Array;
}

/** A play whose outcome is looked up: the bits its candles have in each unit, put together, are the place in the table. */
export interface PickedPlay {
  readonly id: string;
  readonly block: number;
  /** Units from the start of the block to the last candle concerned, at least two so that more plays share blocks. */
  readonly reach: number;
  readonly picks: readonly Pick[];
  readonly table: Uint8Array;
}

/** null when the play concerns too many candles for a table. */
export function pickedPlay(play: CompiledPlay): PickedPlay | null {
  const { positions, span, strategy } = play;
  const table = outcomeTable(play);
  if (table === null) return null;
  const unit = unitOf(strategy.block);
  const reach = Math.max(2, Math.ceil(span / unit));
  const picks = Array.from({ length: reach }, (_, offset) => ({
    offset,
    bits: pickedBits(
      positions.map((position) => position - offset * unit),
      unit,
    ),
  }));
  return { id: strategy.id, block: strategy.block, reach, table, picks };
}

/** What one play did on an asset. */
export interface Counted {
  /** By code of cycle.ts. */
  readonly counters: Uint32Array;
  /** Block after block, by code of cycle.ts; from the block that the first candle belongs to. */
  readonly results: () => Uint8Array;
}

/** Block after block. */
export function countPicked(blocks: BlockKeys, { picks, table }: PickedPlay): Counted {
  const keys = new Uint16Array(blocks[0]!.length);
  for (const { offset, bits } of picks) {
    const column = blocks[offset]!;
    for (let row = 0; row < keys.length; row++) keys[row]! |= bits[column[row]!]!;
  }
  const results = new Uint8Array(keys.length);
  for (let row = 0; row < keys.length; row++) results[row] = table[keys[row]!]!;
  return { counters: countResults(results), results: () => results };
}

/** Counters by code. */
export function countResults(results: Uint8Array): Uint32Array {
  const counters = outcomeCounters();
  for (let row = 0; row < results.length; row++) counters[results[row]!]!++;
  return counters;
}

/** Places outside the unit give no bits. */
function pickedBits(places: readonly number[], unit: number): Uint16Array {
  const picked = new Uint16Array(4 ** unit);
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
