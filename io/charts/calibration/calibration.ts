import type { CalibrationPicture, CalibrationPoint } from '#engine/index.ts';
import { drawAcrossAxis, drawUpAxis } from '../axes.ts';
import { drawEmpty, drawFrame, MIDDLE } from '../frame.ts';
import type { Pen } from '../pen.ts';
import type { Box } from '../shapes.ts';
import { write } from '../text.ts';
import { resultColour, TEXT } from '../theme.ts';

/** Right of it stand the percentages. */
const AREA: Box = { x: MIDDLE.x, y: 308, width: MIDDLE.width - 104, height: 660 };
const LARGEST = 18;
const SMALLEST = 8;

/** What was told across, what came upwards; the larger a point, the more cycles are behind it. */
export function drawCalibration(pen: Pen, picture: CalibrationPicture): void {
  drawFrame(pen, picture);
  const { look } = pen;
  const words = { x: AREA.x, size: TEXT.small, smallest: 22, colour: look.text, weight: 600 } as const;
  drawKey(pen, picture);
  write(pen, { ...words, text: picture.came, y: AREA.y - 22, width: AREA.width });
  write(pen, { ...words, text: picture.told, y: AREA.y + AREA.height + 84, width: AREA.width });
  drawUpAxis(pen, { area: AREA, ticks: picture.ticks });
  drawAcrossAxis(pen, { area: AREA, ticks: picture.ticks });
  drawDiagonal(pen, AREA);
  for (const point of picture.points) drawPoint(pen, point);
  if (picture.points.length === 0) drawEmpty(pen, { text: picture.empty, box: AREA });
}

function drawDiagonal({ context, look }: Pen, { x, y, width, height }: Box): void {
  context.strokeStyle = look.mark;
  context.lineWidth = 3;
  context.setLineDash([14, 10]);
  context.beginPath();
  context.moveTo(x, y + height);
  context.lineTo(x + width, y);
  context.stroke();
  context.setLineDash([]);
}

function drawPoint(pen: Pen, { told, came, low, high, weight }: CalibrationPoint): void {
  const [x, y] = [AREA.x + told * AREA.width, yOf(came)];
  drawBone(pen, { x, fromY: yOf(high), toY: yOf(low) });
  drawDisc(pen, { x, y, radius: SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(weight) });
}

function drawBone({ context, look }: Pen, { x, fromY, toY }: { x: number; fromY: number; toY: number }): void {
  context.fillStyle = look.text;
  context.fillRect(x - 2, fromY, 4, toY - fromY);
  for (const y of [fromY, toY]) context.fillRect(x - 9, y - 2, 18, 4);
}

function drawDisc({ context, look }: Pen, { x, y, radius }: { x: number; y: number; radius: number }): void {
  for (const [colour, size] of [
    [look.background, radius + 3],
    [resultColour(look, 1), radius],
  ] as const) {
    context.fillStyle = colour;
    context.beginPath();
    context.arc(x, y, size, 0, 2 * Math.PI);
    context.fill();
  }
}

function drawKey(pen: Pen, { point, interval, equal }: CalibrationPicture): void {
  const { context, look } = pen;
  const entries = [
    { text: point, draw: (x: number) => drawDisc(pen, { x: x + 15, y: 225, radius: 12 }) },
    { text: interval, draw: (x: number) => drawBone(pen, { x: x + 15, fromY: 211, toY: 239 }) },
    {
      text: equal,
      draw: (x: number) => {
        context.fillStyle = look.mark;
        for (const at of [0, 17]) context.fillRect(x + at, 223, 13, 4);
      },
    },
  ];
  const style = { size: TEXT.small, smallest: 22, colour: look.muted, y: 235 };
  let x = MIDDLE.x;
  entries.forEach(({ text, draw }, index) => {
    draw(x);
    const left = MIDDLE.x + MIDDLE.width - x - 42;
    // Each leaves its fair share to those that follow.
    const width = left / (1 + 0.6 * (entries.length - 1 - index));
    x += 42 + write(pen, { ...style, text, x: x + 42, width }) + 36;
  });
}

function yOf(share: number): number {
  return AREA.y + (1 - share) * AREA.height;
}
