import type { RankingPicture, RankingPictureRow } from '#engine/index.ts';
import { drawAcrossAxis } from '../axes.ts';
import { drawEmpty, drawFrame, MIDDLE } from '../frame.ts';
import type { Pen } from '../pen.ts';
import { type Box, roundBox } from '../shapes.ts';
import { write } from '../text.ts';
import { resultColour, TEXT } from '../theme.ts';

/** Where the rows stand; every picture has room for five, a shorter list leaves the rest empty. */
const LIST: Box = { ...MIDDLE, y: 262, height: 770 };
const ROW_HEIGHT = LIST.height / 5;
const BAR_HEIGHT = 34;
const SHARES = [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, label: `${100 * at}%` }));

/** A top list: a bar from 0 to 100 % for each row, what it means over, on and under it. */
export function drawRanking(pen: Pen, picture: RankingPicture): void {
  drawFrame(pen, { ...picture, note: picture.tried });
  drawKey(pen, picture);
  drawAcrossAxis(pen, { area: LIST, ticks: SHARES });
  picture.rows.forEach((row, index) => {
    const y = Math.round(LIST.y + (index + 0.5) * ROW_HEIGHT - BAR_HEIGHT / 2);
    drawRow(pen, { row, place: index + 1, bar: { ...LIST, y, height: BAR_HEIGHT } });
  });
  if (picture.rows.length === 0) drawEmpty(pen, { text: picture.empty, box: LIST });
}

/** One row: place, name and rate over the bar; interval and break-even on it; sample and judgement under it. */
function drawRow(pen: Pen, { row, place, bar }: { row: RankingPictureRow; place: number; bar: Box }): void {
  const { context, look } = pen;
  const right = { x: bar.x + bar.width, align: 'right' } as const;
  const above = { y: bar.y - 14, weight: 700, colour: look.text } as const;
  const rate = write(pen, { ...above, ...right, text: row.rate, size: 44, width: bar.width / 2 });
  const name = { ...above, x: bar.x, text: `${place}. ${row.name}`, size: 38, width: bar.width - rate - 24 };
  write(pen, name);
  const below = { y: bar.y + bar.height + 36, size: TEXT.small } as const;
  const mark = {
    ...below,
    ...right,
    text: row.mark,
    weight: 600,
    colour: look.text,
    width: bar.width * 0.45,
  } as const;
  const taken = write(pen, mark);
  write(pen, {
    ...below,
    x: bar.x,
    text: row.detail,
    colour: look.muted,
    width: bar.width - taken - 24,
    smallest: 22,
  });
  const [first, gales] = [xOf(bar, row.first), xOf(bar, row.first + row.gales)];
  context.fillStyle = resultColour(look, 0);
  context.fillRect(bar.x, bar.y, first - bar.x, bar.height);
  context.fillStyle = resultColour(look, 1);
  context.fillRect(first, bar.y, gales - first, bar.height);
  if (row.interval !== null) drawInterval(pen, { ...row.interval, bar });
  if (row.breakEven !== null) drawBreakEven(pen, { share: row.breakEven, bar });
}

/** A bone from the low to the high end of the interval. */
function drawInterval({ context, look }: Pen, { low, high, bar }: { low: number; high: number; bar: Box }): void {
  const [left, right] = [xOf(bar, low), xOf(bar, high)];
  const middle = bar.y + bar.height / 2;
  context.fillStyle = look.onBadge;
  context.fillRect(left - 2, middle - 4, right - left + 4, 8);
  for (const x of [left, right]) context.fillRect(x - 4, middle - 12, 8, 24);
  context.fillStyle = look.text;
  context.fillRect(left, middle - 2, right - left, 4);
  for (const x of [left, right]) context.fillRect(x - 2, middle - 10, 4, 20);
}

/** A line across the bar that reaches over both its edges. */
function drawBreakEven({ context, look }: Pen, { share, bar }: { share: number; bar: Box }): void {
  const x = xOf(bar, share);
  context.fillStyle = look.onBadge;
  context.fillRect(x - 4, bar.y - 6, 8, bar.height + 12);
  context.fillStyle = look.mark;
  context.fillRect(x - 2, bar.y - 6, 4, bar.height + 12);
}

function drawKey(pen: Pen, { first, gales, interval, breakEven }: RankingPicture): void {
  const { look } = pen;
  const entries = [
    { text: first, draw: (box: Box) => roundBox(pen, { box, radius: 6, colour: resultColour(look, 0) }) },
    { text: gales, draw: (box: Box) => roundBox(pen, { box, radius: 6, colour: resultColour(look, 1) }) },
    { text: interval, draw: (bar: Box) => drawInterval(pen, { low: 0.05, high: 0.95, bar }) },
    { text: breakEven, draw: (bar: Box) => drawBreakEven(pen, { share: 0.5, bar }) },
  ];
  const style = { size: TEXT.small, smallest: 22, colour: look.muted, y: 235 };
  let x = MIDDLE.x;
  entries.forEach(({ text, draw }, index) => {
    draw({ x, y: 212, width: 30, height: 26 });
    const left = MIDDLE.x + MIDDLE.width - x - 42;
    // Each leaves its fair share to those that follow.
    const width = left / (1 + 0.6 * (entries.length - 1 - index));
    x += 42 + write(pen, { ...style, text, x: x + 42, width }) + 36;
  });
}

function xOf(bar: Box, share: number): number {
  return Math.round(bar.x + bar.width * Math.min(1, Math.max(0, share)));
}
