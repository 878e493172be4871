import type { CatalogPicture } from '#engine/index.ts';
import { drawBackground } from '../frame.ts';
import type { Pen } from '../pen.ts';
import { write } from '../text.ts';
import { TEXT } from '../theme.ts';
import { drawCandles } from './candles.ts';
import { drawCycles } from './cycles.ts';
import { drawFooter, drawHeader, drawVerdict } from './header.ts';
import { catalogLayout } from './layout.ts';
import { drawLegend } from './legend.ts';
import type { Plot } from './plot.ts';
import { drawStrip } from './strip.ts';

/** Everything around the candles, on a fresh background. */
export function drawAround(pen: Pen, picture: CatalogPicture): void {
  const { look } = pen;
  const layout = catalogLayout(picture);
  drawBackground(pen);
  drawHeader(pen, { picture, box: layout.header });
  drawVerdict(pen, { picture, box: layout.verdict });
  drawLegend(pen, { entries: picture.legend, box: layout.legend, columns: layout.legendColumns });
  const caption = { size: TEXT.small, colour: look.muted, x: layout.caption.x, width: layout.caption.width };
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
