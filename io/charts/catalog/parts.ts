import type { CatalogPicture } from '#engine/index.ts';
import { type Context, write } from '../text.ts';
import { COLOUR, SIZE, TEXT } from '../theme.ts';
import { drawCandles } from './candles.ts';
import { drawCycles } from './cycles.ts';
import { drawFooter, drawHeader, drawVerdict } from './header.ts';
import { catalogLayout } from './layout.ts';
import { drawLegend } from './legend.ts';
import type { Plot } from './plot.ts';
import { drawStrip } from './strip.ts';

/** Everything around the candles, on a fresh background. */
export function drawAround(context: Context, picture: CatalogPicture): void {
  const layout = catalogLayout(picture);
  context.fillStyle = COLOUR.background;
  context.fillRect(0, 0, SIZE.width, SIZE.height);
  drawHeader(context, { picture, box: layout.header });
  drawVerdict(context, { picture, box: layout.verdict });
  drawLegend(context, { entries: picture.legend, box: layout.legend, columns: layout.legendColumns });
  const caption = { size: TEXT.small, colour: COLOUR.muted, x: layout.caption.x, width: layout.caption.width };
  write(context, { ...caption, text: picture.shown, y: layout.caption.y + 28 });
  write(context, { ...caption, text: picture.whole, y: layout.strip.y + 26 });
  const box = { ...layout.strip, y: layout.strip.y + 42, height: layout.strip.height - 42 };
  drawStrip(context, { picture, box });
  drawFooter(context, { picture, box: layout.footer });
}

/** Block lines under the candles, so that no candle is hidden. */
export function drawInside(context: Context, { picture, plot }: { picture: CatalogPicture; plot: Plot }): void {
  drawCycles(context, { cycles: picture.chart.cycles, plot, lane: catalogLayout(picture).badges });
  drawCandles(context, { chart: picture.chart, plot });
}
