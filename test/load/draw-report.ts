import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { registerFonts } from '#io/charts/fonts.ts';
import { showNumber } from '../support/draw-table.ts';
import type { Details } from './report.ts';
import type { Sample } from './watch-house.ts';

const SIZE = { width: 1_200, height: 900 };
const COLOURS = ['#2f6fed', '#1a9850', '#d73027', '#7b4fa3'];
const INK = '#222222';
const PALE = '#dddddd';
const FONT = '15px Inter';
const MARGIN = { left: 90, right: 40 };

interface Line {
  readonly name: string;
  readonly points: readonly (readonly [number, number])[];
}

interface Panel {
  readonly title: string;
  readonly top: number;
  readonly height: number;
  readonly lines: readonly Line[];
  readonly x: { readonly place: (value: number) => number; readonly ticks: readonly (readonly [number, string])[] };
}

/** Times at every percentile, the house's memory, and what waited, as PNG. */
export function drawReport({ title, times, samples }: { title: string } & Details): Buffer {
  registerFonts();
  const canvas = createCanvas(SIZE.width, SIZE.height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, SIZE.width, SIZE.height);
  context.fillStyle = INK;
  context.font = '600 22px Inter';
  context.fillText(title, MARGIN.left, 40);
  const curves = Object.entries(times).map(([name, { curve }]) => ({
    ...{ name, points: curve.map(({ percentile, ms }) => [tail(percentile), ms] as const) },
  }));
  const over = (name: string, value: (sample: Sample) => number): Line => ({
    ...{ name, points: samples.map((sample) => [sample.second, value(sample)] as const) },
  });
  const lastSecond = samples.at(-1)?.second ?? 1;
  const bySecond = {
    place: (second: number) => second / lastSecond,
    ticks: [0, 0.25, 0.5, 0.75, 1].map((share) => [share * lastSecond, `${Math.round(share * lastSecond)} s`] as const),
  };
  const roles = [...new Set(samples.flatMap(({ footprints }) => footprints.map(({ name }) => name)))];
  const memory = roles.map((role) =>
    over(role, ({ footprints }) => footprints.find(({ name }) => name === role)?.resident ?? 0),
  );
  drawPanel(context, {
    ...{ title: 'milliseconds from due to answered, by percentile', top: 80, height: 300, lines: curves },
    x: { place: (at) => at / tail(100), ticks: [50, 90, 99, 99.9, 100].map((one) => [tail(one), `p${one}`] as const) },
  });
  drawPanel(context, { title: 'resident memory, MB', top: 450, height: 160, lines: memory, x: bySecond });
  drawPanel(context, {
    ...{ title: 'waiting', top: 680, height: 160, x: bySecond },
    lines: [
      over('updates', ({ openUpdates }) => openUpdates),
      over('questions', ({ openRequests }) => openRequests),
      over('messages', ({ openOutbox }) => openOutbox),
    ],
  });
  return canvas.toBuffer('image/png');
}

/** Each nine of a percentile takes as much room as the one before. */
function tail(percentile: number): number {
  return -Math.log10(Math.max(1e-4, 1 - percentile / 100));
}

function drawPanel(context: SKRSContext2D, { title, top, height, lines, x }: Panel): void {
  const width = SIZE.width - MARGIN.left - MARGIN.right;
  const most = Math.max(1, ...lines.flatMap(({ points }) => points.map(([, value]) => value)));
  const left = (value: number) => MARGIN.left + x.place(value) * width;
  const up = (value: number) => top + height - (value / most) * height;
  context.font = FONT;
  context.lineWidth = 1;
  for (const share of [0, 0.5, 1]) {
    context.strokeStyle = PALE;
    stroke(context, [
      [MARGIN.left, up(share * most)],
      [MARGIN.left + width, up(share * most)],
    ]);
    context.fillStyle = INK;
    context.textAlign = 'right';
    context.fillText(showNumber(share * most), MARGIN.left - 10, up(share * most) + 5);
  }
  context.textAlign = 'center';
  for (const [value, name] of x.ticks) context.fillText(name, left(value), top + height + 22);
  context.textAlign = 'left';
  context.fillText(title, MARGIN.left, top - 12);
  for (const [number, { name, points }] of lines.entries()) {
    const colour = COLOURS[number % COLOURS.length] as string;
    context.fillStyle = colour;
    context.fillText(name, MARGIN.left + 460 + number * 160, top - 12);
    context.strokeStyle = colour;
    context.lineWidth = 2;
    stroke(
      context,
      points.map(([at, value]) => [left(at), up(value)] as const),
    );
  }
}

function stroke(context: SKRSContext2D, points: readonly (readonly [number, number])[]): void {
  context.beginPath();
  for (const [across, down] of points) context.lineTo(across, down);
  context.stroke();
}
