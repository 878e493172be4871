import type { CatalogPicture } from '#engine/index.ts';
import type { Pen } from '../pen.ts';
import { type Box, roundBox } from '../shapes.ts';
import { type Text, write } from '../text.ts';
import { TEXT } from '../theme.ts';

/** What was asked, and in which time; the figure goes first where room is short, its sample and its break-even have rows of their own. */
export function drawHeader(pen: Pen, { picture, box }: { picture: CatalogPicture; box: Box }): void {
  const { look } = pen;
  const title = { text: picture.title, size: TEXT.title, weight: 700, colour: look.text } as const;
  const rate = { text: picture.rate, size: TEXT.hero, weight: 700, colour: look.text } as const;
  const subtitle = { text: picture.subtitle, size: TEXT.large, weight: 600, colour: look.text } as const;
  const period = { text: picture.period, size: TEXT.normal, colour: look.muted };
  const line = { x: box.x, width: box.width, size: TEXT.normal, smallest: 22 };
  drawRow(pen, { box, y: box.y + 50, left: title, right: rate });
  drawRow(pen, { box, y: box.y + 102, left: subtitle, right: period });
  write(pen, { ...line, text: picture.sample, y: box.y + 150, weight: 600, colour: look.text });
  write(pen, { ...line, text: picture.payout, y: box.y + 194, colour: look.muted });
}

type Part = Pick<Text, 'text' | 'size' | 'weight' | 'colour'>;

/** At most this share of a row goes to its right part. */
const RIGHT_SHARE = 0.55;

function drawRow(pen: Pen, { box, y, left, right }: { box: Box; y: number; left: Part; right: Part }): void {
  const end = { x: box.x + box.width, align: 'right', width: box.width * RIGHT_SHARE, smallest: 22 } as const;
  const taken = write(pen, { y, ...end, ...right });
  write(pen, { y, ...left, x: box.x, width: box.width - taken - 28, smallest: 22 });
}

/** The one sentence that says how much the figure means. */
export function drawVerdict(pen: Pen, { picture, box }: { picture: CatalogPicture; box: Box }): void {
  const { look } = pen;
  roundBox(pen, { box, radius: 12, colour: look.panel });
  write(pen, {
    text: picture.verdict,
    x: box.x + 20,
    y: box.y + box.height / 2 + 11,
    size: TEXT.normal,
    weight: 600,
    colour: look.text,
    width: box.width - 40,
    smallest: 24,
  });
}

export function drawFooter(pen: Pen, { picture, box }: { picture: CatalogPicture; box: Box }): void {
  const { look } = pen;
  const line = { x: box.x, width: box.width, size: TEXT.small, smallest: 22, colour: look.muted };
  write(pen, { ...line, text: picture.coverage, y: box.y + 28 });
  write(pen, { ...line, text: picture.risk, y: box.y + 66 });
}
