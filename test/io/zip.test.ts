import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { type ZipEntry, zip } from '#io/zip.ts';
import { unzip } from '#test/support/unzip.ts';

const MADE = new Date(Date.UTC(2026, 10, 20, 15, 30, 42));
const archiveOf = (entries: readonly ZipEntry[]) => buffer(zip(entries, MADE));

test('what is put in comes out, in order, whatever it is', async () => {
  const noise = randomBytes(400_000).toString('base64');
  const entries = [
    { name: 'vazio.csv', text: [] },
    { name: 'ação.json', text: ['çã', 'é🕯️', '\n'] },
    { name: 'long.txt', text: Array.from({ length: 3_000 }, (_, at) => `line ${at}\r\n`) },
    { name: 'noise.txt', text: [noise] },
  ];
  const files = unzip(await archiveOf(entries));
  expect([...files]).toEqual(entries.map(({ name, text }) => [name, text.join('')]));
});

test('an archive of nothing is an archive', async () => {
  expect(unzip(await archiveOf([])).size).toBe(0);
});

test('carries when it was made', async () => {
  const archive = await archiveOf([{ name: 'a', text: ['a'] }]);
  const [time, date] = [archive.readUInt16LE(10), archive.readUInt16LE(12)];
  expect([time >> 11, (time >> 5) & 63, (time & 31) * 2]).toEqual([15, 30, 42]);
  expect([(date >> 9) + 1980, (date >> 5) & 15, date & 31]).toEqual([2026, 11, 20]);
});

test('a source that fails fails the archive', async () => {
  async function* broken(): AsyncGenerator<string> {
    yield 'so far';
    throw new Error('the source broke');
  }
  await expect(archiveOf([{ name: 'a', text: broken() }])).rejects.toThrow('the source broke');
});
