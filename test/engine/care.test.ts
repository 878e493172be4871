import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cap, capAt, changeCap, DAY_MS, type Most, PAUSES, pauseUntilMs } from '#engine/index.ts';

const NOW_MS = Date.UTC(2026, 10, 20, 15);
const NEXT_MS = Date.UTC(2026, 10, 21, 3);
const moment = { nowMs: NOW_MS, nextDayMs: NEXT_MS };

describe('a break', () => {
  test.each([
    ['day', 1],
    ['week', 7],
    ['month', 30],
    ['half_year', 183],
  ] as const)('of a %s lasts %i days', (pause, days) => {
    expect(pauseUntilMs(pause, { nowMs: NOW_MS, heldUntilMs: null })).toBe(NOW_MS + days * DAY_MS);
  });

  test('that holds is made longer by another, never shorter', () => {
    const heldUntilMs = NOW_MS + 20 * DAY_MS;
    expect(pauseUntilMs('day', { nowMs: NOW_MS, heldUntilMs })).toBe(heldUntilMs);
    expect(pauseUntilMs('month', { nowMs: NOW_MS, heldUntilMs })).toBe(NOW_MS + 30 * DAY_MS);
    fc.assert(
      fc.property(fc.constantFrom(...PAUSES), fc.integer({ min: 0, max: 400 }), (pause, days) => {
        const held = NOW_MS + days * DAY_MS;
        expect(pauseUntilMs(pause, { nowMs: NOW_MS, heldUntilMs: held })).toBeGreaterThanOrEqual(held);
      }),
    );
  });
});

describe('a daily limit', () => {
  const NONE: Cap = { most: null, next: null };

  test('is lower at once, and higher only from the next day on', () => {
    const ten = changeCap(NONE, 10, moment);
    expect(capAt(ten, NOW_MS)).toBe(10);
    const five = changeCap(ten, 5, moment);
    expect(capAt(five, NOW_MS)).toBe(5);
    const twenty = changeCap(five, 20, moment);
    expect(capAt(twenty, NOW_MS)).toBe(5);
    expect(capAt(twenty, NEXT_MS - 1)).toBe(5);
    expect(capAt(twenty, NEXT_MS)).toBe(20);
  });

  test('is taken away only from the next day on', () => {
    const off = changeCap({ most: 10, next: null }, null, moment);
    expect(capAt(off, NOW_MS)).toBe(10);
    expect(capAt(off, NEXT_MS)).toBeNull();
  });

  test('set again to what it is takes back what was to come', () => {
    const raised = changeCap({ most: 10, next: null }, 30, moment);
    const back = changeCap(raised, 10, moment);
    expect(capAt(back, NEXT_MS)).toBe(10);
  });

  test('however often it is changed within a day, the day gets no more than its lowest', () => {
    const wish = fc.option(fc.integer({ min: 1, max: 1_000 }), { nil: null });
    fc.assert(
      fc.property(fc.array(wish, { minLength: 1, maxLength: 12 }), (wishes: Most[]) => {
        let cap = NONE;
        let lowest = Number.POSITIVE_INFINITY;
        for (const wanted of wishes) {
          cap = changeCap(cap, wanted, moment);
          lowest = Math.min(lowest, wanted ?? lowest);
          expect(capAt(cap, NOW_MS) ?? Number.POSITIVE_INFINITY).toBe(lowest);
        }
        expect(capAt(cap, NEXT_MS)).toBe(wishes.at(-1));
      }),
    );
  });
});
