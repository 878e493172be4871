import { Refusal } from './simulator/refusal.ts';
import { formatText } from './simulator/text/formatted-text.ts';
import type { Entity } from './simulator/wire.ts';

/** Words that look alike; marks are Telegram's names of entities. */
export interface ShownRun {
  readonly text: string;
  readonly marks: readonly string[];
  /** Where a link leads, when its words do not say it. */
  readonly url?: string;
}

/** A message as Telegram shows it, in stretches that are quoted or not. refused: Telegram's own words on why it would not take it. */
export type Shown =
  | {
      readonly kind: 'shown';
      readonly blocks: readonly { readonly isQuote: boolean; readonly runs: readonly ShownRun[] }[];
      /** In UTF-16 units, as Telegram counts. */
      readonly length: number;
    }
  | { readonly kind: 'refused'; readonly why: string };

/** By the rules of the simulator, which are Telegram's. */
export function asShown({ text, parseMode }: { text: string; parseMode: 'HTML' | null }): Shown {
  try {
    const { text: plain, entities } = formatText({ text, parseMode, entities: null });
    return { kind: 'shown', length: plain.length, blocks: blocksOf(runsOf(plain, entities)) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { kind: 'refused', why: error.message };
  }
}

const QUOTES = ['blockquote', 'expandable_blockquote'];

function runsOf(text: string, entities: readonly Entity[]): ShownRun[] {
  const edges = new Set([0, text.length, ...entities.flatMap(({ offset, length }) => [offset, offset + length])]);
  const places = [...edges].sort((a, b) => a - b);
  return places.slice(0, -1).map((from, at) => {
    const over = entities.filter(({ offset, length }) => offset <= from && from < offset + length);
    const url = over.find((one) => one.type === 'text_link')?.url;
    const marks = over.map(({ type }) => type);
    return { text: text.slice(from, places[at + 1]), marks, ...(url === undefined ? {} : { url }) };
  });
}

function blocksOf(runs: readonly ShownRun[]): { isQuote: boolean; runs: ShownRun[] }[] {
  const blocks: { isQuote: boolean; runs: ShownRun[] }[] = [];
  for (const run of runs) {
    const isQuote = run.marks.some((mark) => QUOTES.includes(mark));
    const shown = { ...run, marks: run.marks.filter((mark) => !QUOTES.includes(mark)) };
    const last = blocks.at(-1);
    // A quote stands on lines of its own: the break around it is part of that.
    if (last?.isQuote === isQuote) last.runs.push(shown);
    else blocks.push({ isQuote, runs: [last?.isQuote ? { ...shown, text: shown.text.replace(/^\n/, '') } : shown] });
  }
  return blocks;
}
