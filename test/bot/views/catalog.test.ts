import { expect, test } from 'vitest';
import { words } from '#bot/i18n/index.ts';
import { catalogResult } from '#bot/views/catalog.ts';
import { catalogPictureWords } from '#bot/views/catalog-picture.ts';
import { visibleLength } from '#bot/views/fit.ts';
import type { Recheck } from '#bot/views/recheck.ts';
import { COUNTS, deepFactsOf, factsOf } from './worst-case.ts';

const pt = words('pt');

// Worked apart: intervals by solving Wilson's equation (p − x)² = z²·x(1 − x)/n; break-even 1 − (0.87/1.87)³;
// coin 1 − ((1 + 27/1431)/2)³; stakes 10.00, 21.49, 46.20, so a win brings 8.70 and a loss takes 77.69:
// at 81 of 91 −0.79, at 80.94 % −7.76, at 93.92 % 3.45.
const GOLDEN = `📊 <b>EURUSD (OTC)</b> · M1 · Minoria
até G2 · 100 blocos
🗓 20/11 04:00 – 11:59 (Brasília)

🟢 1ª entrada: 46 de 91 = <b>50,5%</b> (40,5% a 60,6%)
🔵 até G1: 68 de 91 = <b>74,7%</b> (64,9% a 82,5%)
🟡 até G2: 81 de 91 = <b>89,0%</b> (80,9% a 93,9%)
🔴 Perdas: 10 · maior sequência: 2
Sequências de perdas: 8 isoladas, 1 de 2 seguidas
⚪ Blocos: 100 · nulos por doji (vela sem cor): 9
Entre parênteses, a margem de erro: a taxa de verdade deve estar nessa faixa (95% de confiança).

Payout 87% · para empatar até G2: 89,9%
Cara ou coroa daria 86,8%
Veredito: <b>igual à sorte</b>
Com estes números não dá para separar a estratégia do acaso.
💰 Com R$ 10,00 na 1ª entrada e gales que buscam o mesmo lucro, cada ciclo daria em média −R$ 0,79 (−R$ 7,76 a R$ 3,45)
Velas: 1.431 de 1.440
Estratégia MINORIA(5), versão 1 · resultado <code>#K7Q2M4XA</code>

<i>Passado não é promessa. Só arrisque o que você pode perder.</i>`;

test('a catalog reads like this', () => {
  expect(catalogResult(pt, factsOf('EURUSD-OTC')).text.replaceAll('\u00a0', ' ')).toBe(GOLDEN);
});

test('the figures of the picture are those of the caption', () => {
  const inPicture = catalogPictureWords(pt, factsOf('EURUSD-OTC'));
  const caption = catalogResult(pt, factsOf('EURUSD-OTC')).text.replace(/<[^>]*>/g, '');
  for (const text of [inPicture.title, inPicture.period, inPicture.payout]) expect(caption).toContain(text);
  expect(inPicture.rate).toBe('1ª 50,5% · G2 89,0%');
  expect(inPicture.sample).toBe('91 ciclos · 1ª 40,5% a 60,6% · G2 80,9% a 93,9%');
  expect(inPicture.verdict.replaceAll('\u00a0', ' ')).toBe(
    'igual à sorte · cara ou coroa 86,8% · média por ciclo −R$ 0,79',
  );
  expect(inPicture.whole).toContain('maior sequência de perdas: 2');
  expect(inPicture.coverage).toBe('Velas: 1.431 de 1.440 · MINORIA(5) v1 · #K7Q2M4XA');
  expect(inPicture.legend.wins).toEqual(['de 1ª', 'gale 1', 'gale 2']);
  expect(inPicture.utcOffsetMs).toBe(-3 * 3_600_000);
  expect(inPicture.shown({ shown: 20, total: 1000 })).toBe('Últimos 20 de 1.000 blocos');
});

test('the verdict is above only with the whole range above break-even, below only with all of it below', () => {
  const verdictOf = (win: number[], loss: number) => {
    const total = win.reduce((sum, won) => sum + won, loss);
    const facts = { ...factsOf('X'), counts: { ...COUNTS, win, loss, total } };
    return /Veredito: <b>(.*)<\/b>/.exec(catalogResult(pt, facts).text)?.[1];
  };
  // Break-even with two gales at 87 %: 89,9 %. 95 of 100 is [88,8; 97,8], 980 of 1000 is [96,9; 98,7].
  expect(verdictOf([50, 30, 15], 5)).toBe('igual à sorte');
  expect(verdictOf([500, 300, 180], 20)).toBe('acima do equilíbrio');
  expect(verdictOf([500, 200, 100], 200)).toBe('abaixo do equilíbrio');
  expect(verdictOf([0, 0, 0], 0)).toBe('não dá para dizer');
});

