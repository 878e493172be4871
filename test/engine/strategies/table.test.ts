import { describe, expect, test } from 'vitest';
import { strategiesOf, TIMEFRAMES } from '#engine/index.ts';
import { describeStrategy } from '#test/support/strategy-contract.ts';

for (const timeframe of TIMEFRAMES) for (const strategy of strategiesOf(timeframe)) describeStrategy(strategy);

describe('the table', () => {
  test('holds each id once a timeframe', () => {
    const ids = TIMEFRAMES.flatMap((timeframe) => strategiesOf(timeframe).map(({ id }) => `${timeframe} ${id}`));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(58);
  });

  test('spells no two rows of a timeframe alike', () => {
    for (const timeframe of TIMEFRAMES) {
      const spellings = strategiesOf(timeframe).flatMap(({ id, name, aliases }) => {
        return [
          ...new Set(
            [id, name, ...aliases].map((spelling) =>
              spelling
                .normalize('NFD')
                .replace(/[\p{M}\s_-]/gu, '')
                .toLowerCase(),
            ),
          ),
        ];
      });
      expect(spellings).toEqual([...new Set(spellings)]);
    }
  });

  test('starts with what a newcomer gets', () => {
    expect(TIMEFRAMES.map((timeframe) => strategiesOf(timeframe)[0]?.id)).toEqual([
      'MINORIA(5)',
      'MINORIA_LAST5',
      'HORA_DO_EQUILIBRIO',
    ]);
  });
});
