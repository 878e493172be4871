/**
 * Chances from a seed, the same ones every time: each call gives the next number, 0 ≤ number < 1.
 * @see https://pracrand.sourceforge.net/RNG_engines.txt (sfc32)
 */
export function randomFrom(seed: number): () => number {
  let [a, b, c, counter] = [0, seed | 0, Math.trunc(seed / 2 ** 32) | 0, 1];
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  // The first numbers still look like the seed.
  for (let round = 0; round < 12; round++) next();
  return next;
}
