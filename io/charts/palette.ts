import type { Runs } from './runs.ts';

/** At most 256 colours and, for every pixel, which of them it becomes. */
export interface Palette {
  /** Three bytes a colour. */
  readonly rgb: Uint8Array;
  /** The palette index for a pixel word 0xAABBGGRR. */
  indexOf(word: number): number;
}

/** Colours that agree in the upper five bits of red, green and blue share a bucket. */
const BUCKETS = 1 << 15;
const MOST_COLOURS = 256;
/** Nearer than this to a more frequent colour (of 442 from black to white), nobody sees the difference. */
const CLOSE = 16;
/** Nor twice as far on the edges of letters: colours of so few pixels. Fewer shades make a picture a tenth smaller. */
const CLOSE_ON_EDGES = 32;
const EDGE_PIXELS = 500;

/**
 * A palette from the colours that fill most of the picture, with the `exact` ones (0xRRGGBB) among them.
 *
 * By frequency, never in order of appearance: the soft edges of a title would use up the palette before the
 * first bar is reached. Shape: no two exact colours may share a bucket, or the later one replaces the earlier.
 */
export function paletteOf(runs: Runs, exact: readonly number[]): Palette {
  const { counts, samples, buckets } = census(runs);
  const colours = exact.map(wordOf);
  const indexes = new Uint8Array(BUCKETS);
  colours.forEach((word, index) => {
    indexes[bucketOf(word)] = index;
  });
  const reserved = new Set(colours.map(bucketOf));
  const rest = buckets.filter((bucket) => !reserved.has(bucket));
  rest.sort((a, b) => (counts[b] as number) - (counts[a] as number));
  for (const bucket of rest) {
    const sample = samples[bucket] as number;
    const { index, distance } = nearest(colours, sample);
    const close = (counts[bucket] as number) < EDGE_PIXELS ? CLOSE_ON_EDGES : CLOSE;
    const isNew = distance > close && colours.length < MOST_COLOURS;
    indexes[bucket] = isNew ? colours.push(sample) - 1 : index;
  }
  return {
    rgb: Uint8Array.from(colours.flatMap((word) => [red(word), green(word), blue(word)])),
    indexOf: (word) => indexes[bucketOf(word)] as number,
  };
}

interface Census {
  /** Pixels in each bucket. */
  readonly counts: Uint32Array;
  /** The first colour seen in each bucket. */
  readonly samples: Uint32Array;
  /** The buckets that are not empty. */
  readonly buckets: number[];
}

function census({ words, lengths, count }: Runs): Census {
  const counts = new Uint32Array(BUCKETS);
  const samples = new Uint32Array(BUCKETS);
  const buckets: number[] = [];
  for (let run = 0; run < count; run++) {
    const word = words[run] as number;
    const bucket = bucketOf(word);
    if (counts[bucket] === 0) {
      buckets.push(bucket);
      samples[bucket] = word;
    }
    counts[bucket] = (counts[bucket] as number) + (lengths[run] as number);
  }
  return { counts, samples, buckets };
}

function nearest(colours: readonly number[], word: number): { index: number; distance: number } {
  let index = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at < colours.length; at++) {
    const other = colours[at] as number;
    const square = (red(word) - red(other)) ** 2 + (green(word) - green(other)) ** 2 + (blue(word) - blue(other)) ** 2;
    if (square >= least) continue;
    least = square;
    index = at;
  }
  return { index, distance: Math.sqrt(least) };
}

function bucketOf(word: number): number {
  return ((word & 0xf8) << 7) | ((word >> 6) & 0x3e0) | ((word >> 19) & 0x1f);
}

function wordOf(rgb: number): number {
  return (((rgb & 0xff) << 16) | (rgb & 0xff00) | (rgb >> 16)) >>> 0;
}

function red(word: number): number {
  return word & 0xff;
}

function green(word: number): number {
  return (word >> 8) & 0xff;
}

function blue(word: number): number {
  return (word >> 16) & 0xff;
}
