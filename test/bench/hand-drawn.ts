import { createCanvas } from '@napi-rs/canvas';
import type { CatalogPicture } from '#engine/index.ts';
import { catalogLayout } from '#io/charts/catalog/layout.ts';
import { drawAround, drawInside } from '#io/charts/catalog/parts.ts';
import { type Plot, slotRange } from '#io/charts/catalog/plot.ts';
import { registerFonts } from '#io/charts/fonts.ts';
import { encodeIndexedPng } from '#io/charts/indexed-png.ts';
import type { Pen } from '#io/charts/pen.ts';
import { write } from '#io/charts/text.ts';
import { exactColours, lookOf, SIZE, TEXT } from '#io/charts/theme.ts';

/** The same picture without any chart library: what Chart.js costs is the difference. */
export function drawByHand(picture: CatalogPicture): Uint8Array {
  registerFonts();
  const canvas = createCanvas(SIZE.width, SIZE.height);
  const look = lookOf('dark');
  const pen = { context: canvas.getContext('2d'), look };
  const plot = plotOf(picture);
  drawAround(pen, picture);
  drawAxes(pen, { picture, plot });
  drawInside(pen, { picture, plot });
  return encodeIndexedPng({ ...SIZE, pixels: canvas.data() }, { exact: exactColours(look) });
}

function plotOf(picture: CatalogPicture): Plot {
  const { x, y, width, height } = catalogLayout(picture).chart;
  const area = { x, y, width: width - 96, height: height - 44 };
  const { from, to } = slotRange(picture.chart);
  const { low, high } = picture.chart.price;
  return {
    area,
    xAt: (slot) => area.x + ((slot - from) / (to - from)) * area.width,
    yAt: (price) => area.y + ((high - price) / (high - low)) * area.height,
  };
}

function drawAxes(pen: Pen, { picture, plot }: { picture: CatalogPicture; plot: Plot }): void {
  const { area } = plot;
  const { context, look } = pen;
  const bottom = area.y + area.height;
  for (const { slot, label } of picture.chart.times) {
    const x = plot.xAt(slot + 0.5);
    context.fillStyle = look.grid;
    context.fillRect(x, area.y, 1, area.height);
    const text = { text: label, size: TEXT.small, colour: look.muted, width: 200, align: 'center' } as const;
    write(pen, { ...text, x, y: bottom + 34 });
  }
  for (const { price, label } of picture.chart.price.ticks) {
    const y = plot.yAt(price);
    context.fillStyle = look.grid;
    context.fillRect(area.x, y, area.width, 1);
    const text = { text: label, size: TEXT.small, colour: look.muted, width: 100 };
    write(pen, { ...text, x: area.x + area.width + 8, y: y + 10 });
  }
}
