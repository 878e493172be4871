import type { CatalogPicture } from '#engine/index.ts';
import { drawAcrossAxis, drawUpAxis } from '../axes.ts';
import { drawBackground } from '../frame.ts';
import type { Pen } from '../pen.ts';
import { widthOf, write } from '../text.ts';
import { TEXT } from '../theme.ts';
import { drawCandles } from './candles.ts';
import { drawCycles } from './cycles.ts';
import { drawFooter, drawHeader, drawVerdict } from './header.ts';
import { catalogLayout } from './layout.ts';
import { drawLegend } from './legend.ts';
import { type Plot, plotOf } from './plot.ts';
import { drawStrip } from './strip.ts';

/** A catalog: the figure and its worth, the latest blocks candle by candle, all of them as a strip. */
export function drawCatalog(pen: Pen, picture: CatalogPicture): void {
  const { price } = picture.chart;
  const labels = Math.max(0, ...price.ticks.map(({ label }) => widthOf(pen, { text: label, size: TEXT.small })));
  const plot = plotOf(picture.chart, { box: catalogLayout(picture).chart, labels });
  drawAround(pen, picture);
  drawAxes(pen, { picture, plot });
  drawInside(pen, { picture, plot });
}

/** Everything around the candles, on a fresh background. */
export function drawAround(pen: Pen, picture: CatalogPicture): void {
  const { look } = pen;
  const layout = catalogLayout(picture);
  drawBackground(pen);
  drawHeader(pen, { picture, box: layout.header });
  drawVerdict(pen, { picture, box: layout.verdict });
  drawLegend(pen, { entries: picture.legend, box: layout.legend, columns: layout.legendColumns });
  const caption = {
    size: TEXT.small,
    smallest: 22,
    colour: look.muted,
    x: layout.caption.x,
    width: layout.caption.width,
  };
  write(pen, { ...caption, text: picture.shown, y: layout.caption.y + 28 });
  write(pen, { ...caption, text: picture.whole, y: layout.strip.y + 26 });
  const box = { ...layout.strip, y: layout.strip.y + 42, height: layout.strip.height - 42 };
  drawStrip(pen, { picture, box });
  drawFooter(pen, { picture, box: layout.footer });
}

/** Block lines under the candles, so that no candle is hidden. */
export function drawInside(pen: Pen, { picture, plot }: { picture: CatalogPicture; plot: Plot }): void {
  drawCycles(pen, { cycles: picture.chart.cycles, plot, lane: catalogLayout(picture).badges });
  drawCandles(pen, { chart: picture.chart, plot });
}

function drawAxes(pen: Pen, { picture, plot }: { picture: CatalogPicture; plot: Plot }): void {
  const { area } = plot;
  const { times, price } = picture.chart;
  const across = times.map(({ slot, label }) => ({ at: (plot.xAt(slot + 0.5) - area.x) / area.width, label }));
  const up = price.ticks.map((tick) => ({ at: 1 - (plot.yAt(tick.price) - area.y) / area.height, label: tick.label }));
  drawAcrossAxis(pen, { area, ticks: across });
  drawUpAxis(pen, { area, ticks: up });
}
