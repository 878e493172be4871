/** Letters G, R, D and _ (missing); the same seed gives the same ones. */
export function randomColours(options: {
  seed: number;
  length: number;
  dojiShare: number;
  missingShare: number;
}): string {
  const next = randomFrom(options.seed);
  return Array.from({ length: options.length }, () => {
    if (next() < options.missingShare) return '_';
    if (next() < options.dojiShare) return 'D';
    return next() < 0.5 ? 'G' : 'R';
  }).join('');
}

/**
 * Numbers in [0, 1).
 * @see https://en.wikipedia.org/wiki/Xorshift
 */
export function randomFrom(seed: number): () => number {
  let state = (seed + 1) * 0x9e3779b9;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
