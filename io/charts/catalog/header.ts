import type { CatalogPicture } from '#engine/index.ts';
import { type Box, roundBox } from '../shapes.ts';
import { type Context, write } from '../text.ts';
import { COLOUR, TEXT } from '../theme.ts';

/** What was asked on the left, the figure with its sample on the right. */
export function drawHeader(context: Context, { picture, box }: { picture: CatalogPicture; box: Box }): void {
  const { x, y } = box;
  const right = x + box.width;
  const half = { align: 'right', x: right, width: 430, smallest: 22 } as const;
  const rest = { x, width: box.width - half.width - 24, smallest: 24 } as const;
  write(context, { ...rest, text: picture.title, y: y + 50, size: TEXT.title, weight: 700, colour: COLOUR.text });
  write(context, { ...rest, text: picture.subtitle, y: y + 100, size: TEXT.large, weight: 600, colour: COLOUR.text });
  write(context, { ...rest, text: picture.period, y: y + 148, size: TEXT.normal, colour: COLOUR.muted });
  write(context, { ...half, text: picture.rate, y: y + 60, size: TEXT.hero, weight: 700, colour: COLOUR.text });
  write(context, { ...half, text: picture.sample, y: y + 106, size: TEXT.normal, weight: 600, colour: COLOUR.text });
  write(context, { ...half, text: picture.payout, y: y + 148, size: TEXT.normal, colour: COLOUR.muted });
}

/** The one sentence that says how much the figure means. */
export function drawVerdict(context: Context, { picture, box }: { picture: CatalogPicture; box: Box }): void {
  roundBox(context, { box, radius: 12, colour: COLOUR.panel });
  write(context, {
    text: picture.verdict,
    x: box.x + 20,
    y: box.y + box.height / 2 + 11,
    size: TEXT.normal,
    weight: 600,
    colour: COLOUR.text,
    width: box.width - 40,
    smallest: 24,
  });
}

export function drawFooter(context: Context, { picture, box }: { picture: CatalogPicture; box: Box }): void {
  const line = { x: box.x, width: box.width, size: TEXT.small, smallest: 22, colour: COLOUR.muted };
  write(context, { ...line, text: picture.coverage, y: box.y + 28 });
  write(context, { ...line, text: picture.risk, y: box.y + 66 });
}
