const LONGEST = 160;
/** Marks that turn the reading direction around, and control characters, halves of a character: they would scramble the line. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** A text as one printable line of at most 160 characters; a longer one ends in "…". Never half a character. */
export function label(text: string): string {
  const line = text
    .slice(0, LONGEST * 4)

    .replace(UNPRINTABLE, ' ')
    .trim();
  const letters = Array.from(line);
  return letters.length <= LONGEST ? line : `${letters.slice(0, LONGEST - 1).join('')}…`;
}
