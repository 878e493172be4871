import type { Pen } from './pen.ts';
import type { Box } from './shapes.ts';
import { write } from './text.ts';
import { type Look, TEXT } from './theme.ts';

/**
 * The colour of a cell from −1 (orange, worse) over 0 (even) to 1 (blue, better): never red and green, which many
 * cannot tell apart.
 *
 * Shape: beyond −1 and 1 counts as these; NaN, where nothing is known, has the ground of a panel.
 */
export function heatColour({ heat, panel }: Look, value: number): string {
  const middle = (heat.length - 1) / 2;
  return heat[Math.round(middle + middle * Math.min(1, Math.max(-1, value)))] ?? panel;
}

/** White or black, whichever can be read better on a colour (`#rrggbb`): 4.5 : 1 at least. */
export function inkOn(colour: string): string {
  return luminance(colour) > 0.179 ? '#000000' : '#ffffff';
}

/** The scale of the cells, with what its two ends mean. */
export function drawHeatScale(pen: Pen, { box, worse, better }: { box: Box; worse: string; better: string }): void {
  const { context, look } = pen;
  const scale = { x: box.x + box.width * 0.35, width: box.width * 0.3 };
  const cell = scale.width / look.heat.length;
  look.heat.forEach((colour, index) => {
    context.fillStyle = colour;
    context.fillRect(Math.round(scale.x + index * cell), box.y, Math.ceil(cell), box.height);
  });
  const words = { y: box.y + box.height / 2 + 10, size: TEXT.small, smallest: 22, colour: look.muted };
  const width = box.width * 0.35 - 14;
  write(pen, { ...words, text: worse, x: scale.x - 14, align: 'right', width });
  write(pen, { ...words, text: better, x: scale.x + scale.width + 14, width });
}

/** @see https://www.w3.org/TR/WCAG21/#dfn-relative-luminance */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
