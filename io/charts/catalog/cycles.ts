import { cycleCode, type PictureCycle } from '#engine/index.ts';
import type { Pen } from '../pen.ts';
import { arrow, type Box, badge } from '../shapes.ts';
import { resultColour } from '../theme.ts';
import type { Plot } from './plot.ts';

interface CyclesOnChart {
  readonly cycles: readonly PictureCycle[];
  readonly plot: Plot;
  /** The lane over the candles for letters and arrows. */
  readonly lane: Box;
}

/** Each block's line at its entry, in the colour of its result, with its letters and the direction of the bet on top. */
export function drawCycles(pen: Pen, { cycles, plot, lane }: CyclesOnChart): void {
  const { context, look } = pen;
  const bottom = plot.area.y + plot.area.height;
  const width = Math.min(48, narrowest(cycles, plot) - 4);
  for (const { slot, played, result, direction } of cycles) {
    const x = Math.round(plot.xAt(slot));
    context.fillStyle = resultColour(look, result);
    context.globalAlpha = 0.16;
    context.fillRect(x, plot.area.y, Math.round(plot.xAt(slot + played)) - x, plot.area.height);
    context.globalAlpha = 1;
    context.fillRect(x - 1, lane.y + 34, 2, bottom - lane.y - 34);
    const left = Math.min(x - width / 2, lane.x + lane.width - width);
    badge(pen, { box: { x: left, y: lane.y, width, height: 36 }, result, code: cycleCode(result) });
    arrow(pen, { x, y: lane.y + 52, direction });
  }
}

/** Room between two neighbours, so that badges never overlap. */
function narrowest(cycles: readonly PictureCycle[], plot: Plot): number {
  const rooms = cycles.slice(1).map(({ slot }, index) => plot.xAt(slot) - plot.xAt(cycles[index]?.slot ?? 0));
  return Math.max(8, Math.min(...rooms, plot.area.width));
}
