import { expect, test } from 'vitest';
import { csv, fileName } from '#bot/views/csv.ts';

test('starts with the mark of UTF-8 and ends every line as spreadsheets like it', () => {
  expect(csv([['hora', 'ção'], ['14:05']])).toBe('\ufeffhora;ção\r\n14:05\r\n');
});

test.each([
  ['=1+1', "'=1+1"],
  ['+55', "'+55"],
  ['-2', "'-2"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tcmd', "'\tcmd"],
  ['=HYPERLINK("http://x";"y")', `"'=HYPERLINK(""http://x"";""y"")"`],
])('A14: what looks like a formula, "%s", is only text', (text, cell) => {
  expect(csv([[text]])).toBe(`\ufeff${cell}\r\n`);
});

test('a cell with the separator, a quote or a new line stays one cell', () => {
  expect(csv([['a;b', 'say "hi"', 'two\nlines']])).toBe('\ufeff"a;b";"say ""hi""";"two\nlines"\r\n');
});

test('a file name has nothing a device would refuse', () => {
  expect(fileName(['entradas', '../EUR/USD (OTC)', 'M1'], 'csv')).toBe('entradas-..EURUSDOTC-M1.csv');
  expect(fileName(['entradas', '🚀', 'M1'], 'csv')).toBe('entradas-M1.csv');
});
