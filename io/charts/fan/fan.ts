import type { FanChart, FanPicture } from '#engine/index.ts';
import { drawAcrossAxis, drawUpAxis } from '../axes.ts';
import { type Curve, drawCurves } from '../curves.ts';
import { drawFrame, MIDDLE } from '../frame.ts';
import type { Pen } from '../pen.ts';
import { type Box, roundBox } from '../shapes.ts';
import { widthOf, write } from '../text.ts';
import { TEXT } from '../theme.ts';

/** Both charts are as wide as the amounts right of them leave room. */
const BANKROLL = { x: MIDDLE.x, y: 306, height: 420 };
const DRAWDOWN = { x: MIDDLE.x, y: 838, height: 200 };
const MOST_ROOM = MIDDLE.width / 3;
/** Bands in the heat scale: the further from the middle of the paths, the nearer to its even cell. */
const BETTER = { outer: 5, inner: 7 } as const;
const WORSE = { outer: 3, inner: 1 } as const;

interface Band {
  readonly outer: number;
  readonly inner: number;
}

/** A thousand futures of a bankroll: where most of them run, and under it how far they fall from their best. */
export function drawFan(pen: Pen, picture: FanPicture): void {
  drawFrame(pen, picture);
  drawKey(pen, picture);
  const { bankroll, drawdown, across } = picture;
  const width = MIDDLE.width - roomFor(pen, [...bankroll.ticks, ...drawdown.ticks]);
  drawChart(pen, { chart: bankroll, across, area: { ...BANKROLL, width }, band: BETTER });
  drawStart(pen, { area: { ...BANKROLL, width }, at: bankroll.startAt });
  drawChart(pen, { chart: drawdown, across, area: { ...DRAWDOWN, width }, band: WORSE });
}

function roomFor(pen: Pen, ticks: FanChart['ticks']): number {
  const widths = ticks.map(({ label }) => widthOf(pen, { text: label, size: TEXT.small }));
  return Math.min(MOST_ROOM, Math.ceil(Math.max(0, ...widths)) + 14);
}

function drawChart(
  pen: Pen,
  { chart, across, area, band }: { chart: FanChart; across: FanPicture['across']; area: Box; band: Band },
): void {
  const { look } = pen;
  const title = {
    x: area.x,
    y: area.y - 16,
    size: TEXT.small,
    weight: 600,
    colour: look.text,
    width: area.width,
  } as const;
  write(pen, { ...title, text: chart.title, smallest: 22 });
  drawUpAxis(pen, { area, ticks: chart.ticks });
  drawAcrossAxis(pen, { area, ticks: across });
  drawCurves(pen, { area, curves: curvesOf(pen, { chart, band }) });
}

/** Two bands, the wider under the narrower, and the middle of the paths over both. */
function curvesOf({ look }: Pen, { chart, band }: { chart: FanChart; band: Band }): Curve[] {
  const [worst = [], low = [], middle = [], high = [], best = []] = chart.lines;
  const edge = (points: readonly number[], place: number): Curve => ({
    points,
    width: 0,
    colour: look.heat[place] ?? look.panel,
  });
  // Chart.js paints the last of its list first.
  return [
    { points: middle, width: 4, colour: look.text },
    { ...edge(low, band.inner), fillTo: 1 },
    edge(high, band.inner),
    { ...edge(worst, band.outer), fillTo: 1 },
    edge(best, band.outer),
  ];
}

/** Dashes where the bankroll began. */
function drawStart({ context, look }: Pen, { area, at }: { area: Box; at: number }): void {
  const y = Math.round(yOf(area, at));
  context.fillStyle = look.mark;
  const right = area.x + area.width;
  for (let x = area.x; x < right; x += 24) context.fillRect(x, y - 1, Math.min(14, right - x), 3);
}

function drawKey(pen: Pen, { outer, inner, middle, start }: FanPicture): void {
  const { context, look } = pen;
  const band = (place: number) => (box: Box) =>
    roundBox(pen, { box, radius: 6, colour: look.heat[place] ?? look.panel });
  const stroke = (colour: string) => (box: Box) => {
    context.fillStyle = colour;
    context.fillRect(box.x, box.y + 11, box.width, 4);
  };
  const entries = [
    { text: outer, draw: band(BETTER.outer) },
    { text: inner, draw: band(BETTER.inner) },
    { text: middle, draw: stroke(look.text) },
    { text: start, draw: stroke(look.mark) },
  ];
  const style = { size: TEXT.small, smallest: 22, colour: look.muted, y: 235 };
  let x = MIDDLE.x;
  entries.forEach(({ text, draw }, index) => {
    draw({ x, y: 212, width: 30, height: 26 });
    const left = MIDDLE.x + MIDDLE.width - x - 42;
    // Each leaves its fair share to those that follow.
    const width = left / (1 + 0.6 * (entries.length - 1 - index));
    x += 42 + write(pen, { ...style, text, x: x + 42, width }) + 30;
  });
}

function yOf(area: Box, share: number): number {
  return area.y + (1 - share) * area.height;
}
