import type { RankingPicture, RankingPictureRow } from '#engine/index.ts';
import { type Box, roundBox } from '../shapes.ts';
import { type Context, write } from '../text.ts';
import { COLOUR, MARGIN, resultColour, SIZE, TEXT } from '../theme.ts';

/** Where the rows and their axis stand. */
export const LIST: Box = { x: MARGIN, y: 262, width: SIZE.width - 2 * MARGIN, height: 812 };

/** Title, what was tried, and the key to the signs of a row. */
export function drawAround(context: Context, picture: RankingPicture): void {
  context.fillStyle = COLOUR.background;
  context.fillRect(0, 0, SIZE.width, SIZE.height);
  const line = { x: MARGIN, width: SIZE.width - 2 * MARGIN };
  write(context, { ...line, text: picture.title, y: 80, size: TEXT.title, weight: 700, colour: COLOUR.text });
  write(context, { ...line, text: picture.subtitle, y: 130, size: TEXT.large, weight: 600, colour: COLOUR.text });
  write(context, { ...line, text: picture.period, y: 178, size: TEXT.normal, colour: COLOUR.muted });
  drawKey(context, picture);
  const verdict = {
    ...line,
    text: picture.tried,
    y: 1128,
    size: TEXT.small,
    weight: 600,
    colour: COLOUR.text,
  } as const;
  write(context, verdict);
  write(context, { ...line, text: picture.risk, y: 1170, size: TEXT.small, colour: COLOUR.muted });
  if (picture.rows.length === 0) drawEmpty(context, picture.empty);
}

/** One row: place, name and rate over the bar; interval and break-even on it; sample and judgement under it. */
export function drawRow(
  context: Context,
  { row, place, bar }: { row: RankingPictureRow; place: number; bar: Box },
): void {
  const right = { x: bar.x + bar.width, align: 'right' } as const;
  const above = { y: bar.y - 14, weight: 700, colour: COLOUR.text } as const;
  const rate = write(context, { ...above, ...right, text: row.rate, size: 44, width: bar.width / 2 });
  const name = { ...above, x: bar.x, text: `${place}. ${row.name}`, size: 38, width: bar.width - rate - 24 };
  write(context, name);
  const below = { y: bar.y + bar.height + 36, size: TEXT.small } as const;
  const mark = {
    ...below,
    ...right,
    text: row.mark,
    weight: 600,
    colour: COLOUR.text,
    width: bar.width * 0.45,
  } as const;
  const taken = write(context, mark);
  write(context, {
    ...below,
    x: bar.x,
    text: row.detail,
    colour: COLOUR.muted,
    width: bar.width - taken - 24,
    smallest: 22,
  });
  if (row.interval !== null) drawInterval(context, { ...row.interval, bar });
  if (row.breakEven !== null) drawBreakEven(context, { share: row.breakEven, bar });
}

/** A bone from the low to the high end of the interval. */
function drawInterval(context: Context, { low, high, bar }: { low: number; high: number; bar: Box }): void {
  const [left, right] = [xOf(bar, low), xOf(bar, high)];
  const middle = bar.y + bar.height / 2;
  context.fillStyle = COLOUR.onBadge;
  context.fillRect(left - 2, middle - 4, right - left + 4, 8);
  for (const x of [left, right]) context.fillRect(x - 4, middle - 12, 8, 24);
  context.fillStyle = COLOUR.text;
  context.fillRect(left, middle - 2, right - left, 4);
  for (const x of [left, right]) context.fillRect(x - 2, middle - 10, 4, 20);
}

/** A line across the bar that reaches over both its edges. */
function drawBreakEven(context: Context, { share, bar }: { share: number; bar: Box }): void {
  const x = xOf(bar, share);
  context.fillStyle = COLOUR.onBadge;
  context.fillRect(x - 4, bar.y - 6, 8, bar.height + 12);
  context.fillStyle = resultColour(2);
  context.fillRect(x - 2, bar.y - 6, 4, bar.height + 12);
}

function drawKey(context: Context, { first, gales, interval, breakEven }: RankingPicture): void {
  const quarter = LIST.width / 4;
  const entries = [
    { text: first, draw: (box: Box) => roundBox(context, { box, radius: 6, colour: resultColour(0) }) },
    { text: gales, draw: (box: Box) => roundBox(context, { box, radius: 6, colour: resultColour(1) }) },
    { text: interval, draw: (bar: Box) => drawInterval(context, { low: 0.05, high: 0.95, bar }) },
    { text: breakEven, draw: (bar: Box) => drawBreakEven(context, { share: 0.5, bar }) },
  ];
  entries.forEach(({ text, draw }, index) => {
    const x = MARGIN + index * quarter;
    draw({ x, y: 212, width: 30, height: 26 });
    write(context, {
      text,
      x: x + 42,
      y: 235,
      size: TEXT.small,
      colour: COLOUR.muted,
      width: quarter - 50,
      smallest: 22,
    });
  });
}

function drawEmpty(context: Context, text: string): void {
  const middle = { x: SIZE.width / 2, y: LIST.y + LIST.height / 2, align: 'center' } as const;
  write(context, { ...middle, text, size: TEXT.large, weight: 600, colour: COLOUR.muted, width: LIST.width });
}

function xOf(bar: Box, share: number): number {
  return Math.round(bar.x + bar.width * Math.min(1, Math.max(0, share)));
}
