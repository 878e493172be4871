import { expect, test } from 'vitest';
import { guessLanguage, words } from '#bot/i18n/index.ts';

const pt = words('pt');

test('each language writes numbers and rates its own way', () => {
  expect(pt.number(1431)).toBe('1.431');
  expect(words('en').number(1431)).toBe('1,431');
  expect(pt.percent(0.875)).toBe('87,5%');
  expect(words('en').percent(0.875)).toBe('87.5%');
  expect(words('es').percent(0.875)).toBe('87,5\u00a0%');
});

test('a rate always has its decimal, a payout only when there is one', () => {
  expect(pt.percent(0.9)).toBe('90,0%');
  expect(pt.shortPercent(0.87)).toBe('87%');
  expect(pt.shortPercent(0.875)).toBe('87,5%');
});

test('a rate is 100 % or 0 % only when it is exactly that', () => {
  expect([1, 0.99996, 0.00001, 0].map(pt.percent)).toEqual(['100,0%', '99,9%', '0,1%', '0,0%']);
});

test('money follows the currency, and keeps the letters of an unknown one', () => {
  expect(pt.money({ amountCents: 1_000_000, currency: 'BRL' })).toBe('R$\u00a010.000,00');
  expect(pt.money({ amountCents: 150, currency: 'usdt' })).toBe('1,50 usdt');
  expect(pt.money({ amountCents: -150, currency: 'BRL' })).toBe('−R$\u00a01,50');
  expect(words('en').money({ amountCents: -150, currency: 'BRL' })).toBe('−R$1.50');
});

test('a moment is on the clock of its zone, with the year only where it is another', () => {
  const atMs = Date.UTC(2026, 10, 20, 1, 30);
  expect(pt.moment({ atMs, zone: 'America/Sao_Paulo' })).toBe('19/11 22:30');
  expect(words('en').moment({ atMs, zone: 'Europe/Lisbon' })).toBe('11/20 01:30');
  const nowMs = Date.UTC(2027, 0, 2);
  expect(pt.moment({ atMs, zone: 'America/Sao_Paulo', nowMs })).toBe('19/11/2026 22:30');
});

test('a day has its zeros in every language, month first in English', () => {
  const atMs = Date.UTC(2026, 7, 9, 12);
  expect((['pt', 'en', 'es'] as const).map((language) => words(language).day({ atMs, zone: 'UTC' }))).toEqual([
    '09/08',
    '08/09',
    '09/08',
  ]);
});

test('midnight is 00:00', () => {
  expect(words('en').clock({ atMs: Date.UTC(2026, 0, 1), zone: 'UTC' })).toBe('00:00');
});

test('an age is told in the unit that matters', () => {
  expect(pt.age(5_000)).toBe('1 min');
  expect(pt.age(59 * 60_000)).toBe('59 min');
  expect(pt.age(47 * 3_600_000)).toBe('47 h');
  expect(pt.age(72 * 3_600_000)).toBe('3 dias');
});

test('one block and two blocks are told apart', () => {
  expect(pt.say('window-blocks', { count: 1 })).toBe('1 bloco');
  expect(pt.say('window-blocks', { count: 1000 })).toBe('1.000 blocos');
});

test('html escapes what comes from outside and keeps its own tags', () => {
  expect(pt.html('link-done', { account: '<b>&' })).toBe('✅ Conta conectada e em uso: <b>&lt;b&gt;&amp;</b>');
});

test('a missing key or variable is a fault, heard by whoever asked to hear it', () => {
  expect(() => pt.say('no-such-key')).toThrow('no-such-key');
  expect(() => pt.say('start-hello')).toThrow('start-hello');
  const heard: string[] = [];
  const careful = words('pt', ({ key }) => heard.push(key));
  expect(careful.say('no-such-key')).toBe('no-such-key');
  expect(careful.say('start-hello')).toContain('Oi');
  expect(heard).toEqual(['no-such-key', 'start-hello']);
});

test('the language to begin with comes from Telegram', () => {
  expect(['pt', 'pt-br', 'PT-PT', 'pt_BR'].map(guessLanguage)).toEqual(['pt', 'pt', 'pt', 'pt']);
  expect(['es', 'es-419'].map(guessLanguage)).toEqual(['es', 'es']);
  expect(['en-GB', 'de', 'ptx'].map(guessLanguage)).toEqual(['en', 'en', 'en']);
  expect([undefined, null, ''].map(guessLanguage)).toEqual(['pt', 'pt', 'pt']);
});
