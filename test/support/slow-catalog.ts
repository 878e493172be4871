import type { Reading, Strategy } from '#engine/index.ts';

export interface SlowCatalog {
  /** G, R, D, or _ for a missing candle. */
  readonly colours: string;
  /** Candles from the start of a block to the first letter. */
  readonly offset: number;
  readonly strategy: Strategy;
  /** The row of strategy.confirm, if it has one. */
  readonly confirming: Strategy | null;
  readonly depth: number;
  readonly reading: Reading;
}

type Letter = 'G' | 'R' | 'D';

/**
 * The rules once more, in the plainest words and with nothing of the engine: block after block, letter after letter.
 * Gives the codes of the complete cycles, oldest first.
 */
export function slowCodes(catalog: SlowCatalog): string[] {
  const { colours, offset, strategy } = catalog;
  const codes: string[] = [];
  for (let block = 0; block * strategy.block < offset + colours.length; block++) {
    const letterAt = (position: number) => colours[block * strategy.block + position - offset] ?? '_';
    const code = slowCode(letterAt, catalog);
    if (code !== null) codes.push(code);
  }
  return codes;
}

function slowCode(letterAt: (position: number) => string, catalog: SlowCatalog): string | null {
  const { strategy, confirming, depth, reading } = catalog;
  const levels = strategy.levels.slice(0, depth + 1);
  const needed = [...strategy.reads, ...(confirming?.reads ?? []), ...levels];
  if (needed.some((position) => letterAt(position) === '_')) return null;

  const reads = strategy.reads.map(letterAt) as Letter[];
  const otherReads = (confirming?.reads ?? []).map(letterAt) as Letter[];
  if (reading.dojiRead === 'cancel' && [...reads, ...otherReads].includes('D')) return 'D';
  const direction = slowDirection(strategy.rule, { reads, reading });
  const confirmed = confirming ? slowDirection(confirming.rule, { reads: otherReads, reading }) : direction;
  if (direction === null || confirmed !== direction) return 'N';

  for (const [level, position] of levels.entries()) {
    const read = reads[level];
    const follows = strategy.rule === 'same_per_level' ? (read === 'D' ? 'R' : read) : direction;
    const letter = letterAt(position);
    if (letter === 'D' && reading.dojiEntry === 'void') return 'V';
    if (letter === follows) return level === 0 ? 'W' : `G${level}`;
  }
  return 'H';
}

function slowDirection(
  rule: string,
  { reads, reading }: { reads: readonly Letter[]; reading: Reading },
): 'G' | 'R' | null {
  const letters = reads.map((letter) => (letter === 'D' && reading.dojiRead === 'red' ? 'R' : letter));
  const greens = letters.filter((letter) => letter === 'G').length;
  const reds = letters.filter((letter) => letter === 'R').length;
  const all = letters.length;
  const skipsUnanimous = reading.unanimous === 'skip' && (greens === 0 || reds === 0);
  const more = greens > reds ? 'G' : 'R';
  const less = greens > reds ? 'R' : 'G';

  if (rule === 'majority') return greens === reds || skipsUnanimous ? null : more;
  if (rule === 'minority') return greens === reds || skipsUnanimous ? null : less;
  if (rule === 'minority_if_middle') return greens === reds || skipsUnanimous || letters[1] !== less ? null : less;
  if (rule === 'same_per_level') return letters.includes('D') ? null : (letters[0] as 'G' | 'R');
  if (greens !== all && reds !== all) return null;
  return rule === 'opposite' || rule === 'equal_opposite' ? less : more;
}
