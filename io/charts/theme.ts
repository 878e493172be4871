import { CANCELED, LOSS, NO_SIGNAL, type Theme, VOID } from '#engine/index.ts';

/** The picture, in pixels. Telegram shows it as wide as the chat: on a phone at a third of this. */
export const SIZE = { width: 1080, height: 1200 } as const;
export const MARGIN = 36;
export const FONT_FAMILY = 'Inter';

/** Sizes of text. On a phone `small` comes to 9 points; only words too long for their place get smaller. */
export const TEXT = { small: 28, normal: 31, large: 36, title: 56, hero: 84 } as const;

/** The colours of a theme, `#rrggbb` each. */
export interface Look {
  readonly background: string;
  /** Of a box that stands out a little. */
  readonly panel: string;
  readonly grid: string;
  readonly text: string;
  readonly muted: string;
  /** Letters on a coloured badge. */
  readonly onBadge: string;
  readonly up: string;
  readonly down: string;
  /** A line to compare with: the break-even. */
  readonly mark: string;
  /** Won at level k, the entry first. */
  readonly wins: readonly string[];
  readonly loss: string;
  /** A block without an entry. */
  readonly void: string;
  readonly noSignal: string;
  readonly pending: string;
  /** Nine cells from the worst over the even one to the best. */
  readonly heat: readonly string[];
}

/**
 * Dark has the colours that traders know from the predecessor; past gale 2 it had none, ours keep apart for the
 * colour-blind. On white half of them would vanish: light has their darker sisters.
 */
const LOOKS: Readonly<Record<Theme, Look>> = {
  dark: {
    background: '#0f141c',
    panel: '#18202b',
    grid: '#242e3b',
    text: '#f2f5f9',
    muted: '#a3b1c2',
    onBadge: '#06090d',
    up: '#26a69a',
    down: '#ef5350',
    mark: '#ffd600',
    wins: [
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
    ],
    loss: '#f44336',
    void: '#ffffff',
    noSignal: '#8794a6',
    pending: '#78869a',
    heat: ['#c7501f', '#9a4423', '#6f3a26', '#473029', '#242e3b', '#243f5c', '#22527f', '#2368a6', '#2b80cf'],
  },
  light: {
    background: '#ffffff',
    panel: '#eef2f7',
    grid: '#dde3ea',
    text: '#10161f',
    muted: '#4a5666',
    onBadge: '#ffffff',
    up: '#0b8074',
    down: '#d2453c',
    mark: '#b84a00',
    wins: [
      '#007d38',
      '#1f62e0',
      '#8a6500',
      '#b84a00',
      '#a81fc4',
      '#00758a',
      '#5f4bd0',
      '#4a7a00',
      '#c2185b',
      '#6d4c41',
    ],
    loss: '#d32018',
    void: '#232b36',
    noSignal: '#657080',
    pending: '#5d6b80',
    heat: ['#b8430f', '#d3702f', '#e8a06a', '#f5cfae', '#dde3ea', '#b9d6f2', '#7fb3e6', '#3f87cf', '#1a5fae'],
  },
};

export function lookOf(theme: Theme): Look {
  return LOOKS[theme];
}

/** The colour of a result (a code of the engine's catalog/cycle.ts). */
export function resultColour(look: Look, result: number): string {
  if (result === LOSS) return look.loss;
  if (result === CANCELED || result === VOID) return look.void;
  return look.wins[result] ?? (result === NO_SIGNAL ? look.noSignal : look.pending);
}

/** Every colour that has a meaning, 0xRRGGBB: these reach the reader's screen unchanged. */
export function exactColours({ wins, heat, ...others }: Look): number[] {
  const colours = new Set([...Object.values(others), ...wins, ...heat]);
  return [...colours].map((colour) => Number.parseInt(colour.slice(1), 16));
}
