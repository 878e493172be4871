import { expect, test } from 'vitest';
import { DAY_MS, dueReminder, type Subscription } from '#engine/index.ts';

const END_MS = Date.UTC(2026, 11, 20, 12);
const month: Subscription = {
  ...{ state: 'active', fromMs: END_MS - 30 * DAY_MS, untilMs: END_MS, renews: false, next: null },
  plan: { code: 'premium', version: 1, rank: 1, dayWorth: 1 },
};
const dueAt = (days: number, subscription = month) => {
  const due = dueReminder(subscription, END_MS + days * DAY_MS);
  return due && `${due.days} ${due.when}`;
};

test('a word comes 7, 3 and 1 days before and after the end, and the latest one is what is due', () => {
  const days = [-8, -7, -4, -3, -2, -1, -0.01, 0, 0.99, 1, 2, 3, 6, 7, 9, 10];
  expect(days.map((at) => dueAt(at))).toEqual([
    ...[null, '7 before', '7 before', '3 before', '3 before', '1 before', '1 before', null, null],
    ...['1 after', '1 after', '3 after', '3 after', '7 after', '7 after', null],
  ]);
});

test('a week’s trial is not said to end in a week on its first day', () => {
  const trial = { ...month, state: 'trialing', fromMs: END_MS - 7 * DAY_MS } as const;
  expect([-7, -5, -3, -1].map((at) => dueAt(at, trial))).toEqual([null, null, '3 before', '1 before']);
});

test('who got the money back, or has another plan coming, is not reminded', () => {
  expect(dueAt(-1, { ...month, state: 'refunded' })).toBeNull();
  expect(dueAt(-1, { ...month, next: { plan: month.plan, ms: DAY_MS, renews: false } })).toBeNull();
});
