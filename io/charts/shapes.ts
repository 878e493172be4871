import { GREEN, RED } from '#engine/index.ts';
import type { Pen } from './pen.ts';
import { write } from './text.ts';
import { resultColour } from './theme.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function roundBox(
  { context }: Pen,
  { box, radius, colour }: { box: Box; radius: number; colour: string },
): void {
  context.fillStyle = colour;
  context.beginPath();
  context.roundRect(box.x, box.y, box.width, box.height, radius);
  context.fill();
}

/** A result's colour with its letters on it: nobody has to tell colours apart. */
export function badge(pen: Pen, { box, result, code }: { box: Box; result: number; code: string }): void {
  const { look } = pen;
  roundBox(pen, { box, radius: 8, colour: resultColour(look, result) });
  write(pen, {
    text: code,
    x: box.x + box.width / 2,
    y: box.y + box.height / 2 + 9,
    size: 25,
    weight: 700,
    colour: look.onBadge,
    align: 'center',
    width: box.width - 2,
    smallest: 18,
  });
}

/** A triangle that points where the bet went: up for GREEN, down for RED, nothing else. A path: no font has it. */
export function arrow({ context, look }: Pen, { x, y, direction }: { x: number; y: number; direction: number }): void {
  if (direction !== GREEN && direction !== RED) return;
  const reach = direction === GREEN ? 8 : -8;
  context.fillStyle = direction === GREEN ? look.up : look.down;
  context.beginPath();
  context.moveTo(x, y - reach);
  context.lineTo(x + 11, y + reach);
  context.lineTo(x - 11, y + reach);
  context.closePath();
  context.fill();
}
