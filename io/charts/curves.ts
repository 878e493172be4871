import { createCanvas, ImageData } from '@napi-rs/canvas';
import type { ChartConfiguration } from 'chart.js';
import { ChartJSNodeCanvas } from 'chartjs-node-canvas';
import type { Pen } from './pen.ts';
import type { Box } from './shapes.ts';

/** A curve over the width of its area: shares of the height, 0 at the bottom, at even distances. */
export interface Curve {
  readonly points: readonly number[];
  /** How thick its line is, in pixels; 0 for none. */
  readonly width: number;
  readonly colour: string;
  /** Fills the space up to the curve that stands so many places further on in the list. */
  readonly fillTo?: number;
}

/** Curves and the bands between them, drawn by Chart.js into an area of the picture. */
export function drawCurves({ context }: Pen, { area, curves }: { area: Box; curves: readonly Curve[] }): void {
  const size = { width: Math.round(area.width), height: Math.round(area.height) };
  const pixels = plotter(size).renderToBufferSync(chartOf(curves), 'raw' as 'image/png');
  const layer = createCanvas(size.width, size.height);
  // Straight onto the picture the empty pixels would wipe out what is under them.
  layer.getContext('2d').putImageData(new ImageData(new Uint8ClampedArray(pixels), size.width, size.height), 0, 0);
  context.drawImage(layer, area.x, area.y);
}

/** A new plotter registers all of Chart.js anew, so a few sizes are kept; labels of other widths make other sizes. */
const plotters = new Map<string, ChartJSNodeCanvas>();
const MOST_PLOTTERS = 8;

function plotter(size: { width: number; height: number }): ChartJSNodeCanvas {
  const key = `${size.width}×${size.height}`;
  let found = plotters.get(key);
  if (found === undefined) {
    found = new ChartJSNodeCanvas({ ...size, backgroundColour: 'transparent' });
    const oldest = plotters.keys().next().value;
    if (plotters.size >= MOST_PLOTTERS && oldest !== undefined) plotters.delete(oldest);
    plotters.set(key, found);
  }
  return found;
}

function chartOf(curves: readonly Curve[]): ChartConfiguration<'line', { x: number; y: number }[]> {
  return {
    type: 'line',
    data: {
      datasets: curves.map(({ points, width, colour, fillTo }) => ({
        data: points.map((y, place) => ({ x: place, y })),
        borderColor: colour,
        backgroundColor: colour,
        borderWidth: width,
        pointRadius: 0,
        fill: fillTo === undefined ? false : `+${fillTo}`,
      })),
    },
    options: {
      animation: false,
      responsive: false,
      layout: { padding: 0, autoPadding: false },
      plugins: { legend: { display: false }, tooltip: { enabled: false } },
      scales: {
        x: { type: 'linear', display: false, min: 0, max: Math.max(1, (curves[0]?.points.length ?? 1) - 1) },
        y: { type: 'linear', display: false, min: 0, max: 1 },
      },
    },
  };
}
