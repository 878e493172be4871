import { type CatalogPicture, LOSS, type Stretch } from '#engine/index.ts';
import type { Pen } from '../pen.ts';
import type { Box } from '../shapes.ts';
import { resultColour } from '../theme.ts';

/**
 * Wins stand on the line, the taller the sooner; losses hang from it; what was not played is a dot on it.
 * The blocks that are shown as candles above lie on a lighter ground.
 */
export function drawStrip(pen: Pen, { picture, box }: { picture: CatalogPicture; box: Box }): void {
  const { strip, depth, chart } = picture;
  if (strip.kind === 'shares') drawShares(pen, { stretches: strip.stretches, box });
  else drawResults(pen, { results: strip.results, depth, shown: chart.cycles.length, box });
}

/** The part of the height that stands above the line. */
const ABOVE = 0.64;
const WIDEST = 26;

function drawResults(
  pen: Pen,
  { results, depth, shown, box }: { results: readonly number[]; depth: number; shown: number; box: Box },
): void {
  const { context, look } = pen;
  const pitch = Math.min(WIDEST, box.width / Math.max(1, results.length));
  const width = Math.max(2, Math.round(pitch * 0.72));
  const line = Math.round(box.y + box.height * ABOVE);
  context.fillStyle = look.grid;
  if (shown < results.length) {
    const from = Math.round(box.x + (results.length - shown) * pitch) - 2;
    context.fillRect(from, box.y - 6, Math.round(shown * pitch) + 2, box.height + 12);
  }
  baseline(pen, { box, line });
  results.forEach((result, index) => {
    const x = Math.round(box.x + index * pitch);
    context.fillStyle = resultColour(look, result);
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

function drawShares(pen: Pen, { stretches, box }: { stretches: readonly Stretch[]; box: Box }): void {
  const { context, look } = pen;
  const pitch = box.width / stretches.length;
  const width = Math.max(2, Math.round(pitch) - 2);
  const mostLoss = Math.max(0, ...stretches.map(({ loss }) => loss));
  const mostWins = Math.max(0, ...stretches.map(({ wins }) => wins.reduce((sum, share) => sum + share, 0)));
  const unit = (box.height - 3) / Math.max(0.01, mostLoss + mostWins);
  const line = Math.round(box.y + mostWins * unit);
  baseline(pen, { box, line });
  stretches.forEach(({ wins, loss }, index) => {
    const x = Math.round(box.x + index * pitch);
    let won = 0;
    wins.forEach((share, level) => {
      const bottom = Math.round(line - won * unit);
      won += share;
      context.fillStyle = resultColour(look, level);
      context.fillRect(x, Math.round(line - won * unit), width, bottom - Math.round(line - won * unit));
    });
    context.fillStyle = resultColour(look, LOSS);
    context.fillRect(x, line + 3, width, Math.round(loss * unit));
  });
}

function baseline({ context, look }: Pen, { box, line }: { box: Box; line: number }): void {
  context.fillStyle = look.muted;
  context.fillRect(box.x, line, box.width, 2);
}
