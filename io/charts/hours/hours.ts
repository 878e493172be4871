import type { HoursPicture, HoursPictureCell } from '#engine/index.ts';
import { drawEmpty, drawFrame, MIDDLE } from '../frame.ts';
import { drawHeatScale, heatColour, inkOn } from '../heat.ts';
import type { Pen } from '../pen.ts';
import type { Box } from '../shapes.ts';
import { write } from '../text.ts';
import { TEXT } from '../theme.ts';

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
  drawHeatScale(pen, { box: SCALE, worse: picture.worse, better: picture.better });
  const width = CELLS.width / picture.weekdays.length;
  const height = Math.min(TALLEST_ROW, CELLS.height / picture.rows.length);
  const { look } = pen;
  const name = { size: TEXT.small, smallest: 22, colour: look.muted };
  picture.weekdays.forEach((text, day) => {
    const x = CELLS.x + (day + 0.5) * width;
    write(pen, { ...name, text, x, y: CELLS.y - 14, weight: 600, align: 'center', width });
  });
  picture.rows.forEach(({ label, cells }, hour) => {
    const y = CELLS.y + hour * height;
    write(pen, { ...name, text: label, x: MIDDLE.x, y: y + height / 2 + 9, width: LABELS_WIDTH - 8 });
    cells.forEach((cell, day) => {
      const box = { x: CELLS.x + day * width, y, width: width - GAP, height: height - GAP };
      drawCell(pen, { cell, box });
    });
  });
}

function drawCell(pen: Pen, { cell, box }: { cell: HoursPictureCell | null; box: Box }): void {
  const { context, look } = pen;
  const ground = cell === null ? look.panel : heatColour(look, cell.heat);
  const [left, top] = [Math.round(box.x), Math.round(box.y)];
  context.fillStyle = ground;
  context.fillRect(left, top, Math.round(box.x + box.width) - left, Math.round(box.y + box.height) - top);
  if (cell === null) return;
  const ink = { y: box.y + box.height / 2 + 9, colour: inkOn(ground), smallest: 18 };
  write(pen, { ...ink, text: cell.rate, x: box.x + 9, size: 27, weight: 700, width: box.width * 0.55 });
  const right = { x: box.x + box.width - 9, align: 'right' } as const;
  write(pen, { ...ink, ...right, text: cell.n, size: 23, width: box.width * 0.4 });
}
