import type { Chart, ChartConfiguration, Plugin } from 'chart.js';
import type { CatalogPicture } from '#engine/index.ts';
import { axisLook } from '../frame.ts';
import { penOf } from '../pen.ts';
import { type Look, MARGIN, SIZE } from '../theme.ts';
import { catalogLayout } from './layout.ts';
import { drawAround, drawInside } from './parts.ts';
import { type Plot, slotRange } from './plot.ts';

/** The catalog as Chart.js knows it: its scales, grid and axis labels; the rest is drawn on the same canvas. */
export function catalogChart(picture: CatalogPicture, look: Look): ChartConfiguration<'scatter'> {
  const { chart } = catalogLayout(picture);
  const { price, times } = picture.chart;
  const { from, to } = slotRange(picture.chart);
  const { grid, ...axis } = axisLook(look);
  const ticks = { ...axis.ticks, autoSkip: false, maxRotation: 0 };
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

function plotOf({ chartArea, scales }: Chart): Plot {
  const { left, top, width, height } = chartArea;
  return {
    area: { x: left, y: top, width, height },
    xAt: (slot) => scales.x?.getPixelForValue(slot) ?? left,
    yAt: (price) => scales.y?.getPixelForValue(price) ?? top,
  };
}
