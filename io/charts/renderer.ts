import { createCanvas } from '@napi-rs/canvas';
import type { ChartConfiguration } from 'chart.js';
import { ChartJSNodeCanvas } from 'chartjs-node-canvas';
import type { Picture, Theme } from '#engine/index.ts';
import { catalogChart } from './catalog/chart.ts';
import { registerFonts } from './fonts.ts';
import { encodeIndexedPng } from './indexed-png.ts';
import type { Pen } from './pen.ts';
import { drawRanking } from './ranking/ranking.ts';
import { exactColours, type Look, lookOf, SIZE } from './theme.ts';

// A new kind of picture, in three steps:
// 1. engine/pictures/NAME.ts: `NAMEPicture` (plain data with a `kind`) and its maker. Every text arrives finished, in
//    the person's words, numbers and clock, and goes through label(). Add it to the union in picture.ts.
// 2. io/charts/NAME/: draws it with a Pen. Its colours come from `pen.look` and nowhere else, so that both themes
//    work. Shared: frame.ts (title, footer with the risk line), axes.ts, shapes.ts (badge, arrow, box), text.ts (one line that
//    fits its width), heat.ts (colours of cells and their scale), theme.ts (sizes of text).
// 3. A line in pixelsOf() below: charted() for what has Chart.js axes, painted() for what is all our own.
// Then test/support/sample-picture.ts gets a sample of it: themes, size, margins and speed are tested for all samples.

/**
 * A picture as PNG, 1080 × 1200, within this thread: some 10 ms of it.
 *
 * @NOTE Native bitmaps are freed by finalizers that need a turn of the event loop. Whoever renders many in a row
 * must let one pass between two (setImmediate), or memory grows by gigabytes.
 */
export function renderPng(picture: Picture, theme: Theme): Uint8Array {
  registerFonts();
  const look = lookOf(theme);
  return encodeIndexedPng({ ...SIZE, pixels: pixelsOf(picture, look) }, { exact: exactColours(look) });
}

function pixelsOf(picture: Picture, look: Look): Uint8Array {
  switch (picture.kind) {
    case 'catalog':
      return charted(catalogChart(picture, look));
    case 'ranking':
      return painted(look, (pen) => drawRanking(pen, picture));
  }
}

/** Chart.js on a Skia canvas, made at the first picture. */
export function chartCanvas(): ChartJSNodeCanvas {
  registerFonts();
  renderer ??= new ChartJSNodeCanvas(SIZE);
  return renderer;
}

let renderer: ChartJSNodeCanvas | undefined;

function charted(chart: unknown): Uint8Array {
  return chartCanvas().renderToBufferSync(chart as ChartConfiguration, 'raw' as 'image/png');
}

function painted(look: Look, paint: (pen: Pen) => void): Uint8Array {
  const canvas = createCanvas(SIZE.width, SIZE.height);
  paint({ context: canvas.getContext('2d'), look });
  return canvas.data();
}
