import type { CandleChart } from '#engine/index.ts';
import type { Box } from '../shapes.ts';

/** Where slots and prices lie on the canvas. */
export interface Plot {
  readonly area: Box;
  /** The left edge of a slot. */
  xAt(slot: number): number;
  yAt(price: number): number;
}

/** The candles keep to the right and never grow wider than this part of the chart, however few they are. */
const FEWEST_SLOTS = 40;
const TIMES_HEIGHT = 44;
const LABEL_GAP = 10;

/** The candles within a box that holds both axes too. labels: how wide those of the prices are. */
export function plotOf(
  { slots, price }: Pick<CandleChart, 'slots' | 'price'>,
  { box, labels }: { box: Box; labels: number },
): Plot {
  const area = { ...box, width: box.width - labels - LABEL_GAP, height: box.height - TIMES_HEIGHT };
  const shown = Math.max(slots, FEWEST_SLOTS);
  return {
    area,
    xAt: (slot) => area.x + ((slot - slots + shown) / shown) * area.width,
    yAt: (value) => area.y + ((price.high - value) / (price.high - price.low)) * area.height,
  };
}
