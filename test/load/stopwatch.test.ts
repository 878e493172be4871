import { expect, test } from 'vitest';
import { testStopwatch } from './stopwatch-test.ts';

test('a second in which nobody is answered shows in the times of all who were due in it', async () => {
  expect(await testStopwatch()).toBeGreaterThan(500);
}, 60_000);
