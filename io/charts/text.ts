import type { Pen } from './pen.ts';
import { FONT_FAMILY } from './theme.ts';

export interface Text {
  readonly text: string;
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly size: number;
  /** Of the shipped ones; 400 when not given. */
  readonly weight?: 400 | 600 | 700;
  readonly colour: string;
  readonly align?: 'left' | 'center' | 'right';
  /** Text that is wider gets smaller, down to `smallest` (the size when not given), then loses its end to "…". */
  readonly width: number;
  readonly smallest?: number;
}

/** Writes one line and returns how wide it became. */
export function write(
  { context }: Pick<Pen, 'context'>,
  { text, x, y, colour, align = 'left', ...style }: Text,
): number {
  const fit = fitted(context, { text, weight: 400, smallest: style.size, ...style });
  context.fillStyle = colour;
  context.textAlign = align;
  context.textBaseline = 'alphabetic';
  context.fillText(fit.text, x, y);
  return fit.width;
}

/** How wide a line is when it may be as wide as it likes. */
export function widthOf(
  { context }: Pick<Pen, 'context'>,
  { text, size, weight = 400 }: Pick<Text, 'text' | 'size' | 'weight'>,
): number {
  context.font = fontOf({ size, weight });
  return context.measureText(text).width;
}

function fontOf({ size, weight }: { size: number; weight: number }): string {
  return `${weight} ${size}px ${FONT_FAMILY}`;
}

/** Leaves the font on the context that the text is to be drawn with. */
function fitted(
  context: Pen['context'],
  { text, size, weight, width, smallest }: Required<Pick<Text, 'text' | 'size' | 'weight' | 'width' | 'smallest'>>,
): { text: string; width: number } {
  context.font = fontOf({ size, weight });
  const wanted = context.measureText(text).width;
  if (wanted <= width) return { text, width: wanted };
  context.font = fontOf({ size: Math.max(smallest, Math.floor((size * width) / wanted)), weight });
  return cut(context, { text, width });
}

/** The longest beginning that fits, by halving. */
function cut(
  context: Pen['context'],
  { text, width }: { text: string; width: number },
): { text: string; width: number } {
  const whole = context.measureText(text).width;
  if (whole <= width) return { text, width: whole };
  const letters = Array.from(text);
  const beginning = (length: number) => `${letters.slice(0, length).join('').trimEnd()}…`;
  let fits = 0;
  let fails = letters.length;
  while (fails - fits > 1) {
    const middle = (fits + fails) >> 1;
    if (context.measureText(beginning(middle)).width <= width) fits = middle;
    else fails = middle;
  }
  return { text: beginning(fits), width: context.measureText(beginning(fits)).width };
}
