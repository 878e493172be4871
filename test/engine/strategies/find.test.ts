import { describe, expect, test } from 'vitest';
import { findStrategy, nearestStrategies } from '#engine/index.ts';

const idOf = (name: string) => findStrategy({ timeframe: 'M1', name })?.id;

describe('findStrategy', () => {
  test('does not mind case, accents, spaces, dashes and underscores', () => {
    const spellings = ['TORRES_GEMEAS', 'torres gêmeas', 'Torres-Gemeas', ' TORRES  GÊMEAS ', 'torresgemeas', 'torres'];
    expect(spellings.map(idOf)).toEqual(spellings.map(() => 'TORRES_GEMEAS'));
  });

  test('knows the default strategy of the owner by the names he gave it', () => {
    expect(['minority', 'Minoria', 'MINORIA(5)', 'minority(5)'].map(idOf)).toEqual(Array(4).fill('MINORIA(5)'));
    expect(findStrategy({ timeframe: 'M1', name: 'minority' })).toMatchObject({ block: 5, reads: [0, 1, 2, 3, 4] });
  });

  test('builds the minority of the last N with any entry a block has room for', () => {
    expect(findStrategy({ timeframe: 'M1', name: 'MINORIA(3)' })).toMatchObject({
      id: 'MINORIA(3)',
      reads: [2, 3, 4],
      rule: 'minority',
    });
    expect(findStrategy({ timeframe: 'M1', name: 'minoria(2, 4)' })).toMatchObject({
      id: 'MINORIA(2,4)',
      reads: [3, 4],
    });
    expect(findStrategy({ timeframe: 'M1', name: 'minoria(2,4)' })?.levels.slice(0, 3)).toEqual([9, 10, 11]);
    expect(findStrategy({ timeframe: 'M5', name: 'MINORIA(6)' })).toMatchObject({
      block: 6,
      reads: [0, 1, 2, 3, 4, 5],
    });
  });

  test('knows no minority of more candles than a block has, nor an entry outside the next block', () => {
    expect(['MINORIA(6)', 'MINORIA(0)', 'MINORIA(3,5)', 'MINORIA(-1)', 'MINORIA()'].map(idOf)).toEqual(
      Array(5).fill(undefined),
    );
  });

  test('finds its own general forms again by their ids', () => {
    for (const id of ['MINORIA(1)', 'MINORIA(2)', 'MINORIA(3)', 'MINORIA(4,1)', 'MINORIA(5,4)'])
      expect(idOf(id)).toBe(id);
  });
});

describe('nearestStrategies', () => {
  test('offers what was probably meant, each strategy once, at most three', () => {
    expect(nearestStrategies({ timeframe: 'M1', name: 'minorty' })[0]).toBe('MINORIA(5)');
    expect(nearestStrategies({ timeframe: 'M1', name: 'tores gemeas' })[0]).toBe('TORRES_GEMEAS');
    expect(nearestStrategies({ timeframe: 'M1', name: 'mhi' })).toHaveLength(3);
  });

  test('offers nothing for what is like nothing', () => {
    expect(nearestStrategies({ timeframe: 'M1', name: 'qqqqqqqqqqqqqqq' })).toEqual([]);
    expect(nearestStrategies({ timeframe: 'M1', name: 'm'.repeat(5000) })).toEqual([]);
  });
});
