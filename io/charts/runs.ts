import type { Bitmap } from './bitmap.ts';

/** A picture as stretches of one colour, row by row: most of it is ground, so there are few. */
export interface Runs {
  /** Of each stretch, its pixel word 0xAABBGGRR and how many pixels it is long; no stretch goes on in the next row. */
  readonly words: Uint32Array;
  readonly lengths: Uint32Array;
  /** How many stretches there are; the arrays are longer. */
  readonly count: number;
  /** Whether a row is like the one above. Such a row has no stretches. */
  readonly isRepeated: readonly boolean[];
}

/** Valid until the next call. */
export function runsOf({ width, height, pixels }: Bitmap): Runs {
  const { buffer, byteOffset } = pixels.byteOffset % 4 === 0 ? pixels : pixels.slice();
  const bytes = Buffer.from(buffer, byteOffset, 4 * width * height);
  const picture = new Uint32Array(buffer, byteOffset, width * height);
  if (words.length < picture.length) {
    words = new Uint32Array(picture.length);
    lengths = new Uint32Array(picture.length);
  }
  let count = 0;
  const isRepeated = Array.from({ length: height }, (_, y) => {
    const start = width * y;
    const end = start + width;
    if (y > 0 && bytes.compare(bytes, 4 * (start - width), 4 * start, 4 * start, 4 * end) === 0) return true;
    for (let at = start; at < end; count++) {
      const word = picture[at] as number;
      const from = at;
      do at++;
      while (at < end && picture[at] === word);
      words[count] = word;
      lengths[count] = at - from;
    }
    return false;
  });
  return { words, lengths, count, isRepeated };
}

/** Ten megabytes that every picture of a thread uses again: new ones for each would cost as much as drawing it. */
let words = new Uint32Array(0);
let lengths = new Uint32Array(0);
