import { expect, test } from 'vitest';
import { displayTicker } from '#engine/index.ts';

test.for([
  ['EURUSD-OTC', 'EURUSD (OTC)'],
  ['EURUSD-OTC-L', 'EURUSD (OTC)'],
  ['EURUSD-op', 'EURUSD'],
  ['EURUSD', 'EURUSD'],
  ['OTCX-USD', 'OTCX-USD'],
] as const)('%s is shown as %s', ([ticker, shown]) => {
  expect(displayTicker(ticker)).toBe(shown);
});
