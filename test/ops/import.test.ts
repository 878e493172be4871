import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findAsset } from '#io/market/assets.ts';
import { readColumns } from '#io/market/candle-store.ts';
import { freshDatabase } from '../support/database.ts';

const { database: db, url } = await freshDatabase();
const MAIN = new URL('../../ops/main.ts', import.meta.url).pathname;
const FIXTURES = new URL('../fixtures/candles/', import.meta.url).pathname;
const HEADER = 'time,open,high,low,close';
/** 2022-09-21 00:56 UTC, the first candle of the fixtures. */
const FIRST_MS = 1_663_721_760_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'catalogador-import-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(async () => {
  await db.deleteFrom('asset').execute();
});

interface Ending {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

function runImport(...words: string[]): Promise<Ending> {
  return new Promise((resolve) => {
    const options = { cwd: folder, env: { ...process.env, DATABASE_URL: url } };
    execFile(process.execPath, [MAIN, 'import', ...words], options, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

async function importText(content: string | Buffer, ...words: string[]): Promise<Ending> {
  const path = join(folder, 'candles.csv');
  await writeFile(path, content);
  return await runImport('--file', path, '--asset', 'EURUSD', ...words);
}

async function storedCloses(ticker: string): Promise<number[]> {
  const asset = await findAsset(db, ticker);
  const range = { fromMs: FIRST_MS, toMs: FIRST_MS + 180_000 };
  return [...(await readColumns(db, { assetId: asset?.id ?? 0, timeframe: 'M1', ...range })).close];
}

describe('a good file', () => {
  test('is stored, and the terminal tells what came in and what lacks', async () => {
    const { exitCode, stdout, stderr } = await runImport(
      '--file',
      join(FIXTURES, 'metatrader4.csv'),
      '--asset',
      'eurusd-otc',
      '--category',
      'forex',
    );
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/Asset +EURUSD-OTC\n/);
    expect(stdout).toMatch(/Format +metatrader4\n/);
    expect(stdout).toMatch(/Candles +3 in the file/);
    expect(stdout).toMatch(/Stored +3 new, 0 already there\n/);
    expect(stdout).toMatch(/Period +2022-09-21 00:56 to 2022-09-21 00:59 UTC/);
    expect(await findAsset(db, 'EURUSD-OTC')).toMatchObject({ category: 'forex', isOtc: true, brokerAssetId: null });
    expect(await storedCloses('EURUSD-OTC')).toEqual([0.99622, 0.99621, 0.99621]);
  });

  test('given twice changes nothing the second time', async () => {
    const words = ['--file', join(FIXTURES, 'catalogador.csv.gz'), '--asset', 'EURUSD'];
    await runImport(...words);
    expect((await runImport(...words)).stdout).toMatch(/Stored +0 new, 3 already there\n/);
  });

  test('of a clock ahead of UTC is moved back', async () => {
    const { exitCode } = await importText(
      '2022.09.21,03:56,1,1,1,1,0\n2022.09.21,03:57,2,2,2,2,0\n',
      '--utc-offset',
      '180',
    );
    expect(exitCode).toBe(0);
    expect((await storedCloses('EURUSD')).slice(0, 2)).toEqual([1, 2]);
  });

  test('with a hole on a weekday and a weekend tells them apart', async () => {
    // Wednesday 00:56, 00:57, 00:59; then the last minute of Friday and the first of Sunday evening.
    const minutes = [0, 1, 3, 4_083, 6_964];
    const lines = minutes.map((minute) => `${FIRST_MS / 1000 + 60 * minute},1,1,1,1`);
    const { stdout } = await importText([HEADER, ...lines].join('\n'));
    expect(stdout).toMatch(/Gaps +2 in market hours: 4080 minutes, longest 4079\n +1 while closed: 2880 minutes/);
  });
});

describe('a bad file is refused with exit code 2, and nothing is stored', () => {
  const good = `${FIRST_MS / 1000},1.1,1.3,1.0,1.2`;
  test.each([
    [
      'a bad line',
      `${HEADER}\n${good}\n${FIRST_MS / 1000 + 60},1.1,abc,1.0,1.2\n`,
      '"candles.csv" line 3: the high "abc" is no price.',
    ],
    ['an empty file', '', '"candles.csv" is empty.'],
    ['only a header', `${HEADER}\n`, '"candles.csv" has a header and no candles.'],
    ['a binary file', Buffer.from('7f454c4602010100000000', 'hex'), '"candles.csv" is a binary file.'],
    ['a binary file in a gzip', gzipSync(Buffer.from([0, 1, 2])), '"candles.csv" is a binary file.'],
    [
      'two candles with one time',
      `${HEADER}\n${good}\n${FIRST_MS / 1000},1.1,1.3,1.0,1.25\n`,
      'line 3: a second candle for 2022-09-21T00:56:00.000Z, not the one of line 2.',
    ],
    [
      'candles of five minutes',
      `${HEADER}\n${FIRST_MS / 1000},1,1,1,1\n${FIRST_MS / 1000 + 300},1,1,1,1\n`,
      'The candles are 5 minutes apart or more',
    ],
  ])('%s', async (_, content, message) => {
    const { exitCode, stdout, stderr } = await importText(content);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(4);
    expect(await db.selectFrom('asset').select('ticker').execute()).toEqual([]);
  });

  test('a file that is not there', async () => {
    const { exitCode, stderr } = await runImport('--file', 'nowhere.csv', '--asset', 'EURUSD');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('"nowhere.csv" cannot be read: there is no such file.');
  });
});

describe('bad words are refused with exit code 2', () => {
  const file = ['--file', join(FIXTURES, 'catalogador.csv')];
  test.each([
    ['no asset', [...file], "required option '--asset <ticker>' not specified"],
    ['an asset that is none', [...file, '--asset', 'EUR; drop table'], '"EUR; drop table" is no asset.'],
    ['an unknown category', [...file, '--asset', 'EURUSD', '--category', 'flowers'], '"flowers" is no category.'],
    ['an offset that is none', [...file, '--asset', 'EURUSD', '--utc-offset', '9e9'], '"9e9" is no offset.'],
    ['an offset of days', [...file, '--asset', 'EURUSD', '--utc-offset=-900'], '"-900" is no offset.'],
  ])('%s', async (_, words, message) => {
    const { exitCode, stderr } = await runImport(...words);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
  });
});
