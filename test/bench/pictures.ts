import { setImmediate } from 'node:timers/promises';
import { createCanvas } from '@napi-rs/canvas';
import type { CatalogPicture } from '#engine/index.ts';
import { drawCatalog } from '#io/charts/catalog/catalog.ts';
import { createPictures, type Pictures } from '#io/charts/pool.ts';
import { renderPng } from '#io/charts/renderer.ts';
import { lookOf, SIZE } from '#io/charts/theme.ts';
import { samplePicture } from '#test/support/sample-picture.ts';
import type { BenchRow } from './bench-row.ts';
import { drawByChartJs } from './stock-chart.ts';

const COUNT = 80;
const ROUNDS = 4;

type Draw = (pictures: readonly CatalogPicture[]) => Promise<void>;

/** Pictures a second of a hundred blocks each, no two alike: ours, the stock way, and how far a better PNG could get. */
export async function benchPictures(): Promise<BenchRow[]> {
  const pictures = Array.from({ length: COUNT }, (_, index) => samplePicture({ seed: index + 1 }));
  const [one, two] = [createPictures({ threads: 1 }), createPictures({ threads: 2 })];
  const [alone, stock, floor, single, pair] = await bestOfRounds(pictures, [
    oneByOne((picture) => renderPng(picture, 'dark')),
    oneByOne(drawByChartJs),
    oneByOne(drawOnly()),
    together(one),
    together(two),
  ]);
  await Promise.all([one.close(), two.close()]);
  const row = { unit: 'pictures/s', peer: `chart.js ${stock?.toFixed(0)}, without a PNG ${floor?.toFixed(0)}` };
  return [
    { ...row, name: 'catalog pictures, in the caller’s thread', value: alone ?? 0 },
    { ...row, name: 'catalog pictures, one worker', value: single ?? 0, goal: '≥ 80' },
    { ...row, name: 'catalog pictures, two workers', value: pair ?? 0, goal: '≥ 150' },
    { name: 'bytes of a catalog picture, mean', value: meanBytes(pictures), unit: 'bytes', goal: '≤ 60 000' },
  ];
}

/** Pictures a second of each way, the best of several rounds in turn, so that a busy moment hits all alike. */
async function bestOfRounds(pictures: readonly CatalogPicture[], ways: readonly Draw[]): Promise<number[]> {
  const best = ways.map(() => 0);
  for (const draw of ways) await draw(pictures.slice(0, 40));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, draw] of ways.entries()) {
      const startMs = performance.now();
      await draw(pictures);
      const perSecond = (1000 * pictures.length) / (performance.now() - startMs);
      best[index] = Math.max(best[index] ?? 0, perSecond);
    }
  }
  return best;
}

function drawOnly(): (picture: CatalogPicture) => Uint8Array {
  const canvas = createCanvas(SIZE.width, SIZE.height);
  const pen = { context: canvas.getContext('2d'), look: lookOf('dark') };
  return (picture) => {
    drawCatalog(pen, picture);
    return canvas.data();
  };
}

function oneByOne(draw: (picture: CatalogPicture) => unknown): Draw {
  return async (pictures) => {
    for (const picture of pictures) {
      await draw(picture);
      await setImmediate();
    }
  };
}

function together(pool: Pictures): Draw {
  return async (pictures) => {
    await Promise.all(pictures.map((picture) => pool.draw(picture, 'dark')));
  };
}

function meanBytes(pictures: readonly CatalogPicture[]): number {
  const sizes = pictures.slice(0, 20).map((picture) => renderPng(picture, 'dark').length);
  return Math.round(sizes.reduce((sum, size) => sum + size, 0) / sizes.length);
}
