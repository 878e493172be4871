import { createCanvas } from '@napi-rs/canvas';
import type { CatalogPicture } from '#engine/index.ts';
import { catalogLayout } from '#io/charts/catalog/layout.ts';
import { drawAround, drawInside } from '#io/charts/catalog/parts.ts';
import { type Plot, slotRange } from '#io/charts/catalog/plot.ts';
import { registerFonts } from '#io/charts/fonts.ts';
import { encodeIndexedPng } from '#io/charts/indexed-png.ts';
import { type Context, write } from '#io/charts/text.ts';
import { COLOUR, EXACT_COLOURS, SIZE, TEXT } from '#io/charts/theme.ts';

/** The same picture without any chart library: what Chart.js costs is the difference. */
export function drawByHand(picture: CatalogPicture): Uint8Array {
  registerFonts();
  const canvas = createCanvas(SIZE.width, SIZE.height);
  const context = canvas.getContext('2d');
  const plot = plotOf(picture);
  drawAround(context, picture);
  drawAxes(context, { picture, plot });
  drawInside(context, { picture, plot });
  return encodeIndexedPng({ ...SIZE, pixels: canvas.data() }, { exact: EXACT_COLOURS });
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

function drawAxes(context: Context, { picture, plot }: { picture: CatalogPicture; plot: Plot }): void {
  const { area } = plot;
  const bottom = area.y + area.height;
  for (const { slot, label } of picture.chart.times) {
    const x = plot.xAt(slot + 0.5);
    context.fillStyle = COLOUR.grid;
    context.fillRect(x, area.y, 1, area.height);
    const text = { text: label, size: TEXT.small, colour: COLOUR.muted, width: 200, align: 'center' } as const;
    write(context, { ...text, x, y: bottom + 34 });
  }
  for (const { price, label } of picture.chart.price.ticks) {
    const y = plot.yAt(price);
    context.fillStyle = COLOUR.grid;
    context.fillRect(area.x, y, area.width, 1);
    const text = { text: label, size: TEXT.small, colour: COLOUR.muted, width: 100 };
    write(context, { ...text, x: area.x + area.width + 8, y: y + 10 });
  }
}
