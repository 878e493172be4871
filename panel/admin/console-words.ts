import type { Locale } from 'adminjs';
import type { AdminRole } from '#io/db/admins.ts';
import { en } from './console-words/en.ts';
import { type ConsoleWords, pt } from './console-words/pt.ts';
import { RESOURCE_IDS } from './rights.ts';
import { sheetOf } from './sheet-of.ts';

/** The screens in both languages; the admin may change between them at the top of the page. */
export function consoleWords(language: 'pt-BR' | 'en'): Locale {
  const translations = { 'pt-BR': withTitles(pt), en: withTitles(en) };
  return { language, availableLanguages: ['pt-BR', 'en'], translations } as unknown as Locale;
}

export function roleWord(role: AdminRole, language: 'pt-BR' | 'en'): string {
  return (language === 'en' ? en : pt).values[role];
}

/** A list is headed by what is in it, and what is so or not so is said in the same language. */
function withTitles(words: ConsoleWords) {
  const titled = RESOURCE_IDS.map((id) => [id, { actions: { list: words.labels[id] } }]);
  const answered = RESOURCE_IDS.flatMap((id) => Object.entries(sheetOf(id).fields))
    .filter(([, type]) => type === 'yes_no')
    .flatMap(([name]) => [
      [`${name}.true`, words.messages.yes],
      [`${name}.false`, words.messages.no],
    ]);
  const labels = { ...words.labels, ...Object.fromEntries(answered) };
  const abouts = Object.entries(words.settings).map(([key, about]) => [`about-${key}`, about]);
  const messages = { ...words.messages, ...Object.fromEntries(abouts) };
  return { ...words, labels, messages, resources: Object.fromEntries(titled) };
}
