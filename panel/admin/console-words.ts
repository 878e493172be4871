import type { Locale } from 'adminjs';
import type { AdminRole } from '#io/db/admins.ts';
import { en } from './console-words/en.ts';
import { type ConsoleWords, pt } from './console-words/pt.ts';
import { RESOURCE_IDS } from './rights.ts';

/** The screens in both languages; the admin may change between them at the top of the page. */
export function consoleWords(language: 'pt-BR' | 'en'): Locale {
  const translations = { 'pt-BR': withTitles(pt), en: withTitles(en) };
  return { language, availableLanguages: ['pt-BR', 'en'], translations } as unknown as Locale;
}

export function roleWord(role: AdminRole, language: 'pt-BR' | 'en'): string {
  return (language === 'en' ? en : pt).values[role];
}

/** A list is headed by what is in it. */
function withTitles(words: ConsoleWords) {
  const titled = RESOURCE_IDS.map((id) => [id, { actions: { list: words.labels[id] } }]);
  return { ...words, resources: Object.fromEntries(titled) };
}
