import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCandleFile } from '#io/market/candle-file.ts';

const FIXTURES = new URL('../../fixtures/candles/', import.meta.url).pathname;
/** 2022-09-21 00:56 UTC and the two minutes after. */
const CANDLES = [
  { openMs: 1_663_721_760_000, open: 0.9964, high: 0.9964, low: 0.9962, close: 0.99622 },
  { openMs: 1_663_721_820_000, open: 0.9962, high: 0.99628, low: 0.99618, close: 0.99621 },
  { openMs: 1_663_721_880_000, open: 0.99621, high: 0.99625, low: 0.99615, close: 0.99621 },
];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'catalogador-files-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each([
  ['catalogador.csv', 'catalogador'],
  ['catalogador.csv.gz', 'catalogador'],
  ['metatrader4.csv', 'metatrader4'],
  ['metatrader5.csv', 'metatrader5'],
  ['metatrader5-utf16.csv', 'metatrader5'],
  ['histdata.csv', 'histdata'],
  ['iso.csv', 'generic'],
  ['planilha.csv', 'generic'],
  ['milliseconds.csv', 'generic'],
])('%s holds the same three candles', async (name, format) => {
  expect(await readCandleFile(join(FIXTURES, name))).toEqual({ candles: CANDLES, format, duplicates: 0 });
});

test('a gzip is known by its bytes, whatever its name', async () => {
  const path = join(folder, 'candles.txt');
  await writeFile(path, gzipSync('time,open,high,low,close\n1663721760,1,1,1,1\n'));
  expect((await readCandleFile(path)).candles).toHaveLength(1);
});

test('a cut gzip is called damaged', async () => {
  const path = join(folder, 'cut.csv.gz');
  await writeFile(path, gzipSync('time,open,high,low,close\n1663721760,1,1,1,1\n').subarray(0, 30));
  await expect(readCandleFile(path)).rejects.toMatchObject({
    code: 'CSV_INVALID',
    message: '"cut.csv.gz" is a damaged gzip file.',
  });
});

test('a small gzip that unpacks to more than 200 MB is refused', async () => {
  const path = join(folder, 'bomb.csv.gz');
  await writeFile(path, gzipSync(Buffer.alloc(201_000_000, '\n'), { level: 1 }));
  await expect(readCandleFile(path)).rejects.toMatchObject({ message: '"bomb.csv.gz" has more than 200 MB.' });
});

test('a file of more than 200 MB is refused without reading it', async () => {
  const path = join(folder, 'big.csv');
  await writeFile(path, '');
  await truncate(path, 5_000_000_000);
  await expect(readCandleFile(path)).rejects.toMatchObject({ message: '"big.csv" has more than 200 MB.' });
});

test.each([
  ['a path with nothing there', 'nowhere.csv', 'there is no such file'],
  ['a folder', '.', 'it is a folder'],
])('%s is unreadable', async (_, name, reason) => {
  await expect(readCandleFile(join(folder, name))).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
    message: expect.stringContaining(reason),
  });
});
