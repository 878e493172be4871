import type { Locale } from 'adminjs';
import type { AdminRole } from '#io/db/admins.ts';
import { en } from './console-words/en.ts';
import { enCodes, enRefused } from './console-words/en-codes.ts';
import { type ConsoleWords, pt } from './console-words/pt.ts';
import { ptCodes, ptRefused } from './console-words/pt-codes.ts';
import { RESOURCE_IDS, type ResourceId } from './rights.ts';
import { sheetOf } from './sheet-of.ts';

/** The screens in both languages; the admin may change between them at the top of the page. */
export function consoleWords(language: 'pt-BR' | 'en'): Locale {
  const translations = {
    'pt-BR': withTitles(pt, { codes: ptCodes, refused: ptRefused }),
    en: withTitles(en, { codes: enCodes, refused: enRefused }),
  };
  return { language, availableLanguages: ['pt-BR', 'en'], translations } as unknown as Locale;
}

export function roleWord(role: AdminRole, language: 'pt-BR' | 'en'): string {
  return (language === 'en' ? en : pt).values[role];
}

/** The codes that a field may have; empty: it has none, or any. */
export function codesOf(id: ResourceId, field: string): string[] {
  const codes: Codes = ptCodes;
  return Object.keys(codes[id]?.[field] ?? {});
}

/** Field → code → word, resource by resource. */
type Codes = { readonly [Id in ResourceId | 'outbox']?: Readonly<Record<string, Readonly<Record<string, string>>>> };

/** A list is headed by what is in it, and its codes are words. */
function withTitles(words: ConsoleWords, { codes, refused }: { codes: Codes; refused: string }) {
  const acts = Object.entries(codes.audit?.act ?? {}).flatMap(([act, word]) => [
    [act, word],
    [`refused ${act}`, `${refused}: ${word}`],
  ]);
  const inAudit = { act: Object.fromEntries(acts), resource: words.labels };
  const resources = RESOURCE_IDS.map((id) => {
    const answers = Object.entries(sheetOf(id).fields)
      .filter(([, type]) => type === 'yes_no')
      .map(([name]) => [name, { true: words.messages.yes, false: words.messages.no }]);
    const labels = { ...Object.fromEntries(answers), ...(id === 'audit' ? inAudit : codes[id]) };
    // What names a setting is no number.
    const properties = id === 'settings' ? { id: words.properties.name } : {};
    return [id, { actions: { list: words.labels[id] }, properties, labels }];
  });
  const abouts = Object.entries(words.settings).map(([key, about]) => [`about-${key}`, about]);
  const messages = { ...words.messages, ...Object.fromEntries(abouts) };
  const outbox = { labels: codes.outbox };
  const components = { LanguageSelector: { availableLanguages: { 'pt-BR': 'Português', en: 'English' } } };
  const pages = { queue: words.labels.queue };
  return { ...words, messages, components, pages, resources: { ...Object.fromEntries(resources), outbox } };
}
