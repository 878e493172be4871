import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packFrames, unpackFrames } from '#io/market/frames.ts';

function thereAndBack(values: readonly number[]): number[] {
  const packed = packFrames(Float64Array.from(values));
  if (packed === null) throw new Error('Not packed.');
  // Something stands before and after, as in a chunk.
  const bytes = Buffer.concat([Buffer.from([9, 9, 9]), packed, Buffer.from([9])]);
  const { values: read, nextAt } = unpackFrames(bytes, { at: 3, count: values.length });
  expect(nextAt).toBe(bytes.length - 1);
  return [...read];
}

test('every width from nothing to 32 bits comes back', () => {
  for (let width = 0; width <= 32; width += 1) {
    const values = Array.from({ length: 33 }, (_, at) => Math.max(0, 2 ** width - 1 - (at % 3)));
    expect(thereAndBack(values)).toEqual(values);
  }
});

test('any numbers that fit come back, in any length', () => {
  const wide = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
  const small = fc.integer({ min: 0, max: 300 });
  fc.assert(
    fc.property(fc.oneof(fc.array(wide, { maxLength: 100 }), fc.array(small, { maxLength: 100 })), (values) => {
      expect(thereAndBack(values)).toEqual(values);
    }),
  );
});

test('numbers beyond 32 bits are refused', () => {
  expect(packFrames(Float64Array.of(2 ** 32))).toBeNull();
  expect(packFrames(Float64Array.of(1, -(2 ** 31) - 1))).toBeNull();
  expect(packFrames(Float64Array.of(2 ** 32 - 1))).not.toBeNull();
});

test('one wild number makes its own neighbours wide and nobody else', () => {
  const calm = packFrames(new Float64Array(1_440).fill(7))?.length ?? 0;
  const wild = packFrames(new Float64Array(1_440).fill(7).fill(1_000_000, 700, 701))?.length ?? 0;
  // 32 values of 20 bits in place of 3.
  expect(wild - calm).toBe((32 * (20 - 3)) / 8);
});
