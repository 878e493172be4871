import fc from 'fast-check';
import { expect, test } from 'vitest';
import { civilDay, dayNumber } from '#engine/calendar.ts';

test('days are numbered as the clock of the machine numbers them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 84_000 }), (number) => {
      const date = new Date(number * 86_400_000);
      const day = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
      expect(civilDay(number)).toEqual(day);
      expect(dayNumber(day)).toBe(number);
    }),
    { numRuns: 2000 },
  );
});

test('days that do not exist have no number', () => {
  const days = [
    { year: 2025, month: 2, day: 29 },
    { year: 2100, month: 2, day: 29 },
    { year: 2026, month: 4, day: 31 },
    { year: 2026, month: 13, day: 1 },
    { year: 2026, month: 0, day: 1 },
    { year: 2026, month: 1, day: 0 },
    { year: 1, month: 1, day: 1 },
    { year: 9999, month: 1, day: 1 },
  ];
  expect(days.map(dayNumber)).toEqual(days.map(() => null));
  expect(dayNumber({ year: 2024, month: 2, day: 29 })).not.toBeNull();
  expect(dayNumber({ year: 2000, month: 2, day: 29 })).not.toBeNull();
});
