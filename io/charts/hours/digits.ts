import { type Canvas, createCanvas } from '@napi-rs/canvas';
import type { Pen } from '../pen.ts';
import { write } from '../text.ts';

export interface Digits {
  /** Digits and little else: `93`, `1.204`. */
  readonly text: string;
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly size: number;
  readonly weight: 400 | 700;
  readonly colour: string;
}

/**
 * Writes numbers without the soft edges of letters, each digit on whole pixels. A wall of three hundred numbers on nine
 * grounds is half as many bytes this way, and at the size of a telephone nobody sees the difference.
 */
export function writeDigits({ context }: Pen, { text, x, y, ...style }: Digits): void {
  const step = Math.round(style.size * STEP);
  let at = x;
  for (const letter of text) {
    context.drawImage(stampOf(letter, style), at, y - style.size);
    at += letter >= '0' && letter <= '9' ? step : Math.round(step / 2);
  }
}

/** Width of a digit for its size. */
const STEP = 0.65;
const HALF_COVERED = 128;

const stamps = new Map<string, Canvas>();

/** A few dozen in all: ten digits, two sizes, black and white. */
function stampOf(letter: string, { size, weight, colour }: Omit<Digits, 'text' | 'x' | 'y'>): Canvas {
  const key = `${letter} ${size} ${weight} ${colour}`;
  const known = stamps.get(key);
  if (known !== undefined) return known;
  const side = Math.ceil(size * 1.3);
  const stamp = createCanvas(side, side);
  const context = stamp.getContext('2d');
  write({ context }, { text: letter, x: 0, y: size, size, weight, colour, width: side });
  const image = context.getImageData(0, 0, side, side);
  for (let alpha = 3; alpha < image.data.length; alpha += 4) {
    image.data[alpha] = image.data[alpha]! < HALF_COVERED ? 0 : 255;
  }
  context.putImageData(image, 0, 0);
  stamps.set(key, stamp);
  return stamp;
}