test('without a payout there is no verdict and no break-even', () => {
  const { text } = catalogResult(pt, { ...factsOf('X'), payoutRatio: null });
  expect(text).toContain('A corretora não informou o payout');
  expect(text).toContain('não dá para dizer');
});

test('a payout of nothing cannot be broken even with, and gets no verdict and no result per cycle', () => {
  const { text } = catalogResult(pt, { ...factsOf('X'), payoutRatio: 0 });
  expect(text).toContain('payout de 0%: não há taxa que empate');
  expect(text).toContain('não dá para dizer');
  expect(text).not.toContain('💰');
});

test('nothing but dojis is said as what it is', () => {
  const counts = { ...COUNTS, win: [0, 0, 0], loss: 0, total: 0, doji: 100 };
  const { text } = catalogResult(pt, { ...factsOf('X'), counts, dojiRatio: 1 });
  expect(text).toContain('Todas as velas deste período são dojis');
  expect(text).not.toContain('1ª entrada');
});

test('a window longer than the history says from when there are candles', () => {
  const facts = factsOf('X');
  const { text } = catalogResult(pt, { ...facts, historyFromMs: facts.period!.fromMs });
  expect(text).toContain('as velas começam em 20/11 04:00');
});

test('a result worked out again says whether it checks', () => {
  const textOf = (recheck: Recheck) => catalogResult(pt, { ...factsOf('X'), recheck }).text;
  expect(textOf({ kind: 'same' })).toContain('✅ Confere');
  const rate = { wins: 80, n: 91, low: 0.79, high: 0.93 };
  expect(textOf({ kind: 'candles', rate })).toMatch(/⚠️ Não confere: as velas.*80 de 91 = 87,9%/);
  expect(textOf({ kind: 'strategy' })).toContain('A definição da estratégia mudou');
  expect(textOf({ kind: 'gone' })).toContain('já não estão guardadas');
});

test('stakes are those of the person', () => {
  const ladder = { kind: 'multiplier', multiplier: 2.2, firstStakeCents: 500 } as const;
  const text = catalogResult(pt, { ...factsOf('X'), ladder }).text.replaceAll('\u00a0', ' ');
  expect(text).toContain('Com R$ 5,00 na 1ª entrada e gales × 2,2');
  // Soros raises the stake after wins: on gales it says nothing.
  const soros = catalogResult(pt, { ...factsOf('X'), ladder: { kind: 'soros', level: 2, firstStakeCents: 500 } }).text;
  expect(soros).toContain('gales que buscam o mesmo lucro');
});

test('a kept answer says how old it is', () => {
  const facts = factsOf('X');
  expect(catalogResult(pt, { ...facts, storedMs: facts.nowMs - 720_000 }).text).toContain('de 12 min atrás');
});

test('the deepest plan fits under a picture and keeps what matters', () => {
  const { text } = catalogResult(pt, deepFactsOf('A'.repeat(4096)));
  expect(visibleLength(text)).toBeLessThanOrEqual(1024);
  for (const kept of [
    '1ª entrada',
    'até G9:',
    'Perdas',
    'para empatar',
    'Cara ou coroa',
    'Veredito',
    'Velas',
    'Passado',
  ]) {
    expect(text).toContain(kept);
  }
});

test('the buttons of a result carry its question', () => {
  const { query } = factsOf('EURUSD-OTC');
  const data = catalogResult(pt, factsOf('EURUSD-OTC')).keyboard!.flat();
  expect(data.map((button) => ('data' in button ? button.data : button.url))).toEqual([
    { verb: 'run', query },
    { verb: 'menu', screen: 'home', query },
    { verb: 'entries', query },
    // A hundred blocks are too few for the hours of a week.
    { verb: 'hours', query: { ...query, window: { kind: 'days', count: 30 } } },
    { verb: 'star', ticker: query.ticker },
    { verb: 'keep', query },
    { verb: 'recheck', resultId: 'K7Q2M4XA' },
    { verb: 'top' },
  ]);
});
