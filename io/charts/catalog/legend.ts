import type { LegendEntry } from '#engine/index.ts';
import type { Pen } from '../pen.ts';
import { type Box, badge } from '../shapes.ts';
import { write } from '../text.ts';
import { TEXT } from '../theme.ts';

/** Badge, count and name of every result. */
export function drawLegend(
  pen: Pen,
  { entries, box, columns }: { entries: readonly LegendEntry[]; box: Box; columns: number },
): void {
  const { look } = pen;
  const rows = Math.ceil(entries.length / columns);
  const cell = { width: box.width / columns, height: box.height / Math.max(1, rows) };
  entries.forEach(({ result, code, label, count }, index) => {
    const x = box.x + (index % columns) * cell.width;
    const y = box.y + Math.floor(index / columns) * cell.height;
    badge(pen, { box: { x, y: y + 8, width: 50, height: 52 }, result, code });
    const text = { x: x + 60, width: cell.width - 74 };
    write(pen, { ...text, text: String(count), y: y + 31, size: 34, weight: 700, colour: look.text });
    write(pen, { ...text, smallest: 22, text: label, y: y + 62, size: TEXT.small, colour: look.muted });
  });
}
