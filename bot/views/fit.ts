import { type Keyboard, type Message, message } from './message.ts';

/** A line of a message and how gladly we would keep it: the highest `spare` goes first; 0 always stays. */
export interface Line {
  readonly text: string;
  readonly spare: number;
}

/**
 * A message that fits, by leaving out whole lines, so that no tag, entity or figure is ever cut.
 * Lines that must stay are trusted to fit together: what people or the broker wrote in them was clipped before.
 */
export function fittingMessage(request: { lines: readonly Line[]; limit: number; keyboard?: Keyboard }): Message {
  let lines = request.lines;
  while (visibleLength(joined(lines)) > request.limit) {
    const sparest = Math.max(...lines.map((line) => line.spare));
    if (sparest === 0) break;
    const index = lines.findLastIndex((line) => line.spare === sparest);
    lines = lines.filter((_, at) => at !== index);
  }
  return message([joined(lines)], request.keyboard);
}

function joined(lines: readonly Line[]): string {
  return lines
    .map((line) => line.text)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
}

/** Length as Telegram counts it: UTF-16 units without tags, each entity one character. */
export function visibleLength(html: string): number {
  return html.replace(/<[^>]*>/g, '').replace(/&(?:amp|lt|gt|quot|#\d+);/g, '.').length;
}

/**
 * Foreign text on one line, no longer than max characters: control and direction signs out, spaces in one piece,
 * never half an emoji.
 */
export function clip(text: string, max: number): string {
  // A 4 kB name is cut before the costly work; one character is rarely more than 16 units.
  const plain = text
    .slice(0, max * 16)
    .replace(/[\p{Cc}\p{Cs}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (plain.length <= max) return plain;
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(plain)) {
    if (kept.length + segment.length > max - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** A person's name, so that a right-to-left one leaves the sentence around it alone (U+2068 … U+2069). */
export function personName(name: string): string {
  const clipped = clip(name, 40);
  return clipped && `\u2068${clipped}\u2069`;
}
