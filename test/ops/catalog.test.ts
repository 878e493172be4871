import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { strategiesOf } from '#engine/index.ts';
import { BLOCK_START_MS, candlesOf } from '#test/support/colours.ts';

/** Worked by hand: MHI 1 gives D G2 H D with two gales. */
const COLOURS = 'RRGGD GGRRG RDGRG GGGGD RRRGG';
const FROM_SECONDS = BLOCK_START_MS / 1000;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'catalogador-cli-'));
  await writeFile(join(folder, 'EURUSD-OTC.csv'), csvOf(COLOURS));
  await writeFile(join(folder, 'EURUSD-OTC.csv.gz'), gzipSync(csvOf(COLOURS)));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function csvOf(colours: string): string {
  const rows = candlesOf(colours).map(({ openMs, open, high, low, close }) =>
    [openMs / 1000, open, high, low, close].join(','),
  );
  return `time,open,high,low,close\n${rows.join('\n')}\n`;
}

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function catalog(...words: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['ops/main.ts', 'catalog', ...words], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

const file = () => join(folder, 'EURUSD-OTC.csv');

describe('catalogador catalog', () => {
  test('prints one line of JSON with the keys in their promised order', async () => {
    const { stdout, code } = await catalog(
      '--file',
      file(),
      '--timeframe',
      'M1',
      '--strategy',
      'MHI1_MIN',
      '--depth',
      '2',
      '--json',
    );
    expect(stdout).toBe(
      '{"strategy":"MHI1_MIN","timeframe":"M1","depth":2,"cycles":4,"win":[0,0,1],"loss":1,"doji":2,"no_signal":0,"void":0,"total":2,"max_loss_streak":1,"max_win_streak":1,"codes":"D G2 H D"}\n',
    );
    expect(code).toBe(0);
  });

  test('reads gzip, and every way to count dojis', async () => {
    const gz = join(folder, 'EURUSD-OTC.csv.gz');
    const ways = ['--doji-read', 'ignore', '--unanimous', 'skip', '--doji-entry', 'void'];
    const { stdout } = await catalog('--file', gz, '--strategy', 'mhi', ...ways, '--json');
    expect(JSON.parse(stdout)).toMatchObject({ strategy: 'MHI1_MIN', cycles: 4, doji: 0 });
    const [ignored, red] = await Promise.all([
      catalog('--file', gz, '--strategy', 'MILHAO_MIN', '--doji-read', 'ignore', '--json'),
      catalog('--file', gz, '--strategy', 'MILHAO_MIN', '--doji-read', 'red', '--json'),
    ]);
    // N, without a signal, stands in no strip.
    expect(JSON.parse(ignored.stdout)).toMatchObject({ no_signal: 2, codes: 'W W' });
    expect(JSON.parse(red.stdout)).toMatchObject({ win: [4, 0, 0], codes: 'W W W W' });
  });

  test('sees only the candles between --from and --to', async () => {
    const range = ['--from', `${FROM_SECONDS + 300}`, '--to', `${FROM_SECONDS + 18 * 60}`];
    const { stdout } = await catalog('--file', file(), '--strategy', 'MHI1_MIN', '--json', ...range);
    expect(JSON.parse(stdout)).toMatchObject({ cycles: 2, codes: 'G2 H' });
  });

  test('gives all strategies of the timeframe as an array', async () => {
    const { stdout } = await catalog('--file', file(), '--strategy', 'all', '--json');
    const ids = (JSON.parse(stdout) as { strategy: string }[]).map(({ strategy }) => strategy);
    expect(ids).toEqual(strategiesOf('M1').map(({ id }) => id));
  });

  test('leaves those out that have no such depth', async () => {
    const { stdout } = await catalog('--file', file(), '--strategy', 'all', '--depth', '3', '--json');
    const ids = (JSON.parse(stdout) as { strategy: string }[]).map(({ strategy }) => strategy);
    expect(
      strategiesOf('M1')
        .map(({ id }) => id)
        .filter((id) => !ids.includes(id)),
    ).toEqual(['PADRAO_IMPAR', 'C3']);
  });

  test('prints a table for people that fits its screen', async () => {
    const { stdout } = await catalog('--file', file(), '--strategy', 'all');
    expect(stdout).toContain('25 of 25 candles');
    expect(stdout).toMatch(/MHI1_MIN +4 +0 +0 +1 +1 +2 +0 +0 +50\.00/);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  test('draws a PNG', async () => {
    const png = join(folder, 'out.png');
    const { code } = await catalog('--file', file(), '--strategy', 'MHI1_MIN', '--chart', png);
    expect(code).toBe(0);
    expect((await readFile(png)).subarray(1, 4).toString()).toBe('PNG');
  });
});

describe('catalogador catalog --cases', () => {
  const cases = (loss: number) => ({
    cases: [
      {
        id: 'one',
        file: 'EURUSD-OTC.csv',
        timeframe: 'M1',
        from: FROM_SECONDS,
        to: FROM_SECONDS + 1500,
        strategy: 'MHI1_MIN',
        variant: { doji_read: 'cancel', unanimous: 'enter', doji_entry: 'loss' },
        expect: { 0: { win0: 0, loss: 2, total: 2 }, 2: { win2: 1, loss, doji: 2 } },
      },
    ],
  });

  test('passes where the counts agree', async () => {
    await writeFile(join(folder, 'right.json'), JSON.stringify(cases(1)));
    const ended = await catalog('--cases', join(folder, 'right.json'), '--candles', folder);
    expect(ended).toMatchObject({ code: 0, stdout: '1 passed, 0 failed\n' });
  });

  test('prints every difference and ends with 1 where they do not', async () => {
    await writeFile(join(folder, 'wrong.json'), JSON.stringify(cases(5)));
    const files = [join(folder, 'wrong.json'), join(folder, 'right.json')];
    await writeFile(files[1]!, JSON.stringify(cases(1)));
    const ended = await catalog('--cases', ...files, '--candles', folder);
    expect(ended).toMatchObject({ code: 1, stdout: 'one M1 MHI1_MIN g2: loss is 1, expected 5\n1 passed, 1 failed\n' });
  });

  test('takes cases written as colours', async () => {
    const tiny = [
      {
        id: 't',
        timeframe: 'M1',
        first_time: FROM_SECONDS,
        colours: COLOURS.replaceAll(' ', ''),
        depth: 2,
        expect: { MHI2_MIN: { codes: 'D G1 H D', loss: 1 } },
      },
    ];
    await writeFile(join(folder, 'tiny.json'), JSON.stringify(tiny));
    expect(await catalog('--cases', join(folder, 'tiny.json'))).toMatchObject({
      code: 0,
      stdout: '1 passed, 0 failed\n',
    });
  });
});

describe('a mistake is told in four lines and ends with 2', () => {
  const mistakes: readonly [string, () => string[], RegExp][] = [
    ['no file', () => [], /No candles are given/],
    ['a file that is not there', () => ['--file', join(folder, 'none.csv')], /none\.csv" cannot be read/],
    ['an unknown strategy', () => ['--file', file(), '--strategy', 'MHI9'], /no strategy "MHI9".*\n.*\n.*MHI/],
    ['an unknown timeframe', () => ['--file', file(), '--timeframe', 'm7'], /"--timeframe" cannot be "M7"/],
    ['fifty gales', () => ['--file', file(), '--depth', '50'], /no depth "50"/],
    ['a depth that is no number', () => ['--file', file(), '--depth', '1e1'], /"--depth" cannot be "1e1"/],
    ['a range turned round', () => ['--file', file(), '--from', '200', '--to', '100'], /"--to" is not after "--from"/],
    ['a range without candles', () => ['--file', file(), '--from', '0', '--to', '60'], /No candle of the file/],
    ['an unknown way to read dojis', () => ['--file', file(), '--doji-read', 'blue'], /"--doji-read" cannot be "blue"/],
    [
      'a chart of everything',
      () => ['--file', file(), '--strategy', 'all', '--chart', join(folder, 'a.png')],
      /draws one strategy/,
    ],
    [
      'a chart with nowhere to go',
      () => ['--file', file(), '--chart', join(folder, 'no', 'a.png')],
      /cannot be written/,
    ],
    ['cases without candles', () => ['--cases', join(folder, 'lost.json')], /--candles/],
    ['cases that are none', () => ['--cases', file()], /is not JSON/],
    ['cases of another shape', () => ['--cases', join(folder, 'shape.json')], /is no file of cases/],
  ];

  test.for(mistakes)('%s', async ([_, words, told]) => {
    await writeFile(join(folder, 'shape.json'), '{"cases":[{"id":1}]}');
    const one = { id: 'x', file: 'a.csv', timeframe: 'M1', from: 0, to: 60, strategy: 'R7', expect: {} };
    await writeFile(join(folder, 'lost.json'), JSON.stringify({ cases: [one] }));
    const { code, stdout, stderr } = await catalog(...words());
    expect(stderr).toMatch(told);
    expect(stderr.trimEnd().split('\n')).toHaveLength(4);
    expect([code, stdout]).toEqual([2, '']);
  });
});
