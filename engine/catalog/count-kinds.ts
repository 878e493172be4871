import type { BlockKeys } from './block-keys.ts';
import type { Counted, PickedPlay } from './picked-outcome.ts';
import { OUTCOMES } from './tally.ts';

/** With more possible kinds of blocks than this, finding equal ones costs more than it saves. */
const MAX_KINDS = 2 ** 20;
/** Room for one set of counters; codes of cycle.ts lie below. */
const LANE = 32;

/** Whether plays can be counted by kind: blocks of two units, each short enough. */
export function canCountKinds({ unit, reach }: { unit: number; reach: number }): boolean {
  return reach === 2 && 4 ** (2 * unit) <= MAX_KINDS;
}

/**
 * Counts many plays over the same blocks, one after the other in their order. Blocks that look alike are counted once,
 * and what each play makes of a kind is worked out only the first time that kind is met, on whichever asset.
 */
export function kindCounter(plays: readonly PickedPlay[], unit: number): (blocks: BlockKeys) => Counted[] {
  const kinds: Kinds = {
    shift: 2 * unit,
    numberOf: new Uint32Array(4 ** (2 * unit)),
    known: 0,
    outcomes: new Uint8Array(0),
    weights: new Uint32Array(0),
  };
  return ([firsts, seconds]) => {
    const blocks = { firsts: firsts!, seconds: seconds! };
    meetAll({ kinds, plays, ...blocks });
    const { outcomes, weights } = kinds;
    const lanes = sumUp({ outcomes, weights, met: weigh({ ...kinds, ...blocks }), plays: plays.length });
    return plays.map((_, play) => ({
      counters: lanes.subarray(play * LANE, play * LANE + OUTCOMES),
      results: () => outcomesOf(play, { ...kinds, ...blocks, plays: plays.length }),
    }));
  };
}

interface Kinds {
  /** Bits of one unit's key; a kind is the two keys of a block side by side. */
  readonly shift: number;
  /** By kind: its number, from one. Given as kinds are met, so that common ones lie close together; zero is unknown. */
  readonly numberOf: Uint32Array;
  known: number;
  /** By number, then play: the outcome. */
  outcomes: Uint8Array;
  /** By number: how many blocks of the asset being counted; all zero in between. */
  weights: Uint32Array;
}

interface Blocks {
  readonly firsts: Uint16Array;
  readonly seconds: Uint16Array;
}

/** Learns the kinds that were never met before. */
function meetAll({ kinds, plays, firsts, seconds }: Blocks & { kinds: Kinds; plays: readonly PickedPlay[] }): void {
  const { numberOf, shift } = kinds;
  for (let block = 0; block < firsts.length; block++) {
    const kind = firsts[block]! | (seconds[block]! << shift);
    if (numberOf[kind] !== 0) continue;
    numberOf[kind] = ++kinds.known;
    learn({ kinds, plays, first: firsts[block]!, second: seconds[block]! });
  }
}

/** What each play makes of the kind that was met last. */
function learn(met: { kinds: Kinds; plays: readonly PickedPlay[]; first: number; second: number }): void {
  const { kinds, plays, first, second } = met;
  makeRoom(kinds, plays.length);
  for (let play = 0; play < plays.length; play++) {
    const { picks, table } = plays[play]!;
    kinds.outcomes[kinds.known * plays.length + play] = table[picks[0]!.bits[first]! | picks[1]!.bits[second]!]!;
  }
}

function makeRoom(kinds: Kinds, plays: number): void {
  if (kinds.known < kinds.weights.length) return;
  const { outcomes, weights } = kinds;
  const room = Math.max(1024, 2 * kinds.known);
  kinds.outcomes = new Uint8Array(room * plays);
  kinds.outcomes.set(outcomes);
  kinds.weights = new Uint32Array(room);
  kinds.weights.set(weights);
}

/** What one play made of each block, one after the other. */
function outcomesOf(
  play: number,
  { shift, numberOf, outcomes, firsts, seconds, plays }: Kinds & Blocks & { plays: number },
): Uint8Array {
  const results = new Uint8Array(firsts.length);
  for (let block = 0; block < results.length; block++) {
    results[block] = outcomes[numberOf[firsts[block]! | (seconds[block]! << shift)]! * plays + play]!;
  }
  return results;
}

/** Counts the blocks of each kind, and gives the numbers of the kinds met. */
function weigh({ shift, numberOf, weights, firsts, seconds }: Blocks & Kinds): Uint32Array {
  const met = new Uint32Array(firsts.length);
  let count = 0;
  for (let block = 0; block < firsts.length; block++) {
    const number = numberOf[firsts[block]! | (seconds[block]! << shift)]!;
    if (weights[number]!++ === 0) met[count++] = number;
  }
  return met.subarray(0, count);
}

/** A loop of its own with nothing but arrays in it: a closure over growing ones would be five times slower. */
function sumUp({
  outcomes,
  weights,
  met,
  plays,
}: Pick<Kinds, 'outcomes' | 'weights'> & { met: Uint32Array; plays: number }): Uint32Array {
  const lanes = new Uint32Array(plays * LANE);
  for (let place = 0; place < met.length; place++) {
    const number = met[place]!;
    const weight = weights[number]!;
    weights[number] = 0;
    const from = number * plays;
    for (let play = 0; play < plays; play++) lanes[play * LANE + outcomes[from + play]!]! += weight;
  }
  return lanes;
}
