import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Candle, columnsFrom, emptyColumns, MINUTE_MS } from '#engine/index.ts';
import { markChunk, packChunk, unpackChunk, unpackColours } from '#io/market/chunk.ts';
import { maxHeadBytes } from '#io/market/chunk-head.ts';
import type { Slots } from '#io/market/slots.ts';

const SLOTS = 1440;

/** A day with candles at some minutes only. */
function dayOf(candles: readonly Omit<Candle, 'openMs'>[], slots: readonly number[]): Slots {
  const day = emptyColumns({ timeframe: 'M1', startMs: 0, length: SLOTS });
  const placed = candles.map((candle, at) => ({ ...candle, openMs: (slots[at] ?? 0) * MINUTE_MS }));
  const columns = columnsFrom(placed, 'M1');
  const from = columns.startMs / MINUTE_MS;
  day.colours.set(columns.colours, from);
  for (const price of ['open', 'high', 'low', 'close'] as const) day[price].set(columns[price], from);
  return day;
}

function unpacked(bytes: Buffer): Slots {
  const day = emptyColumns({ timeframe: 'M1', startMs: 0, length: SLOTS });
  unpackChunk(bytes, { into: day, at: 0 });
  for (const at of [0, -700, 700]) {
    const [whole, alone] = [emptyColumns({ timeframe: 'M1', startMs: 0, length: SLOTS }), new Uint8Array(SLOTS)];
    unpackChunk(bytes, { into: whole, at });
    unpackColours(bytes, { into: alone, at });
    expect(alone).toEqual(whole.colours);
  }
  return day;
}

/** Bit for bit: −0 is not 0 here. */
function expectSame(left: Slots, right: Slots): void {
  for (const name of ['colours', 'open', 'high', 'low', 'close'] as const) {
    const differing = [...left[name]].findIndex((value, at) => !Object.is(value, right[name][at]));
    expect({ name, differing }).toEqual({ name, differing: -1 });
  }
}

const slots = fc.uniqueArray(fc.integer({ min: 0, max: SLOTS - 1 }), { minLength: 1, maxLength: 60 });

describe('prices come back bit for bit', () => {
  test('with any number of decimals up to 8, at any height, in any disorder of open, high, low, close', () => {
    const market = fc.integer({ min: 0, max: 8 }).chain((digits) =>
      fc.tuple(
        slots,
        fc.array(
          fc.array(
            fc.integer({ min: 0, max: 2 ** 45 }).map((points) => points / 10 ** digits),
            { minLength: 4, maxLength: 4 },
          ),
          { minLength: 60, maxLength: 60 },
        ),
      ),
    );
    fc.assert(
      fc.property(market, ([places, prices]) => {
        const candles = prices
          .slice(0, places.length)
          .map(([open = 0, high = 0, low = 0, close = 0]) => ({ open, high, low, close }));
        const day = dayOf(candles, places);
        expectSame(unpacked(packChunk(day)), day);
      }),
    );
  });

  test('with prices that are no round decimals', () => {
    const price = fc.double({ noNaN: true, noDefaultInfinity: true });
    const candle = fc.record({ open: price, high: price, low: price, close: price });
    fc.assert(
      fc.property(slots, fc.array(candle, { minLength: 60, maxLength: 60 }), (places, candles) => {
        const day = dayOf(candles.slice(0, places.length), places);
        expectSame(unpacked(packChunk(day)), day);
      }),
    );
  });

  test('with a zero below zero', () => {
    const day = dayOf([{ open: 1, high: 1, low: -0, close: 0 }], [7]);
    expectSame(unpacked(packChunk(day)), day);
  });

  test('after a jump of more than 32 bits can tell', () => {
    const flat = (price: number) => ({ open: price, high: price, low: price, close: price });
    const day = dayOf([flat(0.00000001), flat(90_000_000)], [0, 1]);
    expectSame(unpacked(packChunk(day)), day);
  });
});

test('a chunk written in the first format is read still', () => {
  const head = 'AQWgBQQADw';
  const rows = 'Db+kAEAAAAAAAAAAAAAAAABicAADqqDAAB9v///xQKAAoEAAAAAAoAAAAAAAAAiBMAABFD3QsEAAAAAAoAAAAAAAAABicAAO9+DgA=';
  const bytes = Buffer.from(head.padEnd(356 - rows.length, 'A') + rows, 'base64');
  const prices = [
    [1.1, 1.1002, 1.0999, 1.1001],
    [1.1001, 1.1001, 1.1001, 1.1001],
    [1.2, 1.25, 1.1, 1.1999],
    [9.5, 2000.00001, 0.00001, 9.5],
  ];
  const candles = prices.map(([open = 0, high = 0, low = 0, close = 0]) => ({ open, high, low, close }));
  expectSame(unpacked(bytes), dayOf(candles, [0, 1, 2, 3]));
});

describe('sizes', () => {
  test('a full quiet day takes 3 bytes a candle and a little', () => {
    const candles = Array.from({ length: SLOTS }, (_, minute) => {
      const open = 1.1 + (minute % 7) / 1e5;
      const round = (price: number) => Math.round(price * 1e5) / 1e5;
      return { open: round(open), high: round(open + 0.0002), low: round(open - 0.0002), close: round(open + 0.0001) };
    });
    const bytes = packChunk(
      dayOf(
        candles,
        candles.map((_, minute) => minute),
      ),
    );
    expect(bytes.length).toBeLessThan(3 * SLOTS + 300);
  });

  test('a day of one price takes next to nothing', () => {
    const flat = Array.from({ length: SLOTS }, () => ({ open: 2, high: 2, low: 2, close: 2 }));
    expect(
      packChunk(
        dayOf(
          flat,
          flat.map((_, minute) => minute),
        ),
      ).length,
    ).toBeLessThan(220);
  });
});

test('a chunk laid over the edge of the columns fills only what is inside', () => {
  const flat = Array.from({ length: SLOTS }, (_, minute) => ({
    open: minute + 1,
    high: minute + 1,
    low: minute + 1,
    close: minute + 1,
  }));
  const bytes = packChunk(
    dayOf(
      flat,
      flat.map((_, minute) => minute),
    ),
  );
  const tail = emptyColumns({ timeframe: 'M1', startMs: 0, length: 10 });
  unpackChunk(bytes, { into: tail, at: 5 - SLOTS });
  expect([...tail.open]).toEqual([
    1436,
    1437,
    1438,
    1439,
    1440,
    Number.NaN,
    Number.NaN,
    Number.NaN,
    Number.NaN,
    Number.NaN,
  ]);
  const head = emptyColumns({ timeframe: 'M1', startMs: 0, length: 3 });
  unpackChunk(bytes, { into: head, at: 1 });
  expect([...head.open]).toEqual([Number.NaN, 1, 2]);
});

test('the head of a chunk tells which candles are there', () => {
  fc.assert(
    fc.property(slots, (places) => {
      const flat = places.map(() => ({ open: 1, high: 1, low: 1, close: 1 }));
      const present = new Uint8Array(SLOTS);
      markChunk(packChunk(dayOf(flat, places)).subarray(0, maxHeadBytes(SLOTS)), { present, at: 0 });
      expect([...present.keys()].filter((slot) => present[slot] === 1)).toEqual(places.toSorted((a, b) => a - b));
    }),
  );
});

test('bytes of an unknown format are an error of ours', () => {
  const into = emptyColumns({ timeframe: 'M1', startMs: 0, length: SLOTS });
  expect(() => unpackChunk(Buffer.from([9, 0, 0, 0, 0, 0]), { into, at: 0 })).toThrow('format "9"');
});
