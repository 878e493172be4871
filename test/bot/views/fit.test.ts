import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeHtml } from '#bot/i18n/index.ts';
import { clip, fittingMessage, visibleLength } from '#bot/views/fit.ts';
import { zoneOffsetMs } from '#bot/views/time-zones.ts';

test('the least needed line goes first, and lines that must stay do', () => {
  const lines = [
    { text: 'stays', spare: 0 },
    { text: '<b>&amp;</b> second', spare: 1 },
    { text: 'third', spare: 2 },
  ];
  expect(fittingMessage({ lines, limit: 100 }).text).toBe('stays\n<b>&amp;</b> second\nthird');
  expect(fittingMessage({ lines, limit: 15 }).text).toBe('stays\n<b>&amp;</b> second');
  expect(fittingMessage({ lines, limit: 14 }).text).toBe('stays\n<b>&amp;</b> second');
  expect(fittingMessage({ lines, limit: 13 }).text).toBe('stays');
  expect(fittingMessage({ lines, limit: 1 }).text).toBe('stays');
});

test('length is counted without tags and with each entity as one', () => {
  expect(visibleLength('<b>a&lt;b</b> &amp;&quot;')).toBe(6);
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => visibleLength(escapeHtml(text)) === text.length));
});

test('a clipped text is one line, well formed, and no longer than asked', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 60 }), (text, max) => {
      const clipped = clip(text, max);
      expect(clipped.length).toBeLessThanOrEqual(max);
      expect(clipped.isWellFormed()).toBe(true);
      expect(clipped).not.toMatch(/[\n\r\u202a-\u202e\u2066-\u2069]/);
    }),
  );
});

test('a family of emoji is never cut in half', () => {
  expect(clip('👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 15)).toBe('👩‍👩‍👧‍👦…');
});

test('a zone is what its clock shows more than UTC, summer time included', () => {
  expect(zoneOffsetMs('America/Sao_Paulo', Date.UTC(2026, 0, 1))).toBe(-3 * 3_600_000);
  expect(zoneOffsetMs('Europe/Lisbon', Date.UTC(2026, 0, 1))).toBe(0);
  expect(zoneOffsetMs('Europe/Lisbon', Date.UTC(2026, 6, 1))).toBe(3_600_000);
  expect(zoneOffsetMs('Asia/Kolkata', Date.UTC(2026, 0, 1))).toBe(5.5 * 3_600_000);
  expect(zoneOffsetMs('UTC', 0)).toBe(0);
});
