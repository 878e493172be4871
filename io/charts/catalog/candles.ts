import type { CandleChart, PictureCandle } from '#engine/index.ts';
import type { Pen } from '../pen.ts';
import type { Plot } from './plot.ts';

/** Candles in three strokes of the brush, one a colour: thousands of single ones would cost more than the rest. */
export function drawCandles(pen: Pen, { chart, plot }: { chart: CandleChart; plot: Plot }): void {
  const { context, look } = pen;
  drawBreaks(pen, { chart, plot });
  const looks = [
    { colour: look.up, candles: chart.candles.filter(({ open, close }) => close > open) },
    { colour: look.down, candles: chart.candles.filter(({ open, close }) => close < open) },
    { colour: look.muted, candles: chart.candles.filter(({ open, close }) => close === open) },
  ];
  for (const { colour, candles } of looks) {
    context.fillStyle = colour;
    context.beginPath();
    for (const candle of candles) addCandle(pen, { candle, plot });
    context.fill();
  }
}

/** Wick and body on whole pixels, so that they stay sharp. A doji is a thin line. */
function addCandle({ context }: Pen, { candle, plot }: { candle: PictureCandle; plot: Plot }): void {
  const left = Math.round(plot.xAt(candle.slot));
  const width = Math.max(3, Math.round(plot.xAt(candle.slot + 1)) - left - 2);
  const middle = left + Math.floor(width / 2);
  const [high, low] = [Math.round(plot.yAt(candle.high)), Math.round(plot.yAt(candle.low))];
  const top = Math.round(plot.yAt(Math.max(candle.open, candle.close)));
  const bottom = Math.round(plot.yAt(Math.min(candle.open, candle.close)));
  context.rect(middle - 1, high, 2, Math.max(1, low - high));
  context.rect(left, top, width, Math.max(2, bottom - top));
}

/** A closure of the market, left out: a dotted line in its place. */
function drawBreaks({ context, look }: Pen, { chart, plot }: { chart: CandleChart; plot: Plot }): void {
  context.fillStyle = look.muted;
  for (const slot of chart.breaks) {
    const x = Math.round((plot.xAt(slot) + plot.xAt(slot + 1)) / 2);
    for (let y = plot.area.y; y < plot.area.y + plot.area.height; y += 12) context.fillRect(x - 1, y, 2, 4);
  }
}
