import { CANCELED, LOSS, NO_SIGNAL, VOID } from '#engine/index.ts';

/** The picture, in pixels. Telegram shows it as wide as the chat: on a phone at a third of this. */
export const SIZE = { width: 1080, height: 1200 } as const;
export const MARGIN = 36;
export const FONT_FAMILY = 'Inter';

/** Sizes of text. On a phone `small` comes to 9 points; only words too long for their place get smaller. */
export const TEXT = { small: 28, normal: 31, large: 36, title: 56, hero: 84 } as const;

export const COLOUR = {
  background: '#0f141c',
  panel: '#18202b',
  grid: '#242e3b',
  text: '#f2f5f9',
  muted: '#a3b1c2',
  /** Letters on a coloured badge: dark on every result colour reaches 4.5 : 1. */
  onBadge: '#06090d',
  up: '#26a69a',
  down: '#ef5350',
} as const;

/** Won at level k, the entry first. Past gale 2 the predecessor had no colours; these keep apart for the colour-blind. */
const WINS = [
  '#00c853',
  '#2979ff',
  '#ffd600',
  '#ff9100',
  '#e040fb',
  '#00e5ff',
  '#b0a0ff',
  '#c6ff00',
  '#ff80ab',
  '#a1887f',
] as const;

const OTHERS: Readonly<Record<number, string>> = {
  [LOSS]: '#f44336',
  [CANCELED]: '#ffffff',
  [NO_SIGNAL]: '#8794a6',
  [VOID]: '#ffffff',
};
const PENDING_COLOUR = '#78869a';

/** The colour of a result (a code of the engine's catalog/cycle.ts). */
export function resultColour(result: number): string {
  return WINS[result] ?? OTHERS[result] ?? PENDING_COLOUR;
}

/** Every colour that has a meaning, 0xRRGGBB: these reach the reader's screen unchanged. */
export const EXACT_COLOURS: readonly number[] = [
  ...new Set([...Object.values(COLOUR), ...WINS, ...Object.values(OTHERS), PENDING_COLOUR]),
].map((colour) => Number.parseInt(colour.slice(1), 16));
