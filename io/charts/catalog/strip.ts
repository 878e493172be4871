import { type CatalogPicture, LOSS, type Stretch } from '#engine/index.ts';
import type { Box } from '../shapes.ts';
import type { Context } from '../text.ts';
import { COLOUR, resultColour } from '../theme.ts';

/**
 * Wins stand on the line, the taller the sooner; losses hang from it; what was not played is a dot on it.
 * The blocks that are shown as candles above lie on a lighter ground.
 */
export function drawStrip(context: Context, { picture, box }: { picture: CatalogPicture; box: Box }): void {
  const { strip, depth, chart } = picture;
  if (strip.kind === 'shares') drawShares(context, { stretches: strip.stretches, box });
  else drawResults(context, { results: strip.results, depth, shown: chart.cycles.length, box });
}

/** The part of the height that stands above the line. */
const ABOVE = 0.64;
const WIDEST = 26;

function drawResults(
  context: Context,
  { results, depth, shown, box }: { results: readonly number[]; depth: number; shown: number; box: Box },
): void {
  const pitch = Math.min(WIDEST, box.width / Math.max(1, results.length));
  const width = Math.max(2, Math.round(pitch * 0.72));
  const line = Math.round(box.y + box.height * ABOVE);
  context.fillStyle = COLOUR.grid;
  if (shown < results.length) {
    const from = Math.round(box.x + (results.length - shown) * pitch) - 2;
    context.fillRect(from, box.y - 6, Math.round(shown * pitch) + 2, box.height + 12);
  }
  baseline(context, { box, line });
  results.forEach((result, index) => {
    const x = Math.round(box.x + index * pitch);
    context.fillStyle = resultColour(result);
    if (result < LOSS) {
      const height = Math.round((line - box.y) * (1 - result / (depth + 1)));
      context.fillRect(x, line - height, width, height);
    } else if (result === LOSS) {
      context.fillRect(x, line + 3, width, box.y + box.height - line - 3);
    } else {
      context.fillRect(x, line - 2, width, 7);
    }
  });
}

function drawShares(context: Context, { stretches, box }: { stretches: readonly Stretch[]; box: Box }): void {
  const pitch = box.width / stretches.length;
  const width = Math.max(2, Math.round(pitch) - 2);
  const mostLoss = Math.max(0, ...stretches.map(({ loss }) => loss));
  const mostWins = Math.max(0, ...stretches.map(({ wins }) => wins.reduce((sum, share) => sum + share, 0)));
  const unit = (box.height - 3) / Math.max(0.01, mostLoss + mostWins);
  const line = Math.round(box.y + mostWins * unit);
  baseline(context, { box, line });
  stretches.forEach(({ wins, loss }, index) => {
    const x = Math.round(box.x + index * pitch);
    let won = 0;
    wins.forEach((share, level) => {
      const bottom = Math.round(line - won * unit);
      won += share;
      context.fillStyle = resultColour(level);
      context.fillRect(x, Math.round(line - won * unit), width, bottom - Math.round(line - won * unit));
    });
    context.fillStyle = resultColour(LOSS);
    context.fillRect(x, line + 3, width, Math.round(loss * unit));
  });
}

function baseline(context: Context, { box, line }: { box: Box; line: number }): void {
  context.fillStyle = COLOUR.muted;
  context.fillRect(box.x, line, box.width, 2);
}
