import { expect, test } from 'vitest';
import { label } from '#engine/pictures/label.ts';

test('a short text stays as it is', () => {
  expect(label('EURUSD (OTC) · até G2 – 87,5%')).toBe('EURUSD (OTC) · até G2 – 87,5%');
});

test('a long one is cut to 160 letters, whole ones', () => {
  const cut = label('🕯'.repeat(500_000));
  expect(Array.from(cut)).toHaveLength(160);
  expect(cut.isWellFormed()).toBe(true);
  expect(cut.endsWith('🕯…')).toBe(true);
});

test('line breaks and marks that turn the line around become spaces', () => {
  expect(label('one\ntwo\u202ethree\u0000')).toBe('one two three');
  expect(label('half \ud83d')).toBe('half');
});
