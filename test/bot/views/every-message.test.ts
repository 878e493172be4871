import { describe, expect, test } from 'vitest';
import { inlineKeyboard } from '#bot/callback-data.ts';
import { LANGUAGES, words } from '#bot/i18n/index.ts';
import { visibleLength } from '#bot/views/fit.ts';
import { CAPTION_LIMIT, type Message, TEXT_LIMIT } from '#bot/views/message.ts';
import { everyCaption, everyMessage, STRANGERS } from './worst-case.ts';

const SEAL = { userId: 42, key: 'key' };

describe.each(LANGUAGES)('in %s', (language) => {
  const say = words(language);

  test.each(Object.entries(STRANGERS))('every message is sound with %s strangers', (_kind, strangers) => {
    for (const { name, message } of everyMessage(say, strangers)) expectSound(name, message, TEXT_LIMIT);
  });

  test.each(Object.entries(STRANGERS))('every caption is sound with %s strangers', (_kind, strangers) => {
    for (const { name, message } of everyCaption(say, strangers)) expectSound(name, message, CAPTION_LIMIT);
  });
});

test('a right-to-left name is isolated, and cannot break out', () => {
  const { name } = STRANGERS.rightToLeft!;
  const notice = everyMessage(words('pt'), { name, ticker: 'X' })[0]!.message;
  expect(notice.text).toContain('\u2068سارة חיים\u2069');
});

test('an e-mail is never shown in full', () => {
  const shown = everyMessage(words('pt'), { name: 'ana.souza@example.org', ticker: 'X' });
  const settings = shown.find(({ name }) => name === 'settings.settings')!.message.text;
  expect(settings).toContain('a•••@example.org');
  expect(settings).not.toContain('souza');
});

function expectSound(name: string, { text, keyboard = [] }: Message, limit: number): void {
  expect(text, name).not.toMatch(/undefined|NaN|\[object|\{ ?\$|Infinity/);
  expect(text.trim(), name).not.toBe('');
  expect(text.isWellFormed(), name).toBe(true);
  expect(visibleLength(text), name).toBeLessThanOrEqual(limit);
  expectHtml(name, text);
  expect(text.split('\u2068').length, name).toBe(text.split('\u2069').length);
  expect(text, name).not.toMatch(/[\u202a-\u202e\u2066\u2067]/);

  const sealed = inlineKeyboard(keyboard, SEAL).inline_keyboard;
  for (const row of sealed) {
    expect(row.length, name).toBeLessThanOrEqual(8);
    for (const button of row) {
      expect(button.text.trim(), name).not.toBe('');
      expect(button.text.length, name).toBeLessThanOrEqual(64);
      if ('callback_data' in button) expect(Buffer.byteLength(button.callback_data), name).toBeLessThanOrEqual(64);
    }
  }
  expect(sealed.flat().length, name).toBeLessThanOrEqual(100);
}

/** As strict as Telegram: only its tags, closed in order, and no bare sign. */
function expectHtml(name: string, text: string): void {
  const open: string[] = [];
  for (const [, slash, tag] of text.matchAll(/<(\/?)([^>]*)>/g)) {
    expect(['b', 'i', 'code'], `${name}: ${tag}`).toContain(tag);
    if (slash) expect(open.pop(), name).toBe(tag);
    else open.push(tag!);
  }
  expect(open, name).toEqual([]);
  const bare = text.replace(/<\/?(?:b|i|code)>/g, '').replace(/&(?:amp|lt|gt|quot);/g, '');
  expect(bare, name).not.toMatch(/[<>&]/);
}
