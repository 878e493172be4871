import { afterAll, describe, expect, inject, test } from 'vitest';
import { openGround } from './ground.ts';
import { MUTANTS } from './mutants.ts';
import { type Outcome, simulate } from './simulate.ts';
import { EVERY_CHANGE } from './story.ts';

const SEEDS = 200;
/** Every mutant must be noticed in one of so many; most are in the first few. Which ones those are changes with every statement. */
const MUTANT_SEEDS = 120;

const ground = await openGround({ serverUrl: inject('databaseUrl') });
afterAll(() => ground[Symbol.asyncDispose]());

/** What to type to see it again. */
function again({ seed }: Outcome): string {
  return `npm run simulate -- --seed ${seed} --story`;
}

test(`${SEEDS} lives of the product keep every promise`, async () => {
  const broken: string[] = [];
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const outcome = await simulate({ seed, ground, size: EVERY_CHANGE });
    if (outcome.broken.length > 0) broken.push(`${again(outcome)}: ${outcome.broken.join('; ')}`);
  }
  expect(broken).toEqual([]);
}, 600_000);

test('the same seed is the same life, to the last step', async () => {
  const outcomes = [];
  for (const seed of [5, 17, 5]) outcomes.push(await simulate({ seed, ground, size: EVERY_CHANGE }));
  const [first, other, second] = outcomes.map(({ fingerprint, steps }) => `${steps} steps, ${fingerprint}`);
  expect(second).toBe(first);
  expect(other).not.toBe(first);
}, 120_000);

describe('a product with one promise broken is found out', () => {
  test.each(MUTANTS)(
    '$name',
    async (mutant) => {
      let broken: readonly string[] = [];
      for (let seed = 1; seed <= MUTANT_SEEDS && broken.length === 0; seed += 1)
        broken = (await simulate({ seed, ground, size: EVERY_CHANGE, mutant })).broken;
      expect(broken).not.toEqual([]);
    },
    600_000,
  );
});
