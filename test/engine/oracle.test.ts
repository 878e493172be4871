import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkCaseFiles } from '#ops/commands/catalog-cases.ts';
import { dataFolder, withoutData } from '#test/support/data.ts';

/** Cases in each file, as its README counts them. */
const CASES = {
  'datatrader.json': 798,
  'gldhperes.json': 2793,
  'guilhersantos.json': 1330,
  'leonardofragoso.json': 399,
  'logical-mind.json': 941,
  'lukefeix.json': 399,
  'tiny.json': 16,
};

describe.skipIf(withoutData('counts of six public programs on real candles'))('the counts of', () => {
  const folder = dataFolder ?? '';

  test('other programs are all there', () => {
    expect(
      readdirSync(join(folder, 'oracle'))
        .filter((name) => name.endsWith('.json'))
        .sort(),
    ).toEqual(Object.keys(CASES));
  });

  test.for(Object.entries(CASES))('%s are ours, in all %i cases', async ([file, cases]) => {
    const report = await checkCaseFiles({
      paths: [join(folder, 'oracle', file)],
      candlesFolder: join(folder, 'candles'),
    });
    expect(report.differences.slice(0, 10)).toEqual([]);
    expect(report.passed).toBe(cases);
  });
});
