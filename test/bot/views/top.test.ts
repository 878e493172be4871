import { expect, test } from 'vitest';
import { words } from '#bot/i18n/index.ts';
import { visibleLength } from '#bot/views/fit.ts';
import { topResult } from '#bot/views/top.ts';
import { topDetails } from '#bot/views/top-details.ts';
import { topPictureWords } from '#bot/views/top-picture.ts';
import { COUNTS, deepTopFactsOf, topFactsOf } from './worst-case.ts';

const pt = words('pt');

// −R$ 7,76 and R$ 3,45: the ends of the interval, 80.94 % and 93.92 %, with the target ladder: a win +8.70, a loss −77.69.
test('five rows, in the order they were ranked: the first entry before the plan, each with its sample and range', () => {
  const whole = { ...topFactsOf('EURUSD-OTC'), done: 47, sparse: { count: 0, rows: [] } };
  const lines = topResult(pt, whole).text.split('\n');
  expect(lines.slice(3, 6)).toEqual([
    '🥇 <b>EURUSD (OTC)</b> · 1ª 50,5% de 91 (40,5 a 60,6%)',
    'até G2 89,0% de 91 (80,9 a 93,9%)',
    'igual à sorte · empata com 89,9% · ciclo −R$\u00a07,76 a 3,45',
  ]);
  expect(lines.filter((line) => line.startsWith('igual'))).toHaveLength(5);
});

test('what a cycle brings is of the stakes of the person, where they set some, and says so', () => {
  const facts = {
    ...topFactsOf('EURUSD-OTC'),
    ladder: { kind: 'multiplier', multiplier: 2, firstStakeCents: 500 },
  } as const;
  // 81 wins bring (46 · 4.35 + 22 · 3.70 + 13 · 2.40) / 81 = 3.86 each; a loss costs 35.
  const { text } = topResult(pt, facts);
  expect(text).toContain('ciclo −R$\u00a03,55 a 1,50');
  expect(text).toContain('Ciclo: com a sua escada, R$\u00a05,00 e gales × 2.');
  expect(topResult(pt, topFactsOf('X')).text).toContain('Ciclo: com R$\u00a010,00 na 1ª entrada e a escada padrão.');
});

test('counted again, a list says that how many were tried is of then', () => {
  const facts = { ...topFactsOf('X'), ageMs: 9e8, recheck: { kind: 'same' } } as const;
  expect(topResult(pt, facts).text).toContain('A contagem de combinações é a daquele dia: guardei, não refiz.');
  expect(topResult(pt, topFactsOf('X')).text).not.toContain('guardei');
});

test('a list says what a coin would do, how many of its candles there are, and its name', () => {
  expect(topResult(pt, topFactsOf('X')).text).toContain(
    'Cara ou coroa: 87,5%. Velas presentes: 99,4% ou mais. <code>#K7Q2M4XA</code>',
  );
});

test('rows with too many candles missing are named with their coverage, and not ranked', () => {
  const { rows, ...facts } = topFactsOf('BTCUSD');
  const { text } = topResult(pt, { ...facts, rows: rows.slice(0, 3) });
  expect(text).toContain('fora da ordem: EURUSD 97,8%, BTCUSD 97,8%, GBPJPY (OTC) 97,8% e mais 6');
});

test('a tap away each row has all that a rate must carry', () => {
  const { text, keyboard } = topDetails(pt, topFactsOf('EURUSD-OTC'));
  const [, first = ''] = text.split('\n\n');
  expect(first.split('\n')).toEqual([
    '🥇 <b>EURUSD (OTC)</b> · Minoria',
    '🟢 1ª entrada: 46 de 91 = <b>50,5%</b> (40,5% a 60,6%)',
    '🔵 até G1: 68 de 91 = <b>74,7%</b> (64,9% a 82,5%)',
    '🟡 até G2: 81 de 91 = <b>89,0%</b> (80,9% a 93,9%)',
    '🔴 Perdas: 10 · maior sequência: 2',
    'Sequências de perdas: 8 isoladas, 1 de 2 seguidas',
    'Payout 87% · para empatar até G2: 89,9%',
    'Cara ou coroa daria 87,5%',
    '💰 Com R$\u00a010,00 na 1ª entrada e gales que buscam o mesmo lucro, cada ciclo daria em média −R$\u00a00,79 (−R$\u00a07,76 a R$\u00a03,45)',
    'Veredito: <b>igual à sorte</b> · Velas: 497 de 500',
    'Estratégia MINORIA(5), versão 1',
  ]);
  expect(text).toContain('Resultado <code>#K7Q2M4XA</code>');
  expect(keyboard!.flat()).toContainEqual({
    text: '🔎 Conferir a conta',
    data: { verb: 'recheck', resultId: 'K7Q2M4XA' },
  });
});

