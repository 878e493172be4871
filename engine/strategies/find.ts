import { nearest } from '../nearest.ts';
import type { Timeframe } from '../timeframe.ts';
import type { Strategy } from './strategy.ts';
import { following, STRATEGIES } from './table.ts';

/** A strategy's name as a person or the table spells it, on one timeframe. */
export interface StrategyName {
  readonly timeframe: Timeframe;
  readonly name: string;
}

/** The rows of one timeframe, in the order of the table. */
export function strategiesOf(timeframe: Timeframe): readonly Strategy[] {
  return STRATEGIES.filter((strategy) => strategy.timeframe === timeframe);
}

/**
 * Finds a row by id, name or alias; upper or lower case, accents, spaces, dashes and underscores make no difference.
 * `MINORIA(N)` and `MINORIA(N,e)` exist for every N and e a block has room for: the last N candles vote, the entry is
 * candle e of the next block.
 */
export function findStrategy({ timeframe, name }: StrategyName): Strategy | null {
  const wanted = plainName(name);
  return (
    strategiesOf(timeframe).find((strategy) => spellings(strategy).includes(wanted)) ??
    minorityOf({ timeframe, wanted })
  );
}

/** Up to three ids most like a name that was not found. */
export function nearestStrategies({ timeframe, name }: StrategyName): string[] {
  const idBySpelling = new Map(
    strategiesOf(timeframe).flatMap((strategy) => spellings(strategy).map((spelling) => [spelling, strategy.id])),
  );
  const near = nearest({ typed: plainName(name), words: [...idBySpelling.keys()], limit: 12 });
  return [...new Set(near.map((spelling) => idBySpelling.get(spelling)!))].slice(0, 3);
}

// Every word somebody types is compared with all of them.
const SPELLINGS = new Map(STRATEGIES.map((row) => [row, [row.id, row.name, ...row.aliases].map(plainName)]));

function spellings(strategy: Strategy): readonly string[] {
  return SPELLINGS.get(strategy) ?? [];
}

/** The name without what people spell differently; a dash joins words, elsewhere it is a sign. */
function plainName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\p{M}\s_]|(?<=[\p{L}\p{N}\p{M}])-/gu, '')
    .toLowerCase();
}

function minorityOf({ timeframe, wanted }: { timeframe: Timeframe; wanted: string }): Strategy | null {
  const [, voters, entry = '0'] = /^minori(?:a|ty)\(([1-9])(?:,([0-9]))?\)$/.exec(wanted) ?? [];
  const block = strategiesOf(timeframe)[0]!.block;
  const count = Number(voters);
  const entryPosition = Number(entry);
  if (voters === undefined || count > block || entryPosition >= block) return null;
  return {
    id: entryPosition === 0 ? `MINORIA(${count})` : `MINORIA(${count},${entryPosition})`,
    timeframe,
    name: entryPosition === 0 ? `Minoria ${count}` : `Minoria ${count}, vela ${entryPosition + 1}`,
    aliases: [],
    block,
    reads: Array.from({ length: count }, (_, place) => block - count + place),
    levels: following(block + entryPosition),
    rule: 'minority',
    version: 1,
  };
}
