import type { Chart, ChartConfiguration, Plugin } from 'chart.js';
import type { RankingPicture } from '#engine/index.ts';
import type { Box } from '../shapes.ts';
import type { Context } from '../text.ts';
import { COLOUR, FONT_FAMILY, MARGIN, resultColour, SIZE, TEXT } from '../theme.ts';
import { drawAround, drawRow, LIST } from './parts.ts';

/** Every picture has room for five rows; a shorter list leaves the rest empty. */
const ROWS = [0, 1, 2, 3, 4];
const BAR_HEIGHT = 34;

/** The top list as Chart.js knows it: stacked bars from 0 to 100 %; names and figures are drawn around them. */
export function rankingChart(picture: RankingPicture): ChartConfiguration<'bar'> {
  const bars = (share: 'first' | 'gales', result: number) => ({
    data: picture.rows.map((row) => row[share]),
    backgroundColor: resultColour(result),
    barThickness: BAR_HEIGHT,
  });
  const font = { family: FONT_FAMILY, size: TEXT.small };
  return {
    type: 'bar',
    data: { labels: ROWS, datasets: [bars('first', 0), bars('gales', 1)] },
    plugins: [painter(picture)],
    options: {
      indexAxis: 'y',
      events: [],
      devicePixelRatio: 1,
      layout: { padding: { left: MARGIN, right: MARGIN, top: LIST.y, bottom: SIZE.height - LIST.y - LIST.height } },
      plugins: { legend: { display: false }, tooltip: { enabled: false } },
      scales: {
        x: {
          stacked: true,
          min: 0,
          max: 1,
          border: { display: false },
          grid: { color: COLOUR.grid, drawTicks: false },
          ticks: {
            color: COLOUR.muted,
            font,
            align: 'inner',
            padding: 8,
            stepSize: 0.25,
            callback: (share) => `${100 * Number(share)}%`,
          },
        },
        y: { stacked: true, display: false },
      },
    },
  };
}

function painter(picture: RankingPicture): Plugin<'bar'> {
  return {
    id: 'ranking',
    beforeDraw: ({ ctx }) => drawAround(ctx as unknown as Context, picture),
    afterDatasetsDraw: (chart) => {
      picture.rows.forEach((row, index) => {
        drawRow(chart.ctx as unknown as Context, { row, place: index + 1, bar: barBox(chart, index) });
      });
    },
  };
}

/** The whole width of a bar's track, filled or not. */
function barBox({ chartArea, scales }: Chart, index: number): Box {
  const middle = scales.y?.getPixelForValue(index) ?? chartArea.top;
  return { x: chartArea.left, y: Math.round(middle - BAR_HEIGHT / 2), width: chartArea.width, height: BAR_HEIGHT };
}
