import type { Pen } from './pen.ts';
import type { Box } from './shapes.ts';
import { write } from './text.ts';
import { MARGIN, SIZE, TEXT } from './theme.ts';

/** What every picture but the catalog says around its middle, in the person's words. */
export interface Frame {
  readonly title: string;
  /** What was asked: `M1 · até G2 · 100 blocos`. */
  readonly subtitle: string;
  /** Time range and zone. */
  readonly period: string;
  /** What it is worth, over the risk line. */
  readonly note: string;
  /** The one risk line. */
  readonly risk: string;
}

/** From margin to margin between title and footer: the room that is left to a picture. */
export const MIDDLE: Box = { x: MARGIN, y: 204, width: SIZE.width - 2 * MARGIN, height: 870 };

/** A fresh background with title block and footer. */
export function drawFrame(pen: Pen, { title, subtitle, period, note, risk }: Frame): void {
  const { look } = pen;
  drawBackground(pen);
  const line = { x: MIDDLE.x, width: MIDDLE.width, smallest: 22 };
  write(pen, { ...line, text: title, y: 80, size: TEXT.title, smallest: 36, weight: 700, colour: look.text });
  write(pen, { ...line, text: subtitle, y: 130, size: TEXT.large, weight: 600, colour: look.text });
  write(pen, { ...line, text: period, y: 178, size: TEXT.normal, colour: look.muted });
  write(pen, { ...line, text: note, y: 1128, size: TEXT.small, weight: 600, colour: look.text });
  write(pen, { ...line, text: risk, y: 1170, size: TEXT.small, colour: look.muted });
}

export function drawBackground({ context, look }: Pen): void {
  context.fillStyle = look.background;
  context.fillRect(0, 0, SIZE.width, SIZE.height);
}

/** In place of what there is nothing to show of. */
export function drawEmpty(pen: Pen, { text, box }: { text: string; box: Box }): void {
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2, align: 'center' } as const;
  const style = { size: TEXT.large, weight: 600, colour: pen.look.muted, smallest: 24 } as const;
  write(pen, { ...middle, ...style, text, width: box.width });
}
