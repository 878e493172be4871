import { describe, expect, test } from 'vitest';
import { encodeIndexedPng } from '#io/charts/indexed-png.ts';
import { decodePng } from '#test/support/decode-png.ts';

type Rgb = readonly [number, number, number];

describe('an indexed PNG', () => {
  test('keeps up to 256 well separated colours as they are, whatever the width', async () => {
    const cube = [0, 51, 102, 153, 204, 255];
    const colours = cube.flatMap((red) => cube.flatMap((green) => cube.map((blue): Rgb => [red, green, blue])));
    for (const width of [1, 8, 27, 216]) {
      const picture = await decodePng(encodeIndexedPng(bitmap(colours, width), { exact: [] }));
      expect([picture.width, picture.height]).toEqual([width, 216 / width]);
      expect(pixelsOf(picture)).toEqual(colours.map(hex));
    }
  });

  test('keeps an exact colour that is one pixel among thousands of colours', async () => {
    const crowd = Array.from({ length: 9999 }, (_, index): Rgb => [(index * 7) % 256, (index * 31) % 256, index % 256]);
    const exact: Rgb = [0x00, 0xc8, 0x53];
    const picture = await decodePng(encodeIndexedPng(bitmap([...crowd, exact], 100), { exact: [0x00c853] }));
    expect(picture.at(99, 99)).toBe('#00c853');
  });

  test('changes a colour that finds no place by little', async () => {
    const ramp = Array.from({ length: 256 }, (_, red) =>
      Array.from({ length: 256 }, (_, green): Rgb => [red, green, 128]),
    );
    const picture = await decodePng(encodeIndexedPng(bitmap(ramp.flat(), 256), { exact: [] }));
    let worst = 0;
    for (let red = 0; red < 256; red++) {
      for (let green = 0; green < 256; green++) {
        const [r, g, b] = channels(picture.at(green, red));
        worst = Math.max(worst, Math.hypot(r - red, g - green, b - 128));
      }
    }
    // A colour of few pixels may be taken for one 32 away, and differs from its bucket by up to 7 a channel.
    expect(worst).toBeLessThanOrEqual(32 + Math.hypot(7, 7, 7));
  });

  test('tells rows that repeat from rows that differ', async () => {
    const rows = ['aaab', 'aaab', 'aaba', 'aaba', 'aaab'].join('');
    const colours = [...rows].map((letter): Rgb => (letter === 'a' ? [10, 20, 30] : [200, 210, 220]));
    const picture = await decodePng(encodeIndexedPng(bitmap(colours, 4), { exact: [] }));
    expect(pixelsOf(picture)).toEqual(colours.map(hex));
  });

  test('reads pixels that do not start on a word', async () => {
    const { width, height, pixels } = bitmap([[1, 2, 3] as const, [250, 0, 9] as const], 2);
    const shifted = new Uint8Array(pixels.length + 1);
    shifted.set(pixels, 1);
    const picture = await decodePng(encodeIndexedPng({ width, height, pixels: shifted.subarray(1) }, { exact: [] }));
    expect(pixelsOf(picture)).toEqual(['#010203', '#fa0009']);
  });
});

function bitmap(colours: readonly Rgb[], width: number) {
  const pixels = Uint8Array.from(colours.flatMap((rgb) => [...rgb, 255]));
  return { width, height: colours.length / width, pixels };
}

function pixelsOf(picture: Awaited<ReturnType<typeof decodePng>>): string[] {
  const { width, height, at } = picture;
  return Array.from({ length: width * height }, (_, index) => at(index % width, Math.floor(index / width)));
}

function hex(rgb: Rgb): string {
  return `#${rgb.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

function channels(colour: string): [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
