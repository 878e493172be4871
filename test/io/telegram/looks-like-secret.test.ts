import { expect, test } from 'vitest';
import { looksLikeSecret } from '#io/telegram/looks-like-secret.ts';

test.each([
  'minha senha é Abc12345',
  'senha: polarium2024',
  'password = hunter22',
  'mi contraseña es Tigre99',
  'ana@example.test Corrida#42',
  'ana@example.test / qwerty99',
  '/link ana@example.test correcthorse',
  '/link S3nh@F0rte!',
  '/conectar@catalogador_bot S3nh@F0rte!',
  'S3nh@F0rte!',
  'Polarium2024!',
  'M5;EURUSD;13:50;CALL!',
  'Senha1;Abc;Xyz99',
])('takes "%s" for a password', (text) => {
  expect(looksLikeSecret(text)).toBe(true);
});

test.each([
  '',
  '/start',
  '/catalog EURUSD-OTC m1 minority g2 100',
  '/catalog EURUSD-OTC m1 minority g2 2026-10-01..2026-10-05',
  '/catalog MINORIA(5) 24h',
  '/catalog MHI1_MIN',
  '/start ref_abc123',
  'MHI1_MIN',
  'Minoria(5,3)',
  'EURUSD-OTC',
  'eurusd',
  'USNDAQ100-OTC',
  'esqueci minha senha',
  'como troco a senha?',
  'bom dia, tudo bem?',
  'https://example.test/Path1',
  'M5;EURUSD;13:50;CALL',
  '13:50:00;EURUSD;5M;Call',
  '/check M5;EURUSD-OTC;13:50;CALL',
  'qual o melhor ativo hoje',
])('leaves "%s" alone', (text) => {
  expect(looksLikeSecret(text)).toBe(false);
});

test('answers at once for a text made to keep a pattern busy', () => {
  const texts = ['a'.repeat(200_000), `senha${' '.repeat(200_000)}`, `${'a@'.repeat(100_000)}!`, '!'.repeat(200_000)];
  expect(texts.map(looksLikeSecret)).toEqual([false, false, false, false]);
});
