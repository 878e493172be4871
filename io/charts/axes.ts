import type { Pen } from './pen.ts';
import type { Box } from './shapes.ts';
import { widthOf, write } from './text.ts';
import { MARGIN, SIZE, TEXT } from './theme.ts';

export interface Tick {
  /** Where it stands, as a share of the axis: 0 is left or bottom, 1 is right or top. */
  readonly at: number;
  /** Finished words: `25%`, `1.200,00`, `14:00`. */
  readonly label: string;
}

/** Between neighbouring labels, or one of them is left out. */
const GAP = 14;

/** A grid line up from each tick and its label under the area, from its left edge to the margin. */
export function drawAcrossAxis(pen: Pen, { area, ticks }: { area: Box; ticks: readonly Tick[] }): void {
  const { context, look } = pen;
  const bottom = area.y + area.height;
  let free = area.x;
  for (const { at, label } of ticks) {
    const x = Math.round(area.x + at * area.width);
    context.fillStyle = look.grid;
    context.fillRect(Math.min(x, area.x + area.width - 2), area.y, 2, area.height);
    const width = widthOf(pen, { text: label, size: TEXT.small });
    const left = Math.min(Math.max(x - width / 2, area.x), SIZE.width - MARGIN - width);
    if (left < free) continue;
    write(pen, { text: label, x: left, y: bottom + 34, size: TEXT.small, colour: look.muted, width: width + 1 });
    free = left + width + GAP;
  }
}

/** A grid line across from each tick and its label right of the area. */
export function drawUpAxis(pen: Pen, { area, ticks }: { area: Box; ticks: readonly Tick[] }): void {
  const { context, look } = pen;
  const x = area.x + area.width;
  for (const { at, label } of ticks) {
    const y = Math.round(area.y + (1 - at) * area.height);
    context.fillStyle = look.grid;
    context.fillRect(area.x, Math.min(y, area.y + area.height - 2), area.width, 2);
    const text = { text: label, size: TEXT.small, smallest: 20, colour: look.muted };
    write(pen, { ...text, x: x + 10, y: y + 10, width: SIZE.width - MARGIN / 2 - x - 10 });
  }
}
