import { afterAll, expect, test } from 'vitest';
import type { Picture } from '#engine/index.ts';
import { drawHere } from '#io/charts/draw.ts';
import { createPictures } from '#io/charts/pool.ts';
import { samplePicture, sampleRanking } from '#test/support/sample-picture.ts';

const pictures = createPictures({ threads: 1 });
afterAll(() => pictures.close());

test('a thread draws what a single call draws', async () => {
  const picture = samplePicture();
  expect(Buffer.from(await pictures.draw(picture, 'dark')).equals(await drawHere(picture, 'dark'))).toBe(true);
});

test('catalogs and top lists take turns on one thread', async () => {
  const [catalog, ranking] = await Promise.all([
    pictures.draw(samplePicture(), 'dark'),
    pictures.draw(sampleRanking(), 'dark'),
  ]);
  expect(Buffer.from(catalog).equals(ranking)).toBe(false);
});

test('a picture that cannot be drawn is refused, and the next one is drawn', async () => {
  const broken = { kind: 'catalog' } as Picture;
  await expect(pictures.draw(broken, 'dark')).rejects.toMatchObject({ name: 'AppError', code: 'INTERNAL' });
  expect((await pictures.draw(samplePicture(), 'dark')).length).toBeGreaterThan(10_000);
});

test('who asks first is drawn first', async () => {
  const finished: number[] = [];
  const asked = Array.from({ length: 10 }, (_, index) => index);
  await Promise.all(
    asked.map(async (index) => {
      await pictures.draw(samplePicture({ seed: index + 1 }), 'dark');
      finished.push(index);
    }),
  );
  expect(finished).toEqual(asked);
});

test('more pictures than may wait are refused, those taken are drawn', async () => {
  const small = createPictures({ threads: 1, mostWaiting: 2 });
  const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => small.draw(samplePicture(), 'dark')));
  await small.close();
  const drawn = outcomes.filter(({ status }) => status === 'fulfilled');
  expect(drawn.length).toBeGreaterThanOrEqual(2);
  expect(drawn.length).toBeLessThan(12);
});
