import { describe, expect, test } from 'vitest';
import { formatMoney } from '#panel/web/money.ts';
import { LANGUAGES, wordsFor } from '#panel/web/words.ts';

describe('the words of the page', () => {
  test.each([
    [null, undefined, 'pt'],
    [null, 'en-US,en;q=0.9', 'en'],
    [null, 'de-DE,de;q=0.9,es;q=0.8,en;q=0.7', 'es'],
    [null, 'de', 'pt'],
    ['es', 'en', 'es'],
    ['xx', 'en', 'en'],
  ])('a person with %s and a browser with %s reads %s', (language, accepted, expected) => {
    expect(wordsFor(language, accepted).language).toBe(expected);
  });

  test('every text of every language is there and is not another language’s', () => {
    const texts = LANGUAGES.map((language) => {
      const { page, problem } = wordsFor(language);
      const said = Object.values(problem).map((text) => (typeof text === 'string' ? text : text(3 as never)));
      return [...Object.values(page), ...said];
    });
    for (const text of texts.flat()) expect(text.trim()).not.toBe('');
    // Only names and words that two of the languages share may be the same.
    const shared = texts[0]!.filter((text, i) => text === texts[1]![i]);
    expect(shared).toEqual(['Telegram:']);
  });

  test('one minute is not "1 minutes"', () => {
    const said = LANGUAGES.map((language) => wordsFor(language).problem.limited(1));
    expect(said.filter((text) => /1 (minuto|minute) /.test(text))).toHaveLength(3);
  });
});

test('money is written as the person’s country writes it, whatever the currency', () => {
  const balance = { kind: 'practice', amountCents: 1_234_567, currency: 'BRL' } as const;
  const written = LANGUAGES.map((language) => formatMoney(balance, wordsFor(language)).replaceAll('\u00a0', ' '));
  expect(written).toEqual(['R$ 12.345,67', 'R$12,345.67', '12.345,67 BRL']);
  expect(formatMoney({ ...balance, currency: 'points' }, wordsFor('pt'))).toBe('12.345,67 points');
});
