import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError, type Candle } from '#engine/index.ts';
import { type CsvOptions, parseCandles } from '#io/market/csv.ts';

const HEADER = 'time,open,high,low,close';
/** 2022-09-21 00:56 UTC. */
const FIRST_SECOND = 1_663_721_760;

function parse(text: string, options: Partial<CsvOptions> = {}) {
  return parseCandles(Buffer.from(text), { fileName: 'candles.csv', ...options });
}

function refusal(text: string | Buffer): AppError {
  try {
    parseCandles(Buffer.from(text), { fileName: 'candles.csv' });
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('It was taken.');
}

function line(minute: number, prices = '1.1,1.3,1.0,1.2'): string {
  return `${FIRST_SECOND + 60 * minute},${prices}`;
}

describe('what is taken', () => {
  test('lines in any order come out ascending', () => {
    const { candles } = parse([HEADER, line(2), line(0), line(1)].join('\n'));
    expect(candles.map(({ openMs }) => openMs / 1000 - FIRST_SECOND)).toEqual([0, 60, 120]);
  });

  test('equal lines are one candle and are counted', () => {
    const { candles, duplicates } = parse([HEADER, line(0), line(1), line(0), line(0)].join('\n'));
    expect(candles).toHaveLength(2);
    expect(duplicates).toBe(2);
  });

  test('the offset is taken off times without a zone and left alone in those with one', () => {
    const row = (time: string) => `time,open,high,low,close\n${time},1,1,1,1\n`;
    const openOf = (time: string) => parse(row(time), { utcOffsetMinutes: 180 }).candles[0]?.openMs;
    expect(openOf('2022-09-21 03:56')).toBe(FIRST_SECOND * 1000);
    expect(openOf(`${FIRST_SECOND + 3 * 3600}`)).toBe(FIRST_SECOND * 1000);
    expect(openOf('2022-09-21T00:56:00Z')).toBe(FIRST_SECOND * 1000);
    expect(openOf('2022-09-21 02:56:00+02:00')).toBe(FIRST_SECOND * 1000);
    expect(openOf('21.09.2022 02:56:00.000 GMT+0200')).toBe(FIRST_SECOND * 1000);
  });

  test('a last line without a line end, blank lines and spaces around fields do not matter', () => {
    expect(parse(`${HEADER}\n\n ${line(0, ' 1.1 , 1.3,1.0 ,1.2 ')}\n  \n${line(1)}`).candles).toHaveLength(2);
  });

  test('any price written with up to 12 digits is read as the language reads it', () => {
    const price = fc.tuple(fc.integer({ min: 1, max: 1e12 }), fc.integer({ min: 0, max: 12 }));
    fc.assert(
      fc.property(price, ([points, digits]) => {
        const text = (points / 10 ** digits).toFixed(digits);
        fc.pre(Number(text) > 0);
        const [candle] = parse(`${HEADER}\n${line(0, `${text},${text},${text},${text}`)}`).candles;
        expect(candle?.close).toBe(Number(text));
      }),
    );
  });

  test('very long numbers and exponents are read too', () => {
    const [candle] = parse(`${HEADER}\n${line(0, '1.5e-5,0.000020000000000000001,1e-5,1.2e-05')}`).candles;
    expect(candle).toMatchObject({ open: 1.5e-5, high: 0.00002, low: 1e-5, close: 1.2e-5 });
  });

  test('candles written and read are the same candles', () => {
    const candle = fc
      .tuple(
        fc.integer({ min: 0, max: 5_000_000 }),
        fc.array(fc.integer({ min: 1, max: 9_999_999 }), { minLength: 4, maxLength: 4 }),
      )
      .map(([minute, points]): Candle => {
        const [low = 1, open = 1, close = 1, high = 1] = points.sort((a, b) => a - b).map((value) => value / 1e5);
        return { openMs: minute * 60_000 + 1e12 - (1e12 % 60_000), open, high, low, close };
      });
    fc.assert(
      fc.property(fc.uniqueArray(candle, { selector: ({ openMs }) => openMs, minLength: 1 }), (candles) => {
        const lines = candles.map(({ openMs, open, high, low, close }) =>
          [openMs / 1000, open, high, low, close].join(','),
        );
        const read = parse([HEADER, ...lines].join('\n')).candles;
        expect(read).toEqual(candles.toSorted((left, right) => left.openMs - right.openMs));
      }),
    );
  });
});

describe('what is refused, and where', () => {
  const good = [HEADER, line(0), line(1), line(2)];
  const withLine3 = (text: string) => refusal([...good.slice(0, 2), text, ...good.slice(3)].join('\n'));

  test.each([
    ['a word for a price', line(1, '1.1,abc,1.0,1.2'), 'the high "abc" is no price'],
    ['an empty price', line(1, '1.1,1.3,,1.2'), 'the low "" is no price'],
    ['a negative price', line(1, '1.1,1.3,-1.0,1.2'), 'the low "-1.0" is no price'],
    ['a price of zero', line(1, '0,1.3,1.0,1.2'), 'the open "0" is no price'],
    ['not a number', line(1, '1.1,NaN,1.0,1.2'), 'the high "NaN" is no price'],
    ['two points', line(1, '1.1.1,1.3,1.0,1.2'), 'the open "1.1.1" is no price'],
    ['a high below the low', line(1, '1.1,1.0,1.3,1.2'), 'the high "1.0" is below the low "1.3"'],
    ['an open above the high', line(1, '1.4,1.3,1.0,1.2'), 'the open "1.4" is above the high "1.3"'],
    ['a close below the low', line(1, '1.1,1.3,1.0,0.9'), 'the close "0.9" is below the low "1.0"'],
    ['a cut line', `${FIRST_SECOND + 60},1.1,1.3`, '3 columns where 5 are needed'],
    ['words', 'hello', '1 column where 5 are needed'],
    ['a time that is none', `yesterday,1.1,1.3,1.0,1.2`, '"yesterday" is no time'],
    ['a day that no month has', '2022-02-30 00:00,1.1,1.3,1.0,1.2', '"2022-02-30 00:00" is no time'],
    ['an hour that no day has', '2022-02-03 24:00,1.1,1.3,1.0,1.2', '"2022-02-03 24:00" is no time'],
    ['a month first', '09/21/2022 00:57,1.1,1.3,1.0,1.2', '"09/21/2022 00:57" is no time'],
    ['half a minute', `${FIRST_SECOND + 90},1.1,1.3,1.0,1.2`, 'is not on a whole minute'],
    ['a control character', line(1, '1.1,1.3\u0007,1.0,1.2').padStart(70_000), 'the high "1.3·" is no price'],
  ])('%s', (_, text, problem) => {
    const error = withLine3(text);
    expect(error.code).toBe('CSV_INVALID');
    expect(error.message).toContain('"candles.csv" line 3: ');
    expect(error.message).toContain(problem);
    expect(error.remedy).toBeTruthy();
  });

  test('two different candles with one time, naming both lines', () => {
    const error = refusal([...good, line(1, '1.1,1.3,1.0,1.25')].join('\n'));
    expect(error.message).toBe(
      '"candles.csv" line 5: a second candle for 2022-09-21T00:57:00.000Z, not the one of line 3.',
    );
  });

  test.each([
    ['an empty file', '', 'is empty'],
    ['blank lines only', '\r\n  \n\n', 'is empty'],
    ['a mark and nothing', '\uFEFF', 'is empty'],
    ['only a header', `${HEADER}\n`, 'has a header and no candles'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'is a binary file'],
    ['an archive', Buffer.from('504b030414000000', 'hex'), 'is a ZIP archive'],
    ['prose', 'Once upon a time', 'line 1: no columns found'],
    [
      'a header that lacks columns',
      'time,price,volume\n1,2,3',
      'line 1: the header names no column for open, high, low, close',
    ],
  ])('%s', (_, content, problem) => {
    expect(refusal(content).message).toContain(problem);
  });

  test('more than 200 MB, before reading any of it', () => {
    const parse = () => parseCandles(new Uint8Array(200_000_001), { fileName: 'big.csv' });
    expect(parse).toThrow('"big.csv" has more than 200 MB.');
  });

  test('whatever the bytes are, the ending is candles or CSV_INVALID', () => {
    const pieces = fc.constantFrom(
      HEADER,
      '\n',
      ',',
      ';',
      '\t',
      '"',
      '1.1',
      '0,5',
      '2022.09.21',
      '00:56',
      `${FIRST_SECOND}`,
      'é',
      '-',
      'Z',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.array(pieces).map((parts) => Buffer.from(parts.join(''))),
        ),
        (bytes) => {
          try {
            expect(parseCandles(bytes, { fileName: 'any' }).candles.length).toBeGreaterThan(0);
          } catch (error) {
            expect(error).toMatchObject({ code: 'CSV_INVALID' });
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