test('the header says how many combinations were tried, how many stand out, and until when there were candles', () => {
  const textOf = (passed: number) => topResult(pt, { ...topFactsOf('X'), passed }).text;
  expect(textOf(0)).toContain('Testei 1.950 combinações. Nenhuma se separa da sorte. Velas até 20/11 12:00.');
  expect(textOf(1)).toContain('Só uma se separa da sorte.');
  expect(textOf(7)).toContain('7 se separam da sorte.');
});

test('a list that was stopped says how far it came, a whole one does not', () => {
  const facts = topFactsOf('X');
  expect(topResult(pt, facts).text).toContain('Lista parcial: 31 de 47');
  expect(topResult(pt, { ...facts, done: 47 }).text).not.toContain('parcial');
});

test('only a row that passed the correction is called above, however high its rate', () => {
  // 93 of 100 against a break-even of 80 %: chance 3 in 10,000 alone, no wonder among thousands.
  const counts = { ...COUNTS, win: [93], loss: 7, total: 100, cycles: 100 };
  const rowOf = (beats: boolean) => ({ ...topFactsOf('X').rows[0]!, counts, payoutRatio: 0.25, beats });
  const textOf = (beats: boolean) => topResult(pt, { ...topFactsOf('X'), rows: [rowOf(beats)] }).text;
  expect(textOf(true)).toContain('acima do equilíbrio');
  expect(textOf(false)).toContain('igual à sorte');
  const facts = { ...topFactsOf('X'), rows: [rowOf(false)] };
  const picture = topPictureWords(pt, { title: 'Top 5', facts });
  expect(picture.rows[0]!.mark).toBe('igual à sorte');
});

test('the filters that are on are said, and the other order is one tap away', () => {
  const { question } = topFactsOf('X');
  const filtered = { ...question, market: 'otc', category: 'crypto', minPayoutRatio: 0.8 } as const;
  const { text, keyboard } = topResult(pt, { ...topFactsOf('X'), question: filtered });
  expect(text).toContain('até G2 · 100 blocos · OTC · Cripto · payout de 80% ou mais');
  expect(keyboard!.flat()).toContainEqual({
    text: '🎯 Pôr na frente a maior taxa',
    data: { verb: 'top', question: { ...filtered, order: 'predecessor' } },
  });
});

test('with every strategy in one list, each row says which it is', () => {
  const { question } = topFactsOf('X');
  const { text } = topResult(pt, { ...topFactsOf('EURUSD-OTC'), question: { ...question, strategyId: null } });
  expect(text).toContain('todas as estratégias');
  expect(text).toContain('🥇 <b>EURUSD (OTC) Minoria</b>');
});

test('each row opens its own catalog', () => {
  const { market: _m, category: _c, minPayoutRatio: _p, order: _o, ...plan } = topFactsOf('X').question;
  const [first] = topResult(pt, topFactsOf('EURUSD-OTC')).keyboard!.flat();
  expect(first).toEqual({
    text: 'EURUSD (OTC)',
    data: { verb: 'run', query: { ...plan, strategyId: 'MINORIA(5)', ticker: 'EURUSD-OTC' } },
  });
});

test('where there is little room every row keeps its rates, ranges and verdict', () => {
  const { text } = topResult(pt, deepTopFactsOf('EURUSD-OTC'));
  expect(text.match(/1ª [\d,]+% \([\d,]+ a [\d,]+%\)\n(?:até )?G9 [\d,]+% de [\d.]+ \(/g)).toHaveLength(5);
  expect(text.match(/empata com/g)).toHaveLength(5);
  expect(visibleLength(text)).toBeLessThanOrEqual(1024);
});

test('in the picture gales after the second are told as one sum', () => {
  const rowOf = (win: number[]) => ({ ...topFactsOf('X').rows[0]!, counts: { ...COUNTS, win } });
  const detailOf = (win: number[]) =>
    topPictureWords(pt, { title: 'Top 5', facts: { ...topFactsOf('X'), rows: [rowOf(win)] } }).rows[0]!.detail;
  expect(detailOf([46, 22, 13])).toBe('1ª 50,5% (40,5% a 60,6%) · 81 de 91 · W 46 · G1 22 · G2 13 · H 10');
  expect(detailOf([40, 20, 10, 7])).toContain('W 40 · G1 20 · G2 10 · G3 7 · H 10');
  expect(detailOf([40, 20, 10, 4, 2, 1])).toContain('W 40 · G1 20 · G2 10 · G3–G5 7 · H 10');
});

test('nothing open is said plainly', () => {
  expect(topResult(pt, { ...topFactsOf('X'), rows: [], tried: 0, sparse: { count: 0, rows: [] } }).text).toContain(
    'Nenhum ativo aberto',
  );
  const none = { ...topFactsOf('X'), rows: [] };
  expect(topResult(pt, none).text).toMatch(/Ainda faltam velas demais.*\nCom velas faltando.*EURUSD 97,8%/);
  expect(topResult(pt, { ...none, sparse: { count: 0, rows: [] } }).text).toContain('Nada passou por estes filtros');
});
