import type { ChartConfiguration } from 'chart.js';
import { ChartJSNodeCanvas } from 'chartjs-node-canvas';
import type { Picture } from '#engine/index.ts';
import { catalogChart } from './catalog/chart.ts';
import { registerFonts } from './fonts.ts';
import { encodeIndexedPng } from './indexed-png.ts';
import { rankingChart } from './ranking/chart.ts';
import { EXACT_COLOURS, SIZE } from './theme.ts';

/**
 * A picture as PNG, 1080 × 1200, within this thread: some 10 ms of it.
 *
 * @NOTE Native bitmaps are freed by finalizers that need a turn of the event loop. Whoever renders many in a row
 * must let one pass between two (setImmediate), or memory grows by gigabytes.
 */
export function renderPng(picture: Picture): Uint8Array {
  const pixels = canvas().renderToBufferSync(chartOf(picture), 'raw' as 'image/png');
  return encodeIndexedPng({ ...SIZE, pixels }, { exact: EXACT_COLOURS });
}

export function chartOf(picture: Picture): ChartConfiguration {
  return picture.kind === 'catalog' ? (catalogChart(picture) as ChartConfiguration) : rankingChart(picture);
}

/** Chart.js on a Skia canvas, made at the first picture. */
export function canvas(): ChartJSNodeCanvas {
  registerFonts();
  renderer ??= new ChartJSNodeCanvas(SIZE);
  return renderer;
}

let renderer: ChartJSNodeCanvas | undefined;
