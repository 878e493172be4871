import { DOJI, GREEN, MISSING, RED, type Strategy } from '#engine/index.ts';

export interface LoopTask {
  readonly colours: Uint8Array;
  /** Number of the first candle, counted from 1970. */
  readonly startPlace: number;
  readonly depth: number;
  readonly rows: readonly Strategy[];
}

/** What everybody writes first: row after row, block after block, colour after colour. [win0 …, loss, doji, no signal] */
export function loopCounts({ colours, startPlace, depth, rows }: LoopTask): Record<string, number[]> {
  const rowById = new Map(rows.map((row) => [row.id, row]));
  return Object.fromEntries(
    rows.map((row) => {
      const counts = new Array<number>(depth + 4).fill(0);
      const confirming = row.confirm === undefined ? undefined : rowById.get(row.confirm);
      for (let start = -(startPlace % row.block); start < colours.length; start += row.block) {
        const place = outcomeOf({ colours, start, depth, row, confirming });
        if (place >= 0) counts[place]!++;
      }
      return [row.id, counts];
    }),
  );
}

interface Block {
  readonly colours: Uint8Array;
  readonly start: number;
  readonly depth: number;
  readonly row: Strategy;
  readonly confirming: Strategy | undefined;
}

/** Where the block is counted, −1 for nowhere. */
function outcomeOf({ colours, start, depth, row, confirming }: Block): number {
  for (let level = 0; level <= depth; level++) {
    if ((colours[start + row.levels[level]!] ?? MISSING) === MISSING) return -1;
  }
  const way = wayOf(row, { colours, start });
  const confirmed = confirming ? wayOf(confirming, { colours, start }) : way;
  if (way < 0 || confirmed < 0) return -1;
  if (way === DOJI || confirmed === DOJI) return depth + 2;
  if (way === 0 || way !== confirmed) return depth + 3;
  for (let level = 0; level <= depth; level++) {
    const follows = row.rule === 'same_per_level' ? colours[start + row.reads[level]!] : way;
    if (colours[start + row.levels[level]!] === follows) return level;
  }
  return depth + 1;
}

/** GREEN or RED, 0 without a signal, DOJI if one was read, −1 if a candle is missing. */
function wayOf({ reads, rule }: Strategy, { colours, start }: { colours: Uint8Array; start: number }): number {
  let [greens, reds, dojis] = [0, 0, 0];
  for (const position of reads) {
    const colour = colours[start + position] ?? MISSING;
    if (colour === MISSING) return -1;
    if (colour === GREEN) greens++;
    else if (colour === RED) reds++;
    else dojis++;
  }
  if (dojis > 0) return DOJI;
  if (rule === 'same_per_level') return colours[start + reads[0]!]!;
  if (rule === 'majority') return greens === reds ? 0 : greens > reds ? GREEN : RED;
  if (rule === 'minority') return greens === reds ? 0 : greens > reds ? RED : GREEN;
  if (greens > 0 && reds > 0) return 0;
  const isTurned = rule === 'opposite' || rule === 'equal_opposite';
  return greens > 0 === isTurned ? RED : GREEN;
}
