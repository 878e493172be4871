import type { CatalogPicture } from '#engine/index.ts';
import type { Box } from '../shapes.ts';
import { MARGIN, SIZE } from '../theme.ts';

/** Where the parts of a catalog picture stand, top to bottom. The legend takes what it needs, the candles the rest. */
export interface CatalogLayout {
  readonly header: Box;
  readonly verdict: Box;
  readonly legend: Box;
  readonly legendColumns: number;
  readonly caption: Box;
  readonly badges: Box;
  /** Candles with both axes. */
  readonly chart: Box;
  readonly strip: Box;
  readonly footer: Box;
}

const MOST_LEGEND_COLUMNS = 6;
const LEGEND_ROW = 68;
const HEADER = across(30, 206);
const VERDICT = across(250, 60);
const LEGEND_TOP = 324;
const STRIP = across(956, 136);
const FOOTER = across(1104, 76);

export function catalogLayout({ legend: entries }: CatalogPicture): CatalogLayout {
  const rows = Math.max(1, Math.ceil(entries.length / MOST_LEGEND_COLUMNS));
  const legend = across(LEGEND_TOP, rows * LEGEND_ROW);
  const caption = across(bottomOf(legend) + 10, 38);
  const badges = across(bottomOf(caption) + 8, 68);
  const chart = across(bottomOf(badges), STRIP.y - 10 - bottomOf(badges));
  const legendColumns = Math.max(1, Math.ceil(entries.length / rows));
  return {
    header: HEADER,
    verdict: VERDICT,
    legend,
    legendColumns,
    caption,
    badges,
    chart,
    strip: STRIP,
    footer: FOOTER,
  };
}

/** A box from margin to margin. */
function across(y: number, height: number): Box {
  return { x: MARGIN, y, width: SIZE.width - 2 * MARGIN, height };
}

function bottomOf({ y, height }: Box): number {
  return y + height;
}
