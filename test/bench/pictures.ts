import { setImmediate } from 'node:timers/promises';
import type { CatalogPicture } from '#engine/index.ts';
import { createPictures } from '#io/charts/pool.ts';
import { canvas, chartOf, renderPng } from '#io/charts/renderer.ts';
import { samplePicture } from '#test/support/sample-picture.ts';
import type { BenchRow } from './bench-row.ts';
import { drawByHand } from './hand-drawn.ts';

const COUNT = 200;

/** Pictures a second of a hundred blocks each, no two alike: ours, the stock way and without a chart library. */
export async function benchPictures(): Promise<BenchRow[]> {
  const pictures = Array.from({ length: COUNT }, (_, index) => samplePicture({ seed: index + 1 }));
  const stock = await perSecond(pictures, (picture) => canvas().renderToBuffer(chartOf(picture)));
  const floor = await perSecond(pictures, drawByHand);
  const alone = await perSecond(pictures, renderPng);
  const one = await pooled(pictures, 1);
  const two = await pooled(pictures, 2);
  const peer = `stock renderer ${stock.toFixed(0)}, hand-drawn ${floor.toFixed(0)}`;
  const row = { unit: 'pictures/s', peer };
  return [
    { ...row, name: 'catalog pictures, in the caller’s thread', value: alone },
    { ...row, name: 'catalog pictures, one worker', value: one, goal: '≥ 80' },
    { ...row, name: 'catalog pictures, two workers', value: two, goal: '≥ 110' },
    { name: 'bytes of a catalog picture, mean', value: meanBytes(pictures), unit: 'bytes', goal: '≤ 60 000' },
  ];
}

async function perSecond(pictures: CatalogPicture[], draw: (picture: CatalogPicture) => unknown): Promise<number> {
  const run = async (some: CatalogPicture[]) => {
    for (const picture of some) {
      await draw(picture);
      await setImmediate();
    }
  };
  await run(pictures.slice(0, 30));
  const startMs = performance.now();
  await run(pictures);
  return (1000 * pictures.length) / (performance.now() - startMs);
}

async function pooled(pictures: CatalogPicture[], threads: number): Promise<number> {
  const pool = createPictures({ threads });
  const run = (some: CatalogPicture[]) => Promise.all(some.map((picture) => pool.draw(picture)));
  await run(pictures.slice(0, 30 * threads));
  const startMs = performance.now();
  await run(pictures);
  const seconds = (performance.now() - startMs) / 1000;
  await pool.close();
  return pictures.length / seconds;
}

function meanBytes(pictures: CatalogPicture[]): number {
  const sizes = pictures.slice(0, 20).map((picture) => renderPng(picture).length);
  return Math.round(sizes.reduce((sum, size) => sum + size, 0) / sizes.length);
}
