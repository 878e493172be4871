import type { SKRSContext2D } from '@napi-rs/canvas';
import { FONT_FAMILY, TEXT } from './theme.ts';

export type Context = SKRSContext2D;

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
  /** Text that is wider gets smaller, then loses its end to "…". */
  readonly width: number;
}

/** Writes one line and returns how wide it became. */
export function write(
  context: Context,
  { text, x, y, size, weight = 400, colour, align = 'left', width }: Text,
): number {
  const fit = fitted(context, { text, size, weight, width });
  context.fillStyle = colour;
  context.textAlign = align;
  context.textBaseline = 'alphabetic';
  context.fillText(fit.text, x, y);
  return fit.width;
}

export function fontOf({ size, weight }: { size: number; weight: number }): string {
  return `${weight} ${size}px ${FONT_FAMILY}`;
}

/** Down to this share of its size a text shrinks before it is cut. */
const SMALLEST_SHARE = 0.8;

function fitted(
  context: Context,
  { text, size, weight, width }: { text: string; size: number; weight: number; width: number },
): { text: string; width: number } {
  context.font = fontOf({ size, weight });
  const wanted = context.measureText(text).width;
  if (wanted <= width) return { text, width: wanted };
  const smaller = Math.max(
    Math.floor((size * width) / wanted),
    Math.min(size, TEXT.small),
    Math.ceil(size * SMALLEST_SHARE),
  );
  context.font = fontOf({ size: smaller, weight });
  return cut(context, { letters: Array.from(text), width });
}

/** The longest beginning that fits, by halving. */
function cut(
  context: Context,
  { letters, width }: { letters: string[]; width: number },
): { text: string; width: number } {
  const whole = context.measureText(letters.join('')).width;
  if (whole <= width) return { text: letters.join(''), width: whole };
  let fits = 0;
  let fails = letters.length;
  while (fails - fits > 1) {
    const middle = (fits + fails) >> 1;
    if (context.measureText(`${letters.slice(0, middle).join('')}…`).width <= width) fits = middle;
    else fails = middle;
  }
  const text = `${letters.slice(0, fits).join('').trimEnd()}…`;
  return { text, width: context.measureText(text).width };
}
