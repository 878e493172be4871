/** Numbers between 0 and 1, the same ones for the same key. */
export type Random = () => number;

/** A small fast generator (mulberry32) whose start is a hash of the key. Good enough for play, not for secrets. */
export function createRandom(...key: readonly number[]): Random {
  let state = hash(key);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Standard normal, by Box and Muller. */
export function gaussian(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** A whole number from 0 to `limit` − 1 that belongs to this text. */
export function numberOf(text: string, limit: number): number {
  const codes = Array.from(text, (letter) => letter.codePointAt(0) ?? 0);
  return Math.floor(createRandom(...codes)() * limit);
}

function hash(key: readonly number[]): number {
  let mixed = 0x9e3779b9;
  for (const part of key) {
    mixed = Math.imul(mixed ^ (part | 0), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13) ^ Math.floor(part / 4294967296), 0xc2b2ae35);
    mixed ^= mixed >>> 16;
  }
  return mixed;
}
