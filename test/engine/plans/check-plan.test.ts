import { expect, test } from 'vitest';
import { wrongLimits } from '#engine/index.ts';

const RIGHT = {
  ...{ catalogsPerDay: 10, topsPerDay: 5, assetsPerDay: 3, picturesPerHour: 20 },
  ...{ depth: 2, windowBlocks: 200, windowDays: 7, historyDays: 30, notices: 1, presets: 2, priority: 'free' },
};

/** The most of each, as a plan may say it. */
const MOST = {
  ...{ catalogsPerDay: 1_000_000, topsPerDay: 1_000_000, assetsPerDay: 1_000_000, picturesPerHour: 1_000_000 },
  ...{ depth: 9, windowBlocks: 2_000, windowDays: 60, historyDays: 3_660, notices: 20, presets: 20 },
} as const;

test('limits of a plan are whole numbers from nothing to the most there is', () => {
  expect(wrongLimits(RIGHT)).toEqual([]);
  for (const [name, most] of Object.entries(MOST)) {
    for (const value of [0, most]) expect(wrongLimits({ ...RIGHT, [name]: value })).toEqual([]);
    for (const value of [-1, most + 1, 0.5, Number.NaN, '7', null, undefined]) {
      expect(wrongLimits({ ...RIGHT, [name]: value })).toEqual([`"${name}" must be a whole number from 0 to ${most}.`]);
    }
  }
});

test.for(['free', 'paid', 'admin'])('"%s" is a priority', (priority) => {
  expect(wrongLimits({ ...RIGHT, priority })).toEqual([]);
});

test.for(['', 'FREE', 'first', 1, null])('"%s" is no priority', (priority) => {
  expect(wrongLimits({ ...RIGHT, priority })).toEqual(['"priority" must be free, paid or admin.']);
});

test('a limit that is missing, one too many and a word for an object are all named', () => {
  const { depth: _, ...rest } = RIGHT;
  expect(wrongLimits({ ...rest, candles: 5, toString: 1 })).toEqual([
    '"depth" must be a whole number from 0 to 9.',
    '"candles" is no limit.',
    '"toString" is no limit.',
  ]);
  for (const limits of [null, undefined, 'none', 7, [RIGHT]]) {
    expect(wrongLimits(limits)).toEqual(['The limits are no object.']);
  }
});
