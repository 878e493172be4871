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

/**
 * A palette from the colours that fill most of the rows (null: one that is not looked at), with the `exact` ones (0xRRGGBB) among them.
 *
 * By frequency, never in order of appearance: the soft edges of a title would use up the palette before the
 * first bar is reached. Shape: no two exact colours may share a bucket, or the later one replaces the earlier.
 */
export function paletteOf(rows: readonly (Uint32Array | null)[], exact: readonly number[]): Palette {
  const { counts, samples, buckets } = census(rows);
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
    const isNew = distance > CLOSE && colours.length < MOST_COLOURS;
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

function census(rows: readonly (Uint32Array | null)[]): Census {
  const found = { counts: new Uint32Array(BUCKETS), samples: new Uint32Array(BUCKETS), buckets: [] };
  for (const row of rows) {
    if (row !== null) countRow(row, found);
  }
  return found;
}

/** Most of a picture is stretches of one colour: each is counted at once. */
function countRow(row: Uint32Array, { counts, samples, buckets }: Census): void {
  let at = 0;
  while (at < row.length) {
    const word = row[at] as number;
    const start = at;
    do at++;
    while (at < row.length && row[at] === word);
    const bucket = bucketOf(word);
    if (counts[bucket] === 0) {
      buckets.push(bucket);
      samples[bucket] = word;
    }
    counts[bucket] = (counts[bucket] as number) + at - start;
  }
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
