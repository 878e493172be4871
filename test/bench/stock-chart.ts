import type { Chart, ChartConfiguration, Plugin } from 'chart.js';
import { ChartJSNodeCanvas } from 'chartjs-node-canvas';
import type { CatalogPicture } from '#engine/index.ts';
import { drawAround, drawInside } from '#io/charts/catalog/catalog.ts';
import { catalogLayout } from '#io/charts/catalog/layout.ts';
import type { Plot } from '#io/charts/catalog/plot.ts';
import { registerFonts } from '#io/charts/fonts.ts';
import type { Pen } from '#io/charts/pen.ts';
import { FONT_FAMILY, type Look, lookOf, MARGIN, SIZE, TEXT } from '#io/charts/theme.ts';

/** The same picture the way most programs draw one: its axes and its canvas by Chart.js, its PNG by the canvas. */
export function drawByChartJs(picture: CatalogPicture): Promise<Buffer> {
  registerFonts();
  renderer ??= new ChartJSNodeCanvas(SIZE);
  return renderer.renderToBuffer(catalogChart(picture, lookOf('dark')) as ChartConfiguration);
}

let renderer: ChartJSNodeCanvas | undefined;

function catalogChart(picture: CatalogPicture, look: Look): ChartConfiguration<'scatter'> {
  const { chart } = catalogLayout(picture);
  const { price, times } = picture.chart;
  const to = picture.chart.slots;
  const from = Math.min(0, to - 40);
  const font = { family: FONT_FAMILY, size: TEXT.small };
  const ticks = { color: look.muted, font, padding: 8, autoSkip: false, maxRotation: 0 };
  const grid = { color: look.grid, drawTicks: false };
  return {
    type: 'scatter',
    data: { datasets: [] },
    plugins: [painter(picture, look)],
    options: {
      events: [],
      devicePixelRatio: 1,
      layout: {
        padding: { left: MARGIN, right: MARGIN - 12, top: chart.y, bottom: SIZE.height - chart.y - chart.height },
      },
      plugins: { legend: { display: false }, tooltip: { enabled: false } },
      scales: {
        x: {
          type: 'linear',
          min: from,
          max: to,
          border: { color: look.grid },
          grid,
          ticks: {
            ...ticks,
            callback: (at, index) => (Number(at) < from + EDGE * (to - from) ? '' : times[index]?.label),
          },
          afterBuildTicks: (axis) => {
            axis.ticks = times.map(({ slot }) => ({ value: slot + 0.5 }));
          },
        },
        y: {
          type: 'linear',
          position: 'right',
          min: price.low,
          max: price.high,
          border: { display: false },
          grid,
          ticks: { ...ticks, callback: (_value, index) => price.ticks[index]?.label ?? '' },
          afterBuildTicks: (axis) => {
            axis.ticks = price.ticks.map((tick) => ({ value: tick.price }));
          },
        },
      },
    },
  };
}

/** This far from the left edge, as a share of the width, half a label would hang over it. */
const EDGE = 0.035;

function painter(picture: CatalogPicture, look: Look): Plugin<'scatter'> {
  return {
    id: 'catalog',
    beforeDraw: (chart) => drawAround(penOf(chart, look), picture),
    beforeDatasetsDraw: (chart) => {
      drawInside(penOf(chart, look), { picture, plot: plotOf(chart) });
    },
  };
}

function penOf({ ctx }: Chart, look: Look): Pen {
  return { context: ctx as unknown as Pen['context'], look };
}

function plotOf({ chartArea, scales }: Chart): Plot {
  const { left, top, width, height } = chartArea;
  return {
    area: { x: left, y: top, width, height },
    xAt: (slot) => scales.x?.getPixelForValue(slot) ?? left,
    yAt: (price) => scales.y?.getPixelForValue(price) ?? top,
  };
}
