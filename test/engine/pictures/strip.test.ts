import { expect, test } from 'vitest';
import { CANCELED, LOSS, PENDING } from '#engine/index.ts';
import { strip } from '#engine/pictures/strip.ts';

test('up to two hundred results stand alone', () => {
  const results = [...Array.from({ length: 199 }, () => 0), PENDING];
  expect(strip(results, 2)).toEqual({ kind: 'cycles', results });
});

test('more become shares of those that were played', () => {
  // 201 in stretches of 3: first entry, loss, doji.
  const results = Array.from({ length: 67 }, () => [0, LOSS, CANCELED]).flat();
  const { kind, stretches } = strip(results, 1) as Extract<ReturnType<typeof strip>, { kind: 'shares' }>;
  expect(kind).toBe('shares');
  expect(stretches).toHaveLength(67);
  for (const stretch of stretches) expect(stretch).toEqual({ wins: [0.5, 0], loss: 0.5 });
});

test('a stretch in which nothing was played has no share of anything', () => {
  const drawn = strip(
    Array.from({ length: 300 }, () => CANCELED),
    0,
  );
  expect(drawn).toMatchObject({ kind: 'shares' });
  if (drawn.kind === 'shares') expect(drawn.stretches[0]).toEqual({ wins: [0], loss: 0 });
});

test('a million results are at most 72 stretches', () => {
  const drawn = strip(
    Array.from({ length: 1_000_000 }, (_, index) => index % 3),
    2,
  );
  expect(drawn.kind === 'shares' && drawn.stretches.length).toBeLessThanOrEqual(72);
});
