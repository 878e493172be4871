import type { CalibrationPicture } from './calibration.ts';
import type { CatalogPicture } from './catalog.ts';
import type { FanPicture } from './fan.ts';
import type { HoursPicture } from './hours.ts';
import type { RankingPicture } from './ranking.ts';

/** What to draw, as plain data: it survives a journey to another thread, and two equal ones are one picture. */
export type Picture = CalibrationPicture | CatalogPicture | FanPicture | HoursPicture | RankingPicture;

/** Light letters on a dark ground, or dark ones on white. */
export const THEMES = ['dark', 'light'] as const;
export type Theme = (typeof THEMES)[number];

/** Grows when the same data is drawn in another way: pictures drawn before are not handed out any more. */
const EDITION = 2;

/**
 * The one spelling of a picture in a theme, to hash: equal pictures give equal text, however they were put together.
 *
 * Shape: JSON with the names of every object in alphabetical order. A few kB.
 */
export function pictureKey(picture: Picture, theme: Theme): string {
  const drawn = { edition: EDITION, theme, picture };
  return JSON.stringify(drawn, (_name, value: unknown) => (isRecord(value) ? inOrder(value) : value));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function inOrder(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
