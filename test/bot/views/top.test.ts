import { expect, test } from 'vitest';
import { words } from '#bot/i18n/index.ts';
import { topPictureWords, topResult } from '#bot/views/top.ts';
import { COUNTS, topFactsOf } from './worst-case.ts';

const pt = words('pt');

test('five rows, in the order they were ranked, each with its sample, range and counts', () => {
  const lines = topResult(pt, topFactsOf('EURUSD-OTC')).text.split('\n');
  expect(lines[4]).toBe('🥇 <b>EURUSD (OTC)</b> · <b>89,0%</b> de 91 (80,9% a 93,9%)');
  expect(lines[5]).toBe('W 46 · G1 22 · G2 13 · H 10 · empata com 89,9% · igual à sorte');
  expect(lines.filter((line) => line.startsWith('W '))).toHaveLength(5);
  expect(lines.join()).not.toContain('USDCHF');
});

test('a list that was stopped says how far it came, a whole one does not', () => {
  const facts = topFactsOf('X');
  expect(topResult(pt, facts).text).toContain('Lista parcial: 31 de 47');
  expect(topResult(pt, { ...facts, done: 47 }).text).not.toContain('parcial');
});

test('the best of many must stand out against all of them', () => {
  // 93 of 100 against a break-even of 80 %: chance 3 in 10,000 alone, no wonder among 200.
  const counts = { ...COUNTS, win: [93], loss: 7, total: 100, cycles: 100 };
  const row = { ticker: 'X', counts, payoutRatio: 0.25, dojiRatio: 0 };
  const facts = { ...topFactsOf('X'), rows: [row], withoutCandles: 0 };
  expect(topResult(pt, { ...facts, done: 1, total: 1 }).text).toContain('acima do equilíbrio');
  expect(topResult(pt, { ...facts, done: 200, total: 200 }).text).toContain('igual à sorte');
  expect(topPictureWords(pt, { ...facts, done: 200, total: 200 }).rows[0]!.mark).toBe('igual à sorte');
});

test('each row opens its own catalog', () => {
  const facts = topFactsOf('EURUSD-OTC');
  const [first] = topResult(pt, facts).keyboard!.flat();
  expect(first).toEqual({
    text: 'EURUSD (OTC)',
    data: { verb: 'run', query: { ...facts.question, ticker: 'EURUSD-OTC' } },
  });
});

test('gales after the second are told as one sum', () => {
  const rowOf = (win: number[]) => ({ ...topFactsOf('X').rows[0]!, counts: { ...COUNTS, win } });
  const linesOf = (win: number[]) => topResult(pt, { ...topFactsOf('X'), rows: [rowOf(win)] }).text;
  expect(linesOf([40, 20, 10, 7])).toContain('W 40 · G1 20 · G2 10 · G3 7 · H 10');
  expect(linesOf([40, 20, 10, 4, 2, 1])).toContain('W 40 · G1 20 · G2 10 · G3–G5 7 · H 10');
});

test('nothing open is said plainly', () => {
  expect(topResult(pt, { ...topFactsOf('X'), rows: [] }).text).toContain('Nenhum ativo aberto');
});
