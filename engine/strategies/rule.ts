import { DOJI, GREEN, RED } from '../candle.ts';
import { CANCELED, NO_SIGNAL } from '../catalog/cycle.ts';
import type { Reading, Rule } from './strategy.ts';

/** What the candles read say: GREEN (call), RED (put), CANCELED by a doji, or NO_SIGNAL. */
export type Signal = typeof GREEN | typeof RED | typeof CANCELED | typeof NO_SIGNAL;

/** Colours read, in the order of the row; none is MISSING. */
export interface ColoursRead {
  readonly rule: Rule;
  readonly colours: readonly number[];
  readonly reading: Reading;
}

/** The direction of the entry. For same_per_level each gale follows its own candle, see compile.ts. */
export function signalOf({ rule, colours, reading }: ColoursRead): Signal {
  if (reading.dojiRead === 'cancel' && colours.includes(DOJI)) return CANCELED;
  const read = colours.map((colour) => readColour({ colour, reading }));
  switch (rule) {
    case 'minority':
      return opposite(majority({ colours: read, reading }));
    case 'majority':
      return majority({ colours: read, reading });
    case 'same':
    case 'equal_same':
      return equal(read);
    case 'opposite':
    case 'equal_opposite':
      return opposite(equal(read));
    case 'same_per_level':
      return read.includes(DOJI) ? NO_SIGNAL : equal(read.slice(0, 1));
    case 'minority_if_middle': {
      const minority = opposite(majority({ colours: read, reading }));
      return minority === read[(read.length - 1) / 2] ? minority : NO_SIGNAL;
    }
  }
}

/** A doji counts as red while reading, if so agreed; at a level it stays a doji. */
export function readColour({ colour, reading }: { colour: number; reading: Reading }): number {
  return colour === DOJI && reading.dojiRead === 'red' ? RED : colour;
}

function opposite(signal: Signal): Signal {
  if (signal === GREEN) return RED;
  return signal === RED ? GREEN : signal;
}

/** Dojis have no vote. */
function majority({ colours, reading }: { colours: readonly number[]; reading: Reading }): Signal {
  const greens = colours.filter((colour) => colour === GREEN).length;
  const reds = colours.filter((colour) => colour === RED).length;
  const isUnanimous = greens === 0 || reds === 0;
  if (greens === reds || (isUnanimous && reading.unanimous === 'skip')) return NO_SIGNAL;
  return greens > reds ? GREEN : RED;
}

/** The one colour of all of them; a doji is no colour to follow. */
function equal(colours: readonly number[]): Signal {
  const [first] = colours;
  if ((first !== GREEN && first !== RED) || colours.some((colour) => colour !== first)) return NO_SIGNAL;
  return first;
}
