import { expect, test } from 'vitest';
import { createShift, OPERATOR_ID } from '#jobs/feed/shift.ts';

const SHIFT_MS = 600_000;
const shiftOf = (links: readonly number[], hasOperator = false) =>
  createShift({ hasOperator, links: async () => links });

test('linked accounts take turns of ten minutes, round and round', async () => {
  const shift = shiftOf([3, 5, 9]);
  const seen: (number | null)[] = [];
  for (let at = 0; at < 4; at += 1) {
    seen.push(await shift.now(at * SHIFT_MS), await shift.now((at + 1) * SHIFT_MS - 1));
  }
  expect(seen).toEqual([3, 3, 5, 5, 9, 9, 3, 3]);
});

test('one that was dismissed or unlinked is followed by the next at once', async () => {
  const links = [3, 5, 9];
  const shift = createShift({ hasOperator: false, links: async () => links });
  expect(await shift.now(0)).toBe(3);
  shift.dismiss(3);
  expect(await shift.now(1)).toBe(5);
  links.splice(1, 1);
  expect(await shift.now(2)).toBe(9);
});

test('a refusal of somebody who is not on duty changes nothing', async () => {
  const shift = shiftOf([3, 5]);
  expect(await shift.now(0)).toBe(3);
  shift.dismiss(5);
  expect(await shift.now(1)).toBe(3);
});

test("the operator's account serves alone until it is dismissed", async () => {
  const shift = shiftOf([3], true);
  expect(await shift.now(0)).toBe(OPERATOR_ID);
  expect(await shift.now(10 * SHIFT_MS)).toBe(OPERATOR_ID);
  shift.dismiss(OPERATOR_ID);
  expect(await shift.now(10 * SHIFT_MS)).toBe(3);
});

test('with nobody linked nobody is on duty', async () => {
  expect(await shiftOf([]).now(0)).toBeNull();
});
