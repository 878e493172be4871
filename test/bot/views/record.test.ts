import { describe, expect, test } from 'vitest';
import { LANGUAGES, words } from '#bot/i18n/index.ts';
import { visibleLength } from '#bot/views/fit.ts';
import { recordPictureWords, recordResult } from '#bot/views/record.ts';
import { recordFactsOf, recordRow } from './worst-case.ts';

const WHOLE = recordFactsOf([recordRow({ wins: 87_612, n: 100_000 })]);

test('says what was shown, what came, of how many, and what a coin would have been', () => {
  const { text } = recordResult(words('pt'), WHOLE);
  expect(text).toContain('Mostrei 93,1%, veio <b>87,6%</b> em 100.000 ciclos (87,4% a 87,8%). Cara ou coroa: 87,2%');
  expect(text).toContain('<b>Ontem</b> · 44 de 96 listas conferidas');
  expect(text).toContain('Erro 0,112, de cara ou coroa 0,109');
  expect(text).toContain('Acima do equilíbrio: 0 de 1 linhas; das marcadas: 0 de 1');
  expect(text).toContain('Selo da lista 2.880: <code>0123456789abcdef</code>');
  expect(text).toMatch(/cara ou coroa errou menos que as listas/);
});

describe.each(LANGUAGES)('in %s', (language) => {
  test('the seal and the figures of all three periods fit under the picture', () => {
    const { text } = recordResult(words(language), WHOLE);
    expect(visibleLength(text)).toBeLessThanOrEqual(1024);
    expect(text.match(/87[.,]6/g)?.length).toBeGreaterThanOrEqual(3);
    expect(text).toContain('0123456789abcdef');
  });

  test('the picture says it in the same words', () => {
    const said = recordPictureWords(words(language), WHOLE);
    for (const text of Object.values(said)) {
      if (typeof text === 'string') expect(text).not.toMatch(/^$|undefined|NaN/);
    }
  });
});

test('lists that were right about their rate are said to be less wrong than a coin', () => {
  const right = recordRow({ predictedRatio: 0.95, wins: 9_500, n: 10_000 });
  expect(recordResult(words('pt'), recordFactsOf([right])).text).toMatch(/listas erraram menos que cara ou coroa/);
});

test('a difference that nobody can see is none', () => {
  const alike = recordRow({ predictedRatio: 0.8725, coinRatio: 0.872 });
  expect(recordResult(words('pt'), recordFactsOf([alike])).text).toMatch(/tanto quanto cara ou coroa/);
});

test('before the first list is judged it says when that will be', () => {
  const waiting = recordResult(words('pt'), recordFactsOf([]));
  expect(waiting.text).toMatch(/Já guardei 96 listas; a primeira conferência sai um dia depois/);
  expect(waiting.text).not.toMatch(/%/);
});
