/** Longer words are not a slip of the finger, and comparing them would cost somebody else's time. */
const MAX_LETTERS = 40;

/**
 * The words most like the one typed, best first: for "did you mean …?".
 *
 * Shape: at most `limit` of `words`; none when nothing is near (more than half of the letters differ).
 */
export function nearest(request: { typed: string; words: readonly string[]; limit: number }): string[] {
  const typed = request.typed.toLowerCase();
  if (typed.length === 0 || typed.length > MAX_LETTERS) return [];
  return request.words
    .map((word) => ({ word, distance: distance(typed, word.toLowerCase()) }))
    .filter(({ word, distance }) => distance <= Math.max(typed.length, word.length) / 2)
    .sort((a, b) => a.distance - b.distance || (a.word < b.word ? -1 : 1))
    .slice(0, request.limit)
    .map(({ word }) => word);
}

/**
 * Letters to add, drop, change or swap with their neighbour; letters that are only missing at the end count half,
 * because people type beginnings.
 * @see https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance
 */
function distance(typed: string, word: string): number {
  let twoAbove: number[] = [];
  let above = Array.from({ length: word.length + 1 }, (_, column) => column);
  for (let row = 1; row <= typed.length; row++) {
    const current = [row];
    for (let column = 1; column <= word.length; column++) {
      const isSame = typed[row - 1] === word[column - 1];
      current[column] = Math.min(above[column]! + 1, current[column - 1]! + 1, above[column - 1]! + (isSame ? 0 : 1));
      const isSwapped = typed[row - 1] === word[column - 2] && typed[row - 2] === word[column - 1];
      if (row > 1 && column > 1 && isSwapped) current[column] = Math.min(current[column]!, twoAbove[column - 2]! + 1);
    }
    twoAbove = above;
    above = current;
  }
  return Math.min(...above.map((changes, letters) => changes + (word.length - letters) / 2));
}
