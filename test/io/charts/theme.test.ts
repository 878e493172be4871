import { describe, expect, test } from 'vitest';
import { CANCELED, LOSS, NO_SIGNAL, PENDING, THEMES, VOID } from '#engine/index.ts';
import { inkOn } from '#io/charts/heat.ts';
import { encodeIndexedPng } from '#io/charts/indexed-png.ts';
import { exactColours, lookOf, resultColour } from '#io/charts/theme.ts';
import { decodePng } from '#test/support/decode-png.ts';

const LEVELS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const RESULTS = [...LEVELS, LOSS, CANCELED, NO_SIGNAL, VOID, PENDING];

test('in the dark results have the colours traders know', () => {
  const dark = lookOf('dark');
  const known = [0, 1, 2, LOSS, CANCELED].map((result) => resultColour(dark, result));
  expect(known).toEqual(['#00c853', '#2979ff', '#ffd600', '#f44336', '#ffffff']);
  expect([dark.up, dark.down]).toEqual(['#26a69a', '#ef5350']);
});

describe.each(THEMES)('in the %s theme', (theme) => {
  const look = lookOf(theme);
  const colourOf = (result: number) => resultColour(look, result);

  test('no two levels, and no level and the loss, share a colour', () => {
    expect(new Set([...LEVELS, LOSS, CANCELED, NO_SIGNAL].map(colourOf)).size).toBe(13);
  });

  test('all text reaches 4.5 : 1 on what it stands on', () => {
    for (const ground of [look.background, look.panel]) {
      expect(contrast(look.text, ground)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(look.muted, ground)).toBeGreaterThanOrEqual(4.5);
    }
    for (const result of RESULTS) expect(contrast(look.onBadge, colourOf(result))).toBeGreaterThanOrEqual(4.5);
  });

  test('lines, bars and candles reach 3 : 1 on the background', () => {
    for (const colour of [...RESULTS.map(colourOf), look.up, look.down, look.mark]) {
      expect(contrast(colour, look.background)).toBeGreaterThanOrEqual(3);
    }
  });

  test('letters on the cells of a heat map reach 4.5 : 1', () => {
    expect(look.heat).toHaveLength(9);
    for (const colour of look.heat) expect(contrast(inkOn(colour), colour)).toBeGreaterThanOrEqual(4.5);
  });

  test('every colour with a meaning reaches the reader unchanged', async () => {
    const exact = exactColours(look);
    const pixels = Uint8Array.from(exact.flatMap((rgb) => [rgb >> 16, (rgb >> 8) & 255, rgb & 255, 255]));
    const picture = await decodePng(encodeIndexedPng({ width: exact.length, height: 1, pixels }, { exact }));
    expect(exact.map((_, x) => Number.parseInt(picture.at(x, 0).slice(1), 16))).toEqual(exact);
  });
});

/** @see https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
