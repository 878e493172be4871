import type { HoursPicture, HoursPictureCell } from '#engine/index.ts';
import { drawEmpty, drawFrame, MIDDLE } from '../frame.ts';
import { drawHeatScale, heatColour, inkOn } from '../heat.ts';
import type { Pen } from '../pen.ts';
import type { Box } from '../shapes.ts';
import { write } from '../text.ts';
import { TEXT } from '../theme.ts';
import { writeDigits } from './digits.ts';

const SCALE: Box = { ...MIDDLE, y: 208, height: 28 };
const LABELS_WIDTH = 66;
const WEEKDAYS_HEIGHT = 42;
/** All cells, without the names of days and hours. */
const CELLS: Box = {
  x: MIDDLE.x + LABELS_WIDTH,
  y: 244 + WEEKDAYS_HEIGHT,
  width: MIDDLE.width - LABELS_WIDTH,
  height: 804,
};
/** A market of few hours does not become a wall of bricks. */
const TALLEST_ROW = 72;
const GAP = 3;

/** A heat map: one row an hour, one column a weekday; each cell with its rate and how many entries stand behind it. */
export function drawHours(pen: Pen, picture: HoursPicture): void {
  drawFrame(pen, picture);
  if (picture.rows.length === 0) drawEmpty(pen, { text: picture.empty, box: MIDDLE });
  else drawMap(pen, picture);
}

function drawMap(pen: Pen, picture: HoursPicture): void {
  const right = { x: MIDDLE.x + MIDDLE.width, y: 178, align: 'right' } as const;
  write(pen, { ...right, text: picture.key, size: TEXT.small, smallest: 22, colour: pen.look.muted, width: 300 });
  drawHeatScale(pen, { box: SCALE, worse: picture.worse, better: picture.better });
  const width = Math.floor(CELLS.width / picture.weekdays.length);
  const height = Math.min(TALLEST_ROW, Math.floor(CELLS.height / picture.rows.length));
  const name = { size: TEXT.small, smallest: 22, colour: pen.look.muted };
  picture.weekdays.forEach((text, day) => {
    const x = CELLS.x + (day + 0.5) * width;
    write(pen, { ...name, text, x, y: CELLS.y - 14, weight: 600, align: 'center', width });
  });
  picture.rows.forEach(({ label, cells }, hour) => {
    const y = CELLS.y + hour * height;
    write(pen, { ...name, text: label, x: MIDDLE.x, y: baseline({ y, height }), width: LABELS_WIDTH - 8 });
    cells.forEach((cell, day) => {
      drawCell(pen, { cell, box: { x: CELLS.x + day * width, y, width: width - GAP, height: height - GAP } });
    });
  });
}

function drawCell(pen: Pen, { cell, box }: { cell: HoursPictureCell | null; box: Box }): void {
  const { context, look } = pen;
  const ground = cell === null ? look.panel : heatColour(look, cell.heat);
  context.fillStyle = ground;
  context.fillRect(box.x, box.y, box.width, box.height);
  if (cell === null) return;
  const ink = { y: baseline(box), colour: inkOn(ground) };
  writeDigits(pen, { ...ink, text: cell.rate, x: box.x + 14, size: 29, weight: 700 });
  writeDigits(pen, { ...ink, text: cell.n, x: box.x + 80, size: 23, weight: 400 });
}

function baseline({ y, height }: Pick<Box, 'y' | 'height'>): number {
  return Math.round(y + height / 2) + 11;
}
