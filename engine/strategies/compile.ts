import { DOJI, MISSING, RED } from '../candle.ts';
import { CANCELED, INCOMPLETE, LOSS, NO_SIGNAL, VOID } from '../catalog/cycle.ts';
import { AppError } from '../errors.ts';
import { findStrategy } from './find.ts';
import { readColour, type Signal, signalOf } from './rule.ts';
import { maxDepth, type Reading, type Strategy } from './strategy.ts';

/** A row, how to read it, and how deep to play it. */
export interface Play {
  readonly strategy: Strategy;
  readonly depth: number;
  readonly reading: Reading;
}

/** A play made ready to run over colour codes: what the candles read say is one look-up. */
export interface CompiledPlay extends Play {
  /** Positions read, those of a confirming row included; ascending. */
  readonly reads: readonly number[];
  /** Positions of the entry and of each gale down to the depth. */
  readonly levels: readonly number[];
  /** Both of them, ascending: every candle the play concerns. */
  readonly positions: readonly number[];
  /** Candles from the start of the block to the last one concerned. */
  readonly span: number;
  /** By key of the colours read (two bits a candle, the first read lowest): a Signal, or MISSING. */
  readonly signals: Uint8Array;
}

/** Where a play stands: the block starts at colours[start]; outside the array no candle exists. */
export interface Place {
  readonly colours: Uint8Array;
  readonly start: number;
}

/** Each row is compiled once for each way to play it; a row that is let go takes its plays along. */
const compiledPlays = new WeakMap<Strategy, Map<string, CompiledPlay>>();

/** Errors: BAD_INPUT for a depth the strategy is not defined for. */
export function compile(play: Play): CompiledPlay {
  const { strategy, depth, reading } = play;
  const plays = compiledPlays.get(strategy) ?? new Map<string, CompiledPlay>();
  compiledPlays.set(strategy, plays);
  const key = [depth, reading.dojiRead, reading.unanimous, reading.dojiEntry].join(' ');
  const compiled = plays.get(key) ?? compileAnew({ strategy, depth, reading });
  plays.set(key, compiled);
  return compiled;
}

function compileAnew(play: Play): CompiledPlay {
  const { strategy, depth } = play;
  if (!Number.isInteger(depth) || depth < 0 || depth > maxDepth(strategy)) {
    throw new AppError('BAD_INPUT', {
      message: `Strategy "${strategy.id}" has no depth "${depth}".`,
      remedy: `Choose a depth from 0 to ${maxDepth(strategy)}.`,
    });
  }
  const confirming = confirmingRow(strategy);
  const reads = ascending([...strategy.reads, ...(confirming?.reads ?? [])]);
  const levels = strategy.levels.slice(0, depth + 1);
  const signals = new Uint8Array(4 ** reads.length);
  for (let key = 0; key < signals.length; key++) {
    const colourAt = new Map(reads.map((position, place) => [position, (key >> (2 * place)) & 3]));
    if ([...colourAt.values()].includes(MISSING)) continue;
    const signalFrom = (row: Strategy) =>
      signalOf({ rule: row.rule, colours: row.reads.map((at) => colourAt.get(at)!), reading: play.reading });
    signals[key] = confirming ? agreed(signalFrom(strategy), signalFrom(confirming)) : signalFrom(strategy);
  }
  const positions = ascending([...reads, ...levels]);
  return { ...play, reads, levels, positions, span: positions.at(-1)! + 1, signals };
}

/** What the candles read say at this place: a Signal, or MISSING while one of them does not exist. */
export function signalAt({ reads, signals }: CompiledPlay, { colours, start }: Place): number {
  let key = 0;
  for (let place = 0; place < reads.length; place++) key |= (colours[start + reads[place]!] ?? MISSING) << (2 * place);
  return signals[key]!;
}

/** How the cycle of the block at this place ended: a code of cycle.ts, INCOMPLETE if any candle it needs is missing. */
export function outcomeAt(play: CompiledPlay, place: Place): number {
  const { levels } = play;
  const { colours, start } = place;
  const signal = signalAt(play, place);
  if (signal === MISSING) return INCOMPLETE;
  for (const position of levels) if ((colours[start + position] ?? MISSING) === MISSING) return INCOMPLETE;
  if (signal > RED) return signal;
  for (let level = 0; level < levels.length; level++) {
    const colour = colours[start + levels[level]!]!;
    if (colour === DOJI && play.reading.dojiEntry === 'void') return VOID;
    if (colour === directionAt(play, { place, signal, level })) return level;
  }
  return LOSS;
}

/** A table of 4⁸ outcomes is 64 kB and fits the cache; larger ones cost more to build than they save. */
const MAX_TABLE_CANDLES = 8;

const outcomeTables = new WeakMap<CompiledPlay, Uint8Array>();

/** By key of the colours at the play's positions: the outcome. null when the play concerns too many candles. */
export function outcomeTable(play: CompiledPlay): Uint8Array | null {
  const { positions, span } = play;
  if (positions.length > MAX_TABLE_CANDLES) return null;
  const table = outcomeTables.get(play) ?? new Uint8Array(4 ** positions.length);
  if (outcomeTables.has(play)) return table;
  const colours = new Uint8Array(span);
  for (let key = 0; key < table.length; key++) {
    for (let place = 0; place < positions.length; place++) colours[positions[place]!] = (key >> (2 * place)) & 3;
    table[key] = outcomeAt(play, { colours, start: 0 });
  }
  outcomeTables.set(play, table);
  return table;
}

/** Every level bets like the entry, except that same_per_level follows the candle read for that level. */
function directionAt(play: CompiledPlay, at: { place: Place; signal: number; level: number }): number {
  const { strategy, reading } = play;
  if (strategy.rule !== 'same_per_level') return at.signal;
  return readColour({ colour: at.place.colours[at.place.start + strategy.reads[at.level]!]!, reading });
}

function confirmingRow({ confirm, timeframe }: Strategy): Strategy | null {
  return confirm === undefined ? null : findStrategy({ timeframe, name: confirm });
}

/** Both rows must say the same; a doji under either of them cancels. */
function agreed(signal: Signal, confirmation: Signal): Signal {
  if (signal === confirmation) return signal;
  return signal === CANCELED || confirmation === CANCELED ? CANCELED : NO_SIGNAL;
}

function ascending(positions: readonly number[]): number[] {
  return [...new Set(positions)].sort((a, b) => a - b);
}
