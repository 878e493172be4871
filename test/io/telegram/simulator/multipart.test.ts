import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMultipart } from '#io/telegram/simulator/multipart.ts';

const BOUNDARY = 'XyZ';
const body = (...parts: readonly [header: string, content: Uint8Array | string][]) =>
  Buffer.concat([
    ...parts.flatMap(([header, content]) => [
      Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; ${header}\r\n\r\n`),
      Buffer.from(content),
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${BOUNDARY}--\r\n`),
  ]);
const read = (bytes: Buffer, chunkBytes: number, caps = { fieldBytes: 1000, fileBytes: 1000 }) => {
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, index) =>
    bytes.subarray(index * chunkBytes, (index + 1) * chunkBytes),
  );
  return readMultipart(Readable.from(chunks), { boundary: BOUNDARY, ...caps });
};

test('any bytes arrive whole, however the network cuts them', async () => {
  const inputs = [
    fc.uint8Array({ maxLength: 300 }),
    fc.string({ unit: 'grapheme', maxLength: 50 }),
    fc.integer({ min: 1, max: 60 }),
  ] as const;
  await fc.assert(
    fc.asyncProperty(...inputs, async (content, text, chunkBytes) => {
      const { fields, files } = await read(
        body(['name="t"', text], ['name="f"; filename="a b.png"', content]),
        chunkBytes,
      );
      expect(fields.t).toBe(Buffer.from(text).toString('utf8'));
      expect(files).toMatchObject([{ field: 'f', name: 'a b.png' }]);
      expect(files[0]!.bytes.equals(Buffer.from(content))).toBe(true);
    }),
    { seed: 20261120, numRuns: 200 },
  );
});

test('content that looks like the boundary is content', async () => {
  const tricky = `\r\n--Xy\r\n--${BOUNDARY.slice(0, 2)}\r\n\r\n`;
  for (let chunkBytes = 1; chunkBytes < 40; chunkBytes += 1) {
    expect((await read(body(['name="t"', tricky]), chunkBytes)).fields.t).toBe(tricky);
  }
});

test('names come quoted or bare', async () => {
  const { fields, files } = await read(body(['name=a', '1'], ['name=b;filename=c.csv', '2']), 7);
  expect(fields).toEqual({ a: '1' });
  expect(files.map(({ field, name }) => [field, name])).toEqual([['b', 'c.csv']]);
});

describe('what is refused', () => {
  test('fields and files above their caps', async () => {
    const caps = { fieldBytes: 10, fileBytes: 20 };
    await expect(read(body(['name="a"', '123456'], ['name="b"', '12345']), 64, caps)).rejects.toMatchObject({
      status: 413,
    });
    await expect(read(body(['name="f"; filename="f"', 'x'.repeat(21)]), 64, caps)).rejects.toMatchObject({
      status: 413,
    });
    await expect(read(body(['name="f"; filename="f"', 'x'.repeat(20)]), 64, caps)).resolves.toBeDefined();
  });

  test('headers without end', async () => {
    const endless = Buffer.from(`--${BOUNDARY}\r\n${'x'.repeat(20_000)}`);
    await expect(read(endless, 1000)).rejects.toMatchObject({ status: 413 });
  });

  test.each([
    '',
    'hello',
    `--${BOUNDARY}`,
    `--${BOUNDARY}\r\nContent-Disposition: form-data\r\n\r\nx\r\n--${BOUNDARY}--`,
  ])('a body like %j', async (text) => {
    await expect(read(Buffer.from(text), 5)).rejects.toMatchObject({ status: 400 });
  });
});
