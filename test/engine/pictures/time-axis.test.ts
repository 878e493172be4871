import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#engine/index.ts';
import { timeAxis } from '#engine/pictures/time-axis.ts';

/** 2026-11-20 09:00 UTC. */
const START_MS = Date.UTC(2026, 10, 20, 9);

function minutes(count: number, startMs = START_MS): number[] {
  return Array.from({ length: count }, (_, minute) => startMs + minute * MINUTE_MS);
}

test('round times of the person’s own clock', () => {
  const ticks = timeAxis({ timesMs: minutes(110), utcOffsetMs: -3 * HOUR_MS, dateOrder: 'day-month' });
  expect(ticks).toEqual([
    { slot: 0, label: '06:00' },
    { slot: 20, label: '06:20' },
    { slot: 40, label: '06:40' },
    { slot: 60, label: '07:00' },
    { slot: 80, label: '07:20' },
    { slot: 100, label: '07:40' },
  ]);
});

test('a zone half an hour off has its own round times', () => {
  const ticks = timeAxis({ timesMs: minutes(50), utcOffsetMs: 5.5 * HOUR_MS, dateOrder: 'day-month' });
  expect(ticks[0]).toEqual({ slot: 0, label: '14:30' });
});

test('the first time of a new day is its date', () => {
  const timesMs = minutes(110, Date.UTC(2026, 11, 31, 23, 10));
  const of = (dateOrder: 'day-month' | 'month-day') => {
    return timeAxis({ timesMs, utcOffsetMs: 0, dateOrder }).map(({ label }) => label);
  };
  expect(of('day-month')).toEqual(['23:20', '23:40', '01/01', '00:20', '00:40']);
  expect(of('month-day')).toEqual(['23:20', '23:40', '01/01', '00:20', '00:40']);
});

test('dates are those of the calendar, from 1970 on', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60_000 }), (day) => {
      const timesMs = [day * DAY_MS - MINUTE_MS, day * DAY_MS];
      const last = timeAxis({ timesMs, utcOffsetMs: 0, dateOrder: 'month-day' }).at(-1);
      const expected = new Date(day * DAY_MS).toISOString().slice(5, 10).replace('-', '/');
      expect(last).toEqual({ slot: 1, label: expected });
    }),
  );
});

test('however long the window, at most six labels', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 300 }), fc.constantFrom(1, 5, 15, 1440), (count, step) => {
      const timesMs = Array.from({ length: count }, (_, index) => START_MS + index * step * MINUTE_MS);
      expect(timeAxis({ timesMs, utcOffsetMs: 0, dateOrder: 'day-month' }).length).toBeLessThanOrEqual(6);
    }),
  );
});

test('a slot without a time has no label', () => {
  const timesMs = [START_MS, Number.NaN, START_MS + HOUR_MS];
  expect(timeAxis({ timesMs, utcOffsetMs: 0, dateOrder: 'day-month' }).map(({ slot }) => slot)).toEqual([0, 2]);
});
