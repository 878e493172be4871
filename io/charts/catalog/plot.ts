import type { Box } from '../shapes.ts';

/** Where slots and prices lie on the canvas, whoever drew the axes. */
export interface Plot {
  readonly area: Box;
  /** The left edge of a slot. */
  xAt(slot: number): number;
  yAt(price: number): number;
}

/** The candles keep to the right and never grow wider than this part of the chart, however few they are. */
const FEWEST_SLOTS = 40;

/** The slots the chart spans: [from, to). */
export function slotRange({ slots }: { slots: number }): { from: number; to: number } {
  return { from: slots - Math.max(slots, FEWEST_SLOTS), to: slots };
}
