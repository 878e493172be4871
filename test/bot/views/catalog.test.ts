import { expect, test } from 'vitest';
import { words } from '#bot/i18n/index.ts';
import { catalogResult } from '#bot/views/catalog.ts';
import { catalogPictureWords } from '#bot/views/catalog-picture.ts';
import { visibleLength } from '#bot/views/fit.ts';
import { COUNTS, deepFactsOf, factsOf } from './worst-case.ts';

const pt = words('pt');

// Worked apart: intervals by solving Wilson's equation (p − x)² = z²·x(1 − x)/n; break-even 1 − (0.87/1.87)³;
// coin 1 − ((1 + 27/1431)/2)³.
const GOLDEN = `📊 <b>EURUSD (OTC)</b> · M1 · Minoria
até G2 · 100 blocos
🗓 20/11 04:00 – 11:59 (Brasília)

🟢 1ª entrada: 46 de 91 = <b>50,5%</b> (40,5% a 60,6%)
🔵 até G1: 68 de 91 = <b>74,7%</b> (64,9% a 82,5%)
🟡 até G2: 81 de 91 = <b>89,0%</b> (80,9% a 93,9%)
🔴 Perdas: 10 · maior sequência de perdas: 2
⚪ Blocos: 100 · nulos por doji (vela sem cor): 9
Entre parênteses: onde a taxa real deve estar, com 95% de confiança.

Payout 87% · para empatar até G2: 89,9%
Cara ou coroa daria 86,8%
Veredito: <b>igual à sorte</b>
Velas: 1.431 de 1.440
Estratégia MINORIA(5), versão 1

<i>Passado não é promessa. Só arrisque o que você pode perder.</i>`;

test('a catalog reads like this', () => {
  expect(catalogResult(pt, factsOf('EURUSD-OTC')).text).toBe(GOLDEN);
});

test('the figures of the picture are those of the caption', () => {
  const inPicture = catalogPictureWords(pt, factsOf('EURUSD-OTC'));
  const caption = catalogResult(pt, factsOf('EURUSD-OTC')).text.replace(/<[^>]*>/g, '');
  for (const text of [inPicture.title, inPicture.period, inPicture.payout, inPicture.rate, inPicture.coverage]) {
    expect(caption).toContain(text);
  }
  expect(inPicture.sample).toBe('81 de 91 · entre 80,9% e 93,9%');
  expect(inPicture.verdict).toBe('igual à sorte · cara ou coroa 86,8%');
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
    { verb: 'top' },
  ]);
});
