import { type Columns, MISSING } from '#engine/index.ts';

/** The arrays of columns, without their place in time: one slot a candle. */
export type Slots = Pick<Columns, 'colours' | 'open' | 'high' | 'low' | 'close'>;

/** Slots that have a candle, ascending. */
export function presentSlots(colours: Uint8Array): Uint16Array {
  const present = new Uint16Array(colours.length);
  let count = 0;
  for (let slot = 0; slot < colours.length; slot += 1) {
    if (colours[slot] === MISSING) continue;
    present[count] = slot;
    count += 1;
  }
  return present.subarray(0, count);
}
